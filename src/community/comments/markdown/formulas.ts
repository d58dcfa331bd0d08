import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { bracketMath, dollarMath, mathToHtml } from "#papers";

/** Formulas set in one comment; the rest is shown as it is written. */
const MAX_FORMULAS = 50;
/** Characters of all its formulas together: setting them takes a few microseconds each. */
const MAX_CHARACTERS = 6_000;
/** `$$x$$` */
const MIN_BLOCK = 5;

/** `$…$`, `$$…$$`, `\(…\)` and `\[…\]` as MathML, in a line and as a block of their own. */
export function withFormulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "formula", inlineFormula);
  markdown.block.ruler.before("fence", "formula", blockFormula, {
    alt: ["paragraph", "blockquote", "list"],
  });
  markdown.renderer.rules.formula = (tokens, index, _options, env) => {
    const { content, markup, block } = tokens[index]!;
    const number = Number(env?.formulas ?? 0) + 1;
    const characters = Number(env?.formulaCharacters ?? 0) + content.length;
    if (env) Object.assign(env, { formulas: number, formulaCharacters: characters });
    const isTooMuch = number > MAX_FORMULAS || characters > MAX_CHARACTERS;
    const isDisplay = markup === "display";
    const source = isDisplay ? `$$${content}$$` : `$${content}$`;
    const shown = isTooMuch ? markdown.utils.escapeHtml(source) : mathToHtml(content, isDisplay);
    return block ? `<p>${shown}</p>\n` : shown;
  };
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const span = spanAt(state.src, state.pos, state.posMax);
  if (!span) return false;
  if (!silent) {
    const token = state.push("formula", "math", 0);
    token.content = span.source;
    token.markup = span.isDisplay ? "display" : "";
  }
  state.pos = span.end;
  return true;
}

function spanAt(text: string, start: number, limit: number) {
  const sign = text[start];
  if (sign === "$") return dollarMath(text, start, limit);
  const next = text[start + 1];
  if (sign !== "\\" || (next !== "(" && next !== "[")) return undefined;
  return bracketMath(text, start, limit);
}

/** A formula whose lines would otherwise be taken for lists, rules or headings. */
function blockFormula(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const first = lineOf(state, startLine);
  const opening = first.slice(0, 2);
  const closing = opening === "$$" ? "$$" : opening === "\\[" ? "\\]" : undefined;
  if (closing === undefined) return false;
  let text = "";
  for (let line = startLine; line < endLine && text.length < MAX_CHARACTERS; line++) {
    const isOutside = line > startLine && state.sCount[line]! < state.blkIndent;
    const added = lineOf(state, line);
    // A second opening, or an empty line: this is no formula, and looking on would be for nothing.
    const isOpening = line > startLine && added.startsWith(opening) && added !== closing;
    if (isOutside || added === "" || isOpening) break;
    text += line === startLine ? added : `\n${added}`;
    if (text.length < MIN_BLOCK || !text.endsWith(closing)) continue;
    const span = spanAt(text, 0, text.length);
    if (span?.end !== text.length) break;
    if (!silent) pushBlock(state, span.source, [startLine, line + 1]);
    return true;
  }
  return false;
}

function pushBlock(state: StateBlock, source: string, lines: [number, number]): void {
  const token = state.push("formula", "math", 0);
  token.block = true;
  token.content = source;
  token.markup = "display";
  token.map = lines;
  state.line = lines[1];
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!).trimEnd();
}
