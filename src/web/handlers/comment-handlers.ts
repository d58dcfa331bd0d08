import { type Comment, type Reaction, reactions } from "#community";
import type { PaperWithTally } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { describeFailure } from "../error-response.ts";
import { renderEntries } from "../feeds/entry-feed.ts";
import { html, raw } from "../html.ts";
import { setFlash } from "../http/flash.ts";
import { formatPath } from "../lists/index.ts";
import { type PageServer, wantsFragment } from "../page-server.ts";
import {
  commentPage,
  historyPage,
  recentPage,
  writePage,
} from "../pages/comments/comment-pages.ts";
import type { Writing } from "../pages/comments/forms.ts";
import { commentsSection } from "../pages/comments/section.ts";
import type { WebParts } from "../parts.ts";
import { paperComments, recentComments } from "../views/comment-lists.ts";
import {
  loadCommentsView,
  loadRecent,
  type OpenParts,
  sortIn,
  threadAround,
} from "../views/comments-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";
import {
  actorOf,
  findPaper,
  listFormatOf,
  pageIn,
  requireOpen,
  requirePaperId,
} from "./read-request.ts";

/** Comments: read by anybody, in threads and in feeds; written by whoever is signed in. */
export function createCommentHandlers(parts: WebParts, server: PageServer) {
  return { ...readers(parts, server), ...writers(parts, server), ...reactors(parts, server) };
}

function readers(parts: WebParts, server: PageServer) {
  return {
    async "GET /comments"(context) {
      const open = requireOpen(parts);
      const page = pageIn(context);
      const format = listFormatOf(context);
      if (format) {
        const { items, voices } = await loadRecent(open, page);
        return renderEntries(recentComments(items, voices, parts.site), format, parts.site);
      }
      return server.page(context, async (frame) => recentPage(frame, await loadRecent(open, page)));
    },

    async "GET /papers/:id{.+}/comments"(context) {
      const open = requireOpen(parts);
      const id = await requirePaperId(parts, context);
      const path = addresses.paper(id);
      const format = listFormatOf(context);
      if (!format) return context.redirect(`${path}#comments`, 303);
      const wanted = `${path}/comments`;
      if (decodeURI(context.req.path) !== decodeURI(wanted)) {
        return context.redirect(formatPath(wanted, format), 308);
      }
      const paper = await findPaper(parts, id);
      const view = await loadCommentsView(open, paper, { sort: "new" });
      return renderEntries(paperComments(view, parts.site), format, parts.site);
    },

    async "GET /comments/:id"(context) {
      const open = requireOpen(parts);
      const { comment, paper } = await requireComment(open, context);
      return server.page(context, async (frame) => {
        const viewer = frame.viewer?.account.id;
        const view = await loadCommentsView(open, paper, { sort: "best", viewer });
        const thread = threadAround(view.threads, comment.id);
        if (!thread) throw gone();
        return commentPage(frame, view, { thread, focus: comment.id });
      });
    },

    async "GET /comments/:id/history"(context) {
      const open = requireOpen(parts);
      const { comment } = await requireComment(open, context);
      return server.page(context, async (frame) =>
        historyPage(frame, comment, await open.community.comments.versions(comment.id)),
      );
    },
  } satisfies Partial<Handlers>;
}

