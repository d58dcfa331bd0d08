import { arxivIdIn } from "./identity/arxiv-id.ts";
import { doiIn } from "./identity/doi.ts";
import { arxivKey, doiKey } from "./identity/record-identity.ts";
import type { PaperId } from "./paper.ts";
import type { PaperStore } from "./store.ts";

const PAGE_ADDRESS = /\/papers\/(.+?)(?:\.(?:md|json|bib|ris|csl))?\/?(?:[?#].*)?$/;

/** Finds the page that `text` means; see `PaperReader.resolve`. */
export async function resolve(
  store: Pick<PaperStore, "findByKeys">,
  text: string,
): Promise<PaperId | undefined> {
  const asked = text.trim();
  const key = keyIn(asked) ?? keyIn(PAGE_ADDRESS.exec(asked)?.[1] ?? "");
  if (key === undefined) return undefined;
  const pages = (await store.findByKeys([key])).map(({ paperId }) => paperId).sort();
  return pages.find((page) => pageKey(page) === key) ?? pages[0];
}

function keyIn(text: string): string | undefined {
  if (/^p-[0-9a-f]{12}$/.test(text)) return text;
  const arxivId = arxivIdIn(text);
  if (arxivId) return arxivKey(arxivId);
  const doi = doiIn(text);
  return doi && doiKey(doi);
}

function pageKey(page: PaperId): string {
  return page.startsWith("p-") || page.startsWith("doi:") ? page : arxivKey(page);
}
