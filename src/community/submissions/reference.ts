import { arxivIdIn, doiIn } from "#papers";

/** What one line of text names. */
export type Reference =
  | { readonly kind: "arxiv"; readonly id: string }
  | { readonly kind: "doi"; readonly doi: string }
  | { readonly kind: "address"; readonly url: string; readonly doi?: string };

/** `10.1145/1234567.1234568` within the address of a publisher's page. */
const DOI_IN_ADDRESS = /(?:\/|=)(10\.\d{4,9}\/[^\s?#&]+)/;
const PAGE_OF_DOI = /(?:\/(?:full|abstract|pdf|epdf|html|fulltext|meta|summary))+$|\.pdf$/i;
const ARXIV_IN_TEXT = /\barXiv:\s?([a-z.-]*\/?\d{4}\.?\d{3,5}(?:v\d+)?)/i;
const MAX_ADDRESS = 2_000;

/** Reads an arXiv id or address, a DOI or its address, or any web address; else `undefined`. */
export function readReference(text: string): Reference | undefined {
  const asked = text.trim().replace(/^<(.*)>$/, "$1");
  const arxivId = arxivIdIn(asked) ?? arxivIdIn(ARXIV_IN_TEXT.exec(asked)?.[1] ?? "");
  if (arxivId) return { kind: "arxiv", id: arxivId };
  const doi = doiIn(asked);
  if (doi) return { kind: "doi", doi };
  return readAddress(asked);
}

function readAddress(asked: string): Reference | undefined {
  if (asked.length > MAX_ADDRESS || /\s/.test(asked)) return undefined;
  const isWhole = /^https?:\/\//i.test(asked);
  if (!isWhole && !/^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]|$)/u.test(asked)) return undefined;
  const address = isWhole ? asked : `https://${asked}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return undefined;
  const doi = doiIn(DOI_IN_ADDRESS.exec(decode(address))?.[1]?.replace(PAGE_OF_DOI, "") ?? "");
  return { kind: "address", url: url.href, ...(doi && { doi }) };
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
