import type { Comment, CommentVersion, Thread } from "#community";
import type { PaperWithTally } from "#papers";
import { texToText } from "#papers";
import { addresses, withQuery } from "../../addresses.ts";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { typeset } from "../../typeset.ts";
import { type CommentsView, nameOf, type Voices } from "../../views/comments-view.ts";
import { problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { byline, markup, threadItem, when } from "./comment.ts";
import { type Writing, writingForm } from "./forms.ts";

/** A comment, the thread around it, and everything that can be done with it. */
export function commentPage(
  frame: Frame,
  view: CommentsView,
  { thread, focus }: { readonly thread: Thread; readonly focus: string },
): PageContent {
  const title = texToText(view.paper.title);
  const who = nameOf(view.people.get(view.byId.get(focus)?.author ?? thread.author));
  return {
    title: `${who} on “${title}”`,
    description: `What is said about “${title}”`,
    main: html`<div class="prose"><header class="headline"><h1>${paperLink(view.paper)}</h1></header><p><a class="go" href="${addresses.commentOn(view.paper.id, focus)}">All comments on this paper</a></p><h2 class="vh">The thread</h2><ol class="comments">${threadItem({ frame, view, focus }, thread)}</ol></div>`,
  };
}

function paperLink(paper: PaperWithTally): Html {
  return html`<a href="${addresses.paper(paper.id)}">${typeset(paper.title)}</a>`;
}

/** Every wording of a comment, the newest first. */
export function historyPage(
  frame: Frame,
  comment: Comment,
  versions: readonly CommentVersion[],
): PageContent {
  const items = versions
    .toReversed()
    .map(
      ({ number, html: safe, at }) =>
        html`<li class="c"><p class="c-by">Version ${number} · ${when(frame, at)}</p><div class="md">${markup(safe)}</div></li>`,
    );
  return simplePage({
    title: "History of a comment",
    description: "What a comment said before its edits.",
    heading: "History of a comment",
    body: html`<p>${count(versions.length, "version")}. <a href="${addresses.comment(comment.id)}">Back to the comment</a></p><ol class="comments">${items}</ol>`,
  });
}

/** What is being written, as it will look, and what stands in its way. */
export function writePage(
  writing: Writing,
  { preview, problem }: { readonly preview?: string; readonly problem?: string },
): PageContent {
  const shown = preview
    ? html`<h2 class="rule">As it will look</h2><div class="md">${markup(preview)}</div>`
    : "";
  return simplePage({
    title: "Your comment",
    description: "A comment that is being written.",
    heading: "Your comment",
    body: html`${problemLine(problem)}${shown}${writingForm(writing)}<p><a href="${addresses.paper(writing.paper)}#comments">Back to the paper</a></p>`,
  });
}

/** A comment in a list of several papers'. */
export interface RecentComment {
  readonly comment: Comment;
  readonly paper: PaperWithTally;
}

export function recentPage(
  frame: Frame,
  {
    items,
    voices,
    next,
  }: { items: readonly RecentComment[]; voices: Voices; next?: string | undefined },
): PageContent {
  const rows = items.map(
    ({ comment, paper }) =>
      html`<li class="c" id="c-${comment.id}">${byline(frame, voices, comment)}<p class="c-to">on ${paperLink(paper)}</p><div class="md">${markup(comment.html)}</div></li>`,
  );
  const more = next
    ? html`<p><a class="go" rel="next" href="${withQuery("/comments", { after: next })}">Older comments</a></p>`
    : "";
  return {
    title: "Comments",
    description: "The newest comments on papers.",
    feed: { path: "/comments", title: "Comments" },
    main: html`<div class="prose"><header class="headline"><h1>Comments</h1></header>${rows.length > 0 ? html`<ol class="comments">${rows}</ol>` : html`<p>Nobody has said anything yet.</p>`}${more}</div>`,
  };
}
