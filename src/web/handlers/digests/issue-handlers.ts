import { AppError } from "#platform";
import { renderEntries } from "../../feeds/entry-feed.ts";
import { renderList } from "../../lists/index.ts";
import { markFrame } from "../../mark-frame.ts";
import type { PageServer } from "../../page-server.ts";
import { digestArchivePage, issuePage } from "../../pages/digests/issue-pages.ts";
import { markedPage, markPage, marks } from "../../pages/digests/mark-page.ts";
import type { WebParts } from "../../parts.ts";
import { loadDigestView, loadIssueView } from "../../views/digest-view.ts";
import { replyList } from "../../views/reply-list.ts";
import { type Handlers, pageNumber, type WebContext } from "../../web-context.ts";
import { readForm } from "../forms.ts";
import { findPaper, listFormatOf } from "../read-request.ts";
import { openDesk, tokenOf } from "./desk.ts";

/** The issues of a digest, for whoever has its address; and what a reader says of brought papers. */
export function createIssueHandlers(parts: WebParts, server: PageServer) {
  return {
    async "GET /digests/:token"(context) {
      const desk = openDesk(parts);
      const digest = await desk.openRead(context.req.param("token") ?? "");
      const view = await loadDigestView({ ...parts, desk }, digest, pageNumber(context));
      const format = listFormatOf(context);
      if (format && digest.subject.kind === "replies") {
        return keptByOne(renderEntries(replyList(digest, view), format, parts.site));
      }
      if (format) return keptByOne(renderList(view.list, format, parts.site));
      return server.oncePage(context, () => digestArchivePage(view));
    },

    async "GET /digests/:token/:period"(context) {
      const desk = openDesk(parts);
      const digest = await desk.openRead(context.req.param("token") ?? "");
      const period = context.req.param("period") ?? "";
      const view = await loadIssueView({ ...parts, desk }, digest, period);
      const format = listFormatOf(context);
      if (format) return keptByOne(renderList(view.list, format, parts.site));
      return server.oncePage(context, async (frame) =>
        issuePage(await markFrame(parts, frame, view.list.items), view),
      );
    },

    async "GET /mark"(context) {
      const token = tokenOf(context);
      const { paperId } = await openDesk(parts).openMark(token);
      const paper = await findPaper(parts, paperId);
      const wanted = marks.find((one) => one === context.req.query("m")) ?? "less";
      return server.oncePage(context, () => markPage(token, paper, wanted));
    },

    async "POST /mark"(context: WebContext) {
      const token = tokenOf(context);
      const { reader, paperId } = await openDesk(parts).openMark(token);
      const paper = await findPaper(parts, paperId);
      const read = await readForm(context);
      const mark = marks.find((one) => one === read("m"));
      if (!mark && read("m") !== "none") {
        throw new AppError("invalid", "Say “more”, “less” or “none”.");
      }
      if (!parts.recommendations) {
        throw new AppError("unavailable", "This site learns nothing from readers.");
      }
      await parts.recommendations.mark(reader, paperId, mark ?? null);
      return server.oncePage(context, () => markedPage(token, paper, mark));
    },
  } satisfies Partial<Handlers>;
}

/** For one reader: kept by their feed reader alone. */
function keptByOne(response: Response): Response {
  response.headers.set("cache-control", "private, max-age=60");
  return response;
}
