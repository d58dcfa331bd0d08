import MarkdownIt from "markdown-it";
import type { ShownLink } from "../service-rules.ts";

/**
 * Reads Markdown as a chat does: what remains is what people see. Anything that is markup
 * beside links, bold, italic, headings and quotes is an error.
 */
export function readMarkdown(source: string, links: ShownLink[]): string {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true });
  const known =
    /^(paragraph|heading|blockquote|link|strong|em)_(open|close)$|^(text|inline|softbreak|hardbreak|text_special)$/;
  let shown = "";
  for (const block of parser.parse(source, {})) {
    const isUnderlined = block.type === "heading_open" && /[=-]/.test(block.markup);
    if (!known.test(block.type) || isUnderlined)
      throw new Error(`markup that is not ours: ${block.type}`);
    if (block.type.endsWith("_close")) shown += "\n";
    let open: { url: string; from: number } | undefined;
    for (const token of block.children ?? []) {
      if (!known.test(token.type)) throw new Error(`markup that is not ours: ${token.type}`);
      if (token.type === "link_open") {
        open = { url: String(token.attrGet("href")), from: shown.length };
      }
      if (token.type === "link_close" && open) {
        links.push({ url: open.url, text: shown.slice(open.from) });
      }
      shown += token.type.endsWith("break") ? "\n" : token.content;
    }
  }
  return shown;
}
