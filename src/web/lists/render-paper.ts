import type { PaperWithTally } from "#papers";
import { fileNameOf, renderCitation } from "../exports/citation.ts";
import type { Site } from "../views/list-view.ts";
import type { PaperFormat } from "./formats.ts";
import { renderPaperMarkdown } from "./markdown.ts";
import { paperJson } from "./paper-json.ts";
import { respond } from "./respond.ts";

/** A paper in one of its formats; citations carry a file name for saving. */
export function renderPaper(paper: PaperWithTally, format: PaperFormat, site: Site): Response {
  switch (format) {
    case "json":
      return respond(`${JSON.stringify(paperJson(paper, site), null, 2)}\n`, format);
    case "md":
      return respond(renderPaperMarkdown(paper, site), format);
    default:
      return respond(renderCitation(paper, format), format, {
        "content-disposition": `attachment; filename="${fileNameOf(paper.id, format)}"`,
      });
  }
}
