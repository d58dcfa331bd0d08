import { isAtLeast } from "#accounts";
import { type Comment, type Reaction, reactions, type Thread } from "#community";
import { type Day, dayOf } from "#platform";
import { addresses } from "../../addresses.ts";
import { count, shortDate } from "../../dates.ts";
import { type Html, html, raw } from "../../html.ts";
import { namesUpright } from "../../typeset.ts";
import { type CommentsView, nameOf, type Voices } from "../../views/comments-view.ts";
import type { Frame } from "../page.ts";
import { editForm, reasonForm, replyForm } from "./forms.ts";

/** One page's way of showing comments. */
export interface CommentSetting {
  readonly frame: Frame;
  readonly view: CommentsView;
  /** The comment that the page is about: it has every form. */
  readonly focus?: string;
}

/** A comment with its answers below. */
export function threadItem(setting: CommentSetting, thread: Thread, above?: string): Html {
  const { id, answers } = thread;
  const isFocus = id === setting.focus ? " at" : "";
  return html`<li class="c${isFocus}" id="c-${id}">${said(setting, thread, above)}${answersOf(setting, id, answers)}</li>`;
}

function answersOf(setting: CommentSetting, id: string, answers: readonly Thread[]): Html | "" {
  if (answers.length === 0) return "";
  const items = answers.map((answer) => threadItem(setting, answer, id));
  return html`<details class="answers" open><summary>${count(answers.length, "answer")}</summary><ol>${items}</ol></details>`;
}

const stones = {
  deleted: "Deleted by who wrote it.",
  removed: "Removed by a moderator.",
} as const;

function said(setting: CommentSetting, comment: Comment, above: string | undefined): Html {
  if (comment.state !== "shown") {
    const log = comment.state === "removed" ? html` <a href="/moderation">Why: the log</a>` : "";
    return html`<p class="note">${stones[comment.state]}${log}</p>`;
  }
  const { view, frame } = setting;
  return html`${byline(frame, view, comment)}${inAnswerTo(setting, comment, above)}<div class="md">${markup(comment.html)}</div>${acts(setting, comment)}`;
}

/** Markup of a comment, which `community` has made safe. */
export function markup(safe: string): Html {
  return raw(namesUpright(safe));
}

/** Who, what they are to the paper, and when. */
export function byline(frame: Frame, voices: Voices, comment: Comment): Html {
  const person = voices.people.get(comment.author);
  const name =
    person && person.state !== "deleted"
      ? html`<a href="${addresses.person(person.name)}">${nameOf(person)}</a>`
      : nameOf(undefined);
  const grade = voices.authors.get(comment.author);
  const author = grade ? html` <b class="badge" title="Claim of grade ${grade}">Author</b>` : "";
  const submitter =
    comment.author === voices.submitter ? html` <b class="badge">Submitter</b>` : "";
  const edited =
    comment.edits > 0 ? html` · <a href="${addresses.comment(comment.id)}/history">edited</a>` : "";
  return html`<p class="c-by"><span class="who">${name}</span>${author}${submitter} · <a href="${addresses.comment(comment.id)}">${when(frame, comment.createdAt)}</a>${edited}</p>`;
}

export function when({ site }: Frame, instant: string): Html {
  const day: Day = dayOf(new Date(instant), site.timeZone);
  return html`<time datetime="${instant}">${shortDate(day)}</time>`;
}

/** Said where the place on the page does not say it: of deep answers. */
function inAnswerTo({ view }: CommentSetting, { parentId }: Comment, above?: string): Html | "" {
  const parent = parentId === undefined || parentId === above ? undefined : view.byId.get(parentId);
  if (!parent) return "";
  return html`<p class="c-to">in answer to <a href="#c-${parent.id}">${nameOf(view.people.get(parent.author))}</a></p>`;
}

const labels: Readonly<Record<Reaction, string>> = {
  up: "▲",
  thanks: "Thanks",
  insight: "Insightful",
  question: "Question",
  celebrate: "Bravo",
};
const names: Readonly<Record<Reaction, string>> = { ...labels, up: "Upvote" };

function acts(setting: CommentSetting, comment: Comment): Html | "" {
  const { frame, view, focus } = setting;
  const { viewer } = frame;
  const counts = new Map(comment.reactions.map(({ kind, count }) => [kind, count]));
  if (!viewer) {
    const given = reactions.filter((kind) => counts.has(kind));
    if (given.length === 0) return "";
    return html`<ul class="c-do" aria-label="Reactions">${given.map((kind) => html`<li><span aria-hidden="true">${labels[kind]}</span><span class="vh">${names[kind]}</span> ${counts.get(kind)}</li>`)}</ul>`;
  }
  const isOwn = viewer.account.id === comment.author;
  const buttons = reactions
    .filter((kind) => kind !== "up" || !isOwn)
    .map((kind) => reactionButton(kind, counts.get(kind) ?? 0, comment.own.includes(kind)));
  const reply = view.isLocked ? "" : replyForm(view.paper.id, comment.id);
  const edit = isOwn && !view.isLocked ? editForm(comment) : "";
  const more = focus === comment.id ? moreForms(setting, comment, isOwn) : "";
  return html`<div class="c-do"><form method="post" action="${addresses.comment(comment.id)}/react">${buttons}</form>${reply}${edit}${more}</div>`;
}

function reactionButton(kind: Reaction, times: number, isOn: boolean): Html {
  const name = kind === "up" ? html`<span class="vh">${names.up} </span>` : "";
  const number = times > 0 ? ` ${times}` : "";
  return html`<button name="kind" value="${isOn ? "-" : ""}${kind}" aria-pressed="${String(isOn)}">${name}${labels[kind]}${number}</button>`;
}

/** What is seldom done stands on the comment's own page alone. */
function moreForms({ frame }: CommentSetting, { id }: Comment, isOwn: boolean): Html {
  const path = addresses.comment(id);
  const isModerator = frame.viewer && isAtLeast(frame.viewer.account.role, "moderator");
  const remove = isModerator
    ? reasonForm({
        action: `${path}/remove`,
        summary: "Remove",
        button: "Remove, with this reason",
      })
    : "";
  if (isOwn) {
    return html`<details><summary>Delete</summary><form method="post" action="${path}/delete"><button class="btn">Delete it for good</button></form></details>${remove}`;
  }
  return html`${reasonForm({ action: `${path}/report`, summary: "Report", button: "Tell the moderators" })}${remove}`;
}
