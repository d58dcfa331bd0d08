import { addresses, withQuery } from "../../addresses.ts";
import { grouped } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { formatPath } from "../../lists/index.ts";
import type { CommentSort, CommentsView } from "../../views/comments-view.ts";
import type { Frame } from "../page.ts";
import { threadItem } from "./comment.ts";
import { writingForm } from "./forms.ts";

/** What is said about a paper, on its page; the script replaces it whole. */
export function commentsSection(frame: Frame, view: CommentsView): Html {
  const { threads, byId } = view;
  const heading = byId.size > 0 ? ` (${grouped(byId.size)})` : "";
  const items = threads.map((thread) => threadItem({ frame, view }, thread));
  const list = items.length > 0 ? html`<ol class="comments">${items}</ol>` : "";
  return html`<section id="comments" aria-labelledby="h-com"><h2 class="rule" id="h-com">Comments${heading}</h2>${orders(view)}${invitation(frame, view)}${list}</section>`;
}

function orders({ paper, sort, byId }: CommentsView): Html | "" {
  if (byId.size === 0) return "";
  const path = addresses.paper(paper.id);
  const link = (to: CommentSort, label: string): Html => {
    const current = to === sort ? html` aria-current="true"` : "";
    const query = to === "new" ? to : undefined;
    return html`<a href="${withQuery(path, { comments: query })}#comments"${current}>${label}</a>`;
  };
  return html`<p class="c-order">${link("best", "Best")} ${link("new", "Newest")} <a href="${formatPath(`${path}/comments`, "atom")}">Feed</a></p>`;
}

function invitation({ viewer }: Frame, { paper, isLocked }: CommentsView): Html {
  if (isLocked) {
    return html`<p class="note">A moderator has closed the comments of this paper; <a href="/moderation">the log</a> says why.</p>`;
  }
  if (viewer) return writingForm({ paper: paper.id });
  const login = addresses.login(`${addresses.paper(paper.id)}#comments`);
  return html`<p class="note"><a href="${login}">Sign in to comment</a></p>`;
}
