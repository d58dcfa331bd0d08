import { type PaperWithTally, renderBibtex, renderCslJson, renderRis } from "#papers";

/** The formats in which a paper is cited. */
export type ExportFormat = "bib" | "ris" | "csl.json";

/** A paper as one citation in the given format. */
export function renderCitation(paper: PaperWithTally, format: ExportFormat): string {
  switch (format) {
    case "bib":
      return renderBibtex(paper);
    case "ris":
      return renderRis(paper);
    case "csl.json":
      return renderCslJson(paper);
  }
}

/** A file name for a paper: its id with every other character but letters, digits and dots replaced (RFC 6266). */
export function fileNameOf(id: string, suffix: string): string {
  return `${id.replace(/[^A-Za-z0-9.]+/g, "-").slice(0, 100)}.${suffix}`;
}
