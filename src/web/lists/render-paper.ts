import type { PaperWithTally } from "#papers";
import type { Summary } from "#summaries";
import { fileNameOf, renderCitation } from "../exports/citation.ts";
import type { Site } from "../views/list-view.ts";
import type { PaperFormat } from "./formats.ts";
import { renderPaperMarkdown } from "./markdown.ts";
import { wholePaperJson } from "./paper-json.ts";
import { respond } from "./respond.ts";

/** What is said about a paper, for the formats that hold it. */
export interface Discussion {
  readonly comments: readonly object[];
  /** Each comment as Markdown. */
  readonly entries: readonly { readonly markdown: string }[];
}

/** What stands around a paper on its page. */
interface Around {
  readonly summary?: Summary | undefined;
  readonly discussion?: Discussion | undefined;
}

/** A paper in one of its formats; citations carry a file name for saving. */
export function renderPaper(
  paper: PaperWithTally,
  format: PaperFormat,
  site: Site,
  { summary, discussion }: Around = {},
): Response {
  switch (format) {
    case "json": {
      const said = discussion ? { discussion: discussion.comments } : {};
      const json = { ...wholePaperJson(paper, site, summary), ...said };
      return respond(`${JSON.stringify(json, null, 2)}\n`, format);
    }
    case "md":
      return respond(renderPaperMarkdown(paper, site, summary) + saidOf(discussion), format);
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
