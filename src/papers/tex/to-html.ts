import { escapeHtml } from "./escape-html.ts";
import { mathToHtml } from "./math-to-html.ts";
import type { TexNode } from "./nodes.ts";
import { parseTex } from "./parse.ts";
import { textOf, textOfNode } from "./to-text.ts";

/** Says which stretches `[start, end)` of a plain text to mark; sorted, not overlapping. */
export type MarkWords = (plainText: string) => ReadonlyArray<readonly [number, number]>;

export interface TexToHtmlOptions {
  /** Is handed the plain text as `texToText` makes it but for white space; formulas are not marked. */
  readonly mark?: MarkWords;
  /** Makes addresses links. Leave it out inside a link, where HTML allows no other. */
  readonly hasLinks?: boolean;
}

/** What is known while the pieces are written: how far into the plain text they reach. */
interface Writer {
  readonly marks: ReadonlyArray<readonly [number, number]>;
  readonly hasLinks: boolean;
  offset: number;
  /** The first mark that ends behind `offset`. */
  next: number;
}

const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'’”]/g;

/**
 * Safe HTML of a title or abstract with TeX: escaped text, `strong`, `em`, `code`, `sup`,
 * `sub`, MathML and, when asked for, `mark` and `a`. Never throws; what is no TeX, or is
 * broken, is shown as it is written.
 */
export function texToHtml(text: string, options: TexToHtmlOptions = {}): string {
  const nodes = parseTex(text);
  const marks = options.mark ? options.mark(textOf(nodes)) : [];
  const writer: Writer = { marks, hasLinks: options.hasLinks ?? false, offset: 0, next: 0 };
  return writeAll(writer, nodes);
}

function writeAll(writer: Writer, nodes: readonly TexNode[]): string {
  let html = "";
  for (const node of nodes) html += writeNode(writer, node);
  return html;
}

function writeNode(writer: Writer, node: TexNode): string {
  if (node.kind === "text") return writeText(writer, node.text);
  const end = writer.offset + textOfNode(node).length;
  const html = writeElement(writer, node);
  writer.offset = end;
  return html;
}

function writeElement(writer: Writer, node: Exclude<TexNode, { kind: "text" }>): string {
  if (node.kind === "math") return mathToHtml(node.source, node.isDisplay);
  const inner = writeAll(writer, node.children);
  if (node.kind === "styled") return `<${node.style}>${inner}</${node.style}>`;
  if (!writer.hasLinks || !isWebAddress(node.url)) return inner;
  return linkTo(node.url, inner);
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

function linkTo(url: string, inner: string): string {
  // An address inside the words is a link already, and links do not nest.
  const words = inner.replace(/<\/?a\b[^>]*>/g, "");
  return `<a href="${escapeHtml(url)}" rel="nofollow ugc noopener">${words}</a>`;
}

/** Text with marks and, where wanted, its bare addresses as links. */
function writeText(writer: Writer, text: string): string {
  if (!writer.hasLinks || !text.includes("://")) return writeMarked(writer, text);
  let html = "";
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    html += writeMarked(writer, text.slice(from, match.index));
    const inner = writeMarked(writer, match[0]);
    html += isWebAddress(match[0]) ? linkTo(match[0], inner) : inner;
    from = match.index + match[0].length;
  }
  return html + writeMarked(writer, text.slice(from));
}

function writeMarked(writer: Writer, text: string): string {
  const start = writer.offset;
  const end = start + text.length;
  writer.offset = end;
  let html = "";
  let from = start;
  while (writer.next < writer.marks.length) {
    const [first, last] = writer.marks[writer.next]!;
    if (first >= end) break;
    const [begin, stop] = [Math.max(first, from), Math.min(last, end)];
    if (stop > begin) {
      html += escapeHtml(text.slice(from - start, begin - start));
      html += `<mark>${escapeHtml(text.slice(begin - start, stop - start))}</mark>`;
      from = stop;
    }
    if (last > end) break;
    writer.next++;
  }
  return html + escapeHtml(text.slice(from - start));
}
