import createMarkdownIt, { type MarkdownIt } from "markdown-it";
import { withFormulas } from "./formulas.ts";
import { sanitize } from "./sanitize.ts";

/** Lists and quotations within each other; deeper ones are shown as text. */
const MAX_NESTING = 30;
/** The page's own headings go down to the third level. */
const TOP_HEADING = 4;
const LAST_HEADING = 6;

const markdown = createMarkdown();

/**
 * Safe HTML of a comment's Markdown, with MathML for its formulas. Images are shown as links,
 * HTML as text. Never throws.
 */
export function renderMarkdown(body: string): string {
  try {
    return sanitize(markdown.render(body.toWellFormed(), {}));
  } catch {
    return `<p>${markdown.utils.escapeHtml(body.toWellFormed())}</p>`;
  }
}

function createMarkdown(): MarkdownIt {
  const built = createMarkdownIt({
    html: false,
    linkify: true,
    breaks: true,
    xhtmlOut: true,
    maxNesting: MAX_NESTING,
  });
  // Only addresses that say so: `example.md` in a sentence is a file.
  built.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  built.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address.trim());
  shiftHeadings(built);
  showImagesAsLinks(built);
  withFormulas(built);
  return built;
}

function shiftHeadings({ renderer }: MarkdownIt): void {
  for (const rule of ["heading_open", "heading_close"] as const) {
    renderer.rules[rule] = (tokens, index, options, _env, self) => {
      const token = tokens[index]!;
      const level = Number(token.tag.slice(1)) + TOP_HEADING - 1;
      if (level >= TOP_HEADING) token.tag = `h${Math.min(level, LAST_HEADING)}`;
      return self.renderToken(tokens, index, options);
    };
  }
}

/** No reader's browser fetches what a commenter names. Links do not nest. */
function showImagesAsLinks({ renderer, utils }: MarkdownIt): void {
  for (const [rule, isInside] of [
    ["link_open", true],
    ["link_close", false],
  ] as const) {
    renderer.rules[rule] = (tokens, index, options, env, self) => {
      if (env) env.isInLink = isInside;
      return self.renderToken(tokens, index, options);
    };
  }
  renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const address = String(token.attrGet("src") ?? "");
    const words = self.renderInlineAsText(token.children ?? [], options, env);
    const label = utils.escapeHtml(words || address);
    return env?.isInLink ? label : `<a href="${utils.escapeHtml(address)}">${label}</a>`;
  };
}
