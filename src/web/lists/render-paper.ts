import type { PaperWithTally } from "#papers";
import { fileNameOf, renderCitation } from "../exports/citation.ts";
import type { Site } from "../views/list-view.ts";
import type { PaperFormat } from "./formats.ts";
import { renderPaperMarkdown } from "./markdown.ts";
import { paperJson } from "./paper-json.ts";
import { respond } from "./respond.ts";

/** What is said about a paper, for the formats that hold it. */
export interface Discussion {
  readonly comments: readonly object[];
  /** Each comment as Markdown. */
  readonly entries: readonly { readonly markdown: string }[];
}

/** A paper in one of its formats; citations carry a file name for saving. */
export function renderPaper(
  paper: PaperWithTally,
  format: PaperFormat,
  site: Site,
  discussion?: Discussion,
): Response {
  switch (format) {
    case "json": {
      const said = discussion ? { discussion: discussion.comments } : {};
      return respond(
        `${JSON.stringify({ ...paperJson(paper, site), ...said }, null, 2)}\n`,
        format,
      );
    }
    case "md":
      return respond(renderPaperMarkdown(paper, site) + saidOf(discussion), format);
    default:
      return respond(renderCitation(paper, format), format, {
        "content-disposition": `attachment; filename="${fileNameOf(paper.id, format)}"`,
      });
  }
}

function saidOf(discussion: Discussion | undefined): string {
  if (!discussion || discussion.entries.length === 0) return "";
  const parts = ["## Comments", ...discussion.entries.map(({ markdown }) => markdown)];
  return `\n${parts.join("\n\n")}\n`;
}
