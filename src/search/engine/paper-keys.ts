import { foldText } from "../text/fold.ts";
import { visitTokens } from "../text/tokens.ts";
import type { IndexDocument } from "./engine.ts";
import { hashString } from "./hash.ts";

const ARXIV_VERSION = /v\d+$/;

/** A title as it is compared: its words, folded, whatever stands between them. */
function titleKey(title: string): string {
  const words: string[] = [];
  visitTokens(
    foldText(title),
    (token) => words.push(token),
    () => {},
  );
  return `title:${words.join(" ")}`;
}

/** Hashes of all that names this paper exactly: id, arXiv id, DOI, title. */
export function keysOf(document: IndexDocument): number[] {
  const keys = new Set([`id:${document.id.toLowerCase()}`]);
  if (document.arxivId) keys.add(`id:${document.arxivId.toLowerCase()}`);
  if (document.doi) keys.add(`id:doi:${document.doi.toLowerCase()}`);
  const title = titleKey(document.title);
  if (title !== "title:") keys.add(title);
  return Array.from(keys, hashString);
}

/** Hash of the id of a paper. */
export function keyOfId(id: string): number {
  return hashString(`id:${id.toLowerCase()}`);
}

/** Hashes of the papers a query may be the name of, as a person writes it. */
export function keysOfQuery(query: string): number[] {
  const text = query.trim().toLowerCase();
  const bare = text
    .replace(/^https?:\/\/(?:www\.)?(?:arxiv\.org\/(?:abs|pdf|html)\/|(?:dx\.)?doi\.org\/)/, "")
    .replace(/^(?:arxiv|doi):\s*/, "")
    .replace(/^10\.48550\/arxiv\./, "")
    .replace(/\.pdf$/, "");
  const keys = [
    `id:${text}`,
    `id:${bare}`,
    `id:${bare.replace(ARXIV_VERSION, "")}`,
    `id:doi:${bare}`,
  ];
  const title = titleKey(query);
  if (title !== "title:") keys.push(title);
  return Array.from(new Set(keys), hashString);
}

/** Keys of many documents, sorted for binary search. */
export function sortKeys(hashes: Float64Array, documents: Uint32Array) {
  const order = Uint32Array.from({ length: hashes.length }, (_, at) => at);
  order.sort((a, b) => hashes[a]! - hashes[b]! || documents[a]! - documents[b]!);
  return {
    keyHashes: Float64Array.from(order, (at) => hashes[at]!),
    keyDocuments: Uint32Array.from(order, (at) => documents[at]!),
  };
}

/** Documents that `hash` names, in order. */
export function findKey(
  keyHashes: Float64Array,
  keyDocuments: Uint32Array,
  hash: number,
): number[] {
  let low = 0;
  let high = keyHashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyHashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  while (keyHashes[low] === hash) found.push(keyDocuments[low++]!);
  return found;
}
