import type { Paper } from "./paper.ts";

/** Where a paper can be read; each absent when no source gives the id it needs. */
export interface PaperAddresses {
  /** arXiv's page about the paper. */
  readonly arxivAbstract?: string;
  readonly arxivPdf?: string;
  /** The DOI resolver's address. */
  readonly doi?: string;
  /** The best page to send a reader to. */
  readonly best?: string;
  readonly pdf?: string;
}

/** The addresses that follow from a paper's ids and links. */
export function addressesOf(paper: Pick<Paper, "arxivId" | "doi" | "links">): PaperAddresses {
  const arxivAbstract = paper.arxivId && `https://arxiv.org/abs/${paper.arxivId}`;
  const arxivPdf = paper.arxivId && `https://arxiv.org/pdf/${paper.arxivId}`;
  const doi = paper.doi && `https://doi.org/${encodeDoi(paper.doi)}`;
  // Sources may link to anything; only what a browser fetches is an address to send people to.
  const links = paper.links.filter(({ url }) => /^https?:\/\//i.test(url));
  const linked = (kind: string) => links.find((link) => link.kind === kind)?.url;
  const best = arxivAbstract ?? doi ?? linked("abstract") ?? linked("pdf") ?? links[0]?.url;
  const pdf = arxivPdf ?? linked("pdf");
  return {
    ...(arxivAbstract && { arxivAbstract }),
    ...(arxivPdf && { arxivPdf }),
    ...(doi && { doi }),
    ...(best && { best }),
    ...(pdf && { pdf }),
  };
}

/** DOIs may hold characters that an address may not; slashes stay readable. */
function encodeDoi(doi: string): string {
  return encodeURIComponent(doi).replace(/%2F/g, "/").replace(/%3A/g, ":");
}
