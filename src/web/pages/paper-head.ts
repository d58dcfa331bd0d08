import { addressesOf, type PaperWithTally, texToText, venueLabel } from "#papers";
import { addresses } from "../addresses.ts";
import { type Html, html } from "../html.ts";
import { formatPath } from "../lists/index.ts";
import type { Frame } from "./page.ts";

const MAX_AUTHORS = 100;

/** What reference managers and other programs read of a paper's page. */
export function citationHead(frame: Frame, paper: PaperWithTally): Html {
  const path = addresses.paper(paper.id);
  const date = (paper.submittedAt ?? paper.editionDay).slice(0, 10).replaceAll("-", "/");
  const values: readonly (readonly [string, string | undefined])[] = [
    ["citation_title", texToText(paper.title)],
    ...paper.authors
      .slice(0, MAX_AUTHORS)
      .map(({ name }) => ["citation_author", texToText(name)] as const),
    ["citation_publication_date", date],
    ["citation_arxiv_id", paper.arxivId],
    ["citation_doi", paper.doi],
    ["citation_conference_title", paper.venue && venueLabel(paper.venue)],
    ["citation_pdf_url", addressesOf(paper).pdf],
  ];
  const metas = values.map(([name, value]) =>
    value ? html`<meta name="${name}" content="${value}">` : "",
  );
  return html`<link rel="canonical" href="${frame.site.url}${path}"><link rel="alternate" type="application/x-bibtex" title="BibTeX" href="${formatPath(path, "bib")}"><link rel="alternate" type="text/markdown" title="Markdown" href="${formatPath(path, "md")}">${metas}`;
}
