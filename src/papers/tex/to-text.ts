import { mathToText } from "./math-to-text.ts";
import type { TexNode } from "./nodes.ts";
import { parseTex } from "./parse.ts";
import { subscript, superscript } from "./scripts.ts";

/**
 * A title, abstract or name as plain Unicode text on one line, for feeds, mail and search:
 * no TeX, no HTML meaning, white space folded.
 */
export function texToText(text: string): string {
  return textOf(parseTex(text)).replace(/\s+/g, " ").trim();
}

/** The plain text of `nodes`, white space as it is. */
export function textOf(nodes: readonly TexNode[]): string {
  let text = "";
  for (const node of nodes) text += textOfNode(node);
  return text;
}

export function textOfNode(node: TexNode): string {
  if (node.kind === "text") return node.text;
  if (node.kind === "math") return mathToText(node.source);
  const inner = textOf(node.children);
  if (node.kind === "link") return isShown(node.url, inner) ? inner : `${inner} (${node.url})`;
  if (node.style === "sup") return superscript(inner);
  return node.style === "sub" ? subscript(inner) : inner;
}

/** Whether a reader of the words alone sees the address too. */
function isShown(url: string, words: string): boolean {
  return words.includes(url.replace(/^https?:\/\//, "").replace(/\/$/, ""));
}
