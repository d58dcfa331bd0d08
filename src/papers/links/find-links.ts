import type { PaperLink } from "../paper.ts";
import type { TexNode } from "../tex/nodes.ts";
import { parseTex } from "../tex/parse.ts";
import { textOf } from "../tex/to-text.ts";
import { classifyLink } from "./classify-link.ts";
import { cleanAddress, joinBroken } from "./clean-address.ts";

const MAYBE = /:\/\/|www\.|github|gitlab|huggingface|\bhf\.co|zenodo|\\(?:url|href)/i;
const ADDRESS =
  /(?:https?:\/\/|\b(?:www\.|(?:github|gitlab|bitbucket|huggingface|hf|zenodo|codeberg)\.(?:com|org|co)\/)|\b[\w-]+\.github\.io\b)[^\s<>"“”{}|\\^`]*/gi;
/** How far back the words reach that say what an address is. */
const CUE_LENGTH = 110;
const MAX_LINKS = 20;

/**
 * The addresses in an abstract and what they lead to, in order, each once. Takes TeX
 * (`\url`, `\href`), addresses without `https://`, broken over lines, or with the
 * sentence's punctuation behind them; gives http and https only.
 */
export function findLinks(text: string): PaperLink[] {
  if (!MAYBE.test(text)) return [];
  const links = new Map<string, PaperLink>();
  const add = (address: string, before: string) => {
    const url = cleanAddress(address);
    if (!url || links.has(url) || links.size >= MAX_LINKS) return;
    links.set(url, { kind: classifyLink(url, cueBefore(before)), url });
  };
  const nodes = parseTex(text);
  const plain = textOf(nodes);
  for (const url of hiddenAddresses(nodes))
    add(url, plain.slice(0, Math.max(0, plain.indexOf(url))));
  for (const match of plain.matchAll(ADDRESS)) {
    const address = joinBroken(match[0], plain.slice(match.index + match[0].length));
    add(address, plain.slice(0, match.index));
  }
  return [...links.values()];
}

function hiddenAddresses(nodes: readonly TexNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "link") return [node.url];
    return node.kind === "styled" ? hiddenAddresses(node.children) : [];
  });
}

/** The end of what stands before an address, back to the address or the sentence before it. */
function cueBefore(before: string): string {
  const near = before.slice(-CUE_LENGTH);
  const start = Math.max(near.lastIndexOf(". ") + 1, near.lastIndexOf("://"));
  return near.slice(Math.max(start, 0));
}
