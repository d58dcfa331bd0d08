import type { PaperWithTally } from "#papers";
import { fileNameOf, renderCitation } from "./citation.ts";

/** What a list of papers can be saved as, and the type of each. */
export const exportFormats = {
  bib: "application/x-bibtex",
  ris: "application/x-research-info-systems",
  "csl.json": "application/vnd.citationstyles.csl+json",
} as const;

/** Papers as one file of citations. */
export function exportPapers(
  papers: readonly PaperWithTally[],
  format: keyof typeof exportFormats,
  title: string,
): Response {
  const citations = papers.map((paper) => renderCitation(paper, format));
  const text =
    format === "csl.json"
      ? `${JSON.stringify(
          citations.flatMap((one) => JSON.parse(one)),
          null,
          2,
        )}\n`
      : citations.join("\n");
  return new Response(text, {
    headers: {
      "content-type": `${exportFormats[format]}; charset=utf-8`,
      "content-disposition": `attachment; filename="${fileNameOf(title, format)}"`,
    },
  });
}