function writers(parts: WebParts, server: PageServer) {
  const done = (context: WebContext, { paperId, id }: Pick<Comment, "paperId" | "id">) =>
    answer(parts, server, context, { paperId, to: addresses.commentOn(paperId, id) });
  return {
    async "POST /papers/:id{.+}/comments"(context) {
      const { comments } = requireOpen(parts).community;
      const read = await readForm(context);
      const paper = await requirePaperId(parts, context);
      const parentId = read("parent") || undefined;
      const body = read("body");
      const writing: Writing = { paper, parent: parentId, body };
      return saving(server, context, writing, async () => {
        const wanted = { paperId: paper, body, ...(parentId !== undefined && { parentId }) };
        return done(context, await comments.post(actorOf(context), wanted));
      });
    },

    async "POST /comments/:id/edit"(context) {
      const open = requireOpen(parts);
      const read = await readForm(context);
      const { comment } = await requireComment(open, context);
      const body = read("body");
      const writing: Writing = { paper: comment.paperId, comment: comment.id, body };
      return saving(server, context, writing, async () =>
        done(context, await open.community.comments.edit(actorOf(context), comment.id, body)),
      );
    },

    async "POST /comments/preview"(context) {
      const { comments } = requireOpen(parts).community;
      const read = await readForm(context);
      const preview = await comments.preview(read("body"));
      if (wantsFragment(context)) return server.oncePart(context, () => html`${raw(preview)}`);
      const paper =
        (await parts.papers.resolve(read("paper"))) ?? (read("paper") as Comment["paperId"]);
      await findPaper(parts, paper);
      const parent = idIn(read("parent"));
      const comment = idIn(read("comment"));
      const writing: Writing = { paper, parent, comment, body: read("body") };
      return server.oncePage(context, () => writePage(writing, { preview }));
    },
  } satisfies Partial<Handlers>;
}

function reactors(parts: WebParts, server: PageServer) {
  return {
    async "POST /comments/:id/react"(context) {
      const open = requireOpen(parts);
      const { comment, paper } = await requireComment(open, context);
      const asked = (await readForm(context))("kind");
      const kind = reactions.find((one) => one === asked.replace(/^-/, ""));
      if (!kind) throw new AppError("invalid", `A reaction is one of ${reactions.join(", ")}.`);
      await open.community.comments.react(
        actorOf(context),
        comment.id,
        kind satisfies Reaction,
        !asked.startsWith("-"),
      );
      const to = addresses.commentOn(paper.id, comment.id);
      return answer(parts, server, context, { paperId: paper.id, to });
    },

    async "POST /comments/:id/delete"(context) {
      const open = requireOpen(parts);
      const { comment, paper } = await requireComment(open, context);
      await open.community.comments.remove(actorOf(context), comment.id);
      if (!wantsFragment(context)) setFlash(context, parts.site, "comment-deleted");
      const to = `${addresses.paper(paper.id)}#comments`;
      return answer(parts, server, context, { paperId: paper.id, to });
    },

    async "POST /comments/:id/report"(context) {
      const open = requireOpen(parts);
      const { comment, paper } = await requireComment(open, context);
      const reason = (await readForm(context))("reason");
      const target = { kind: "comment", id: comment.id } as const;
      await open.community.moderation.report(actorOf(context), target, reason);
      setFlash(context, parts.site, "reported");
      return context.redirect(addresses.commentOn(paper.id, comment.id), 303);
    },
  } satisfies Partial<Handlers>;
}

/** Saves what was written; where that fails, the page gives it back with what is wrong. */
async function saving(
  server: PageServer,
  context: WebContext,
  writing: Writing,
  save: () => Promise<Response>,
): Promise<Response> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "not_found") throw error;
    const { status, message } = describeFailure(error);
    return server.oncePage(context, () => writePage(writing, { problem: message }), status);
  }
}

/** After a change: for the script the comments anew, for everybody else the place it was made at. */
async function answer(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  { paperId, to }: { readonly paperId: Comment["paperId"]; readonly to: string },
): Promise<Response> {
  if (!wantsFragment(context)) return context.redirect(to, 303);
  const paper = await findPaper(parts, paperId);
  return server.oncePart(context, async (frame) => {
    const sort = sortIn(context.req.query("comments"));
    const viewer = frame.viewer?.account.id;
    return commentsSection(
      frame,
      await loadCommentsView(requireOpen(parts), paper, { sort, viewer }),
    );
  });
}

function gone(): AppError {
  return new AppError("not_found", "This comment is no longer there.");
}

/** A comment that is shown, on a paper that is. */
async function requireComment(
  { community, papers }: OpenParts,
  context: WebContext,
): Promise<{ comment: Comment; paper: PaperWithTally }> {
  const comment = await community.comments.read(context.req.param("id") ?? "");
  const paper = await papers.find(comment.paperId);
  if (!paper) throw gone();
  return { comment, paper };
}

/** Ids are of our making; anything else is none. */
function idIn(text: string): string | undefined {
  return /^[\w-]{1,64}$/.test(text) ? text : undefined;
}
