import { isAtLeast } from "#accounts";
import type { ModerationEntry } from "#community";
import { withQuery } from "../../addresses.ts";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { nameOf } from "../../views/comments-view.ts";
import {
  actionWords,
  type LogView,
  type NamedTarget,
  type QueueView,
  type ReportView,
} from "../../views/moderation-view.ts";
import { markup, when } from "../comments/comment.ts";
import { reasonForm } from "../comments/forms.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";

/** What moderators have done; anybody reads it. */
export function logPage(frame: Frame, view: LogView): PageContent {
  const isModerator = frame.viewer && isAtLeast(frame.viewer.account.role, "moderator");
  const rows = view.entries.map((entry) => logRow(frame, view, entry));
  const queue = isModerator ? html` <a class="go" href="/moderation/queue">The queue</a>` : "";
  const list =
    rows.length > 0
      ? html`<ol class="comments">${rows}</ol>`
      : html`<p>Nothing has been moderated yet.</p>`;
  return {
    title: "Moderation log",
    description: "What the moderators of this site have done, and why.",
    feed: { path: "/moderation", title: "Moderation log" },
    main: html`<div class="prose"><header class="headline"><h1>Moderation log</h1></header><p>Everything the moderators of this site have done, with their reasons, the newest first.${queue}</p>${list}${older("/moderation", view.next)}</div>`,
  };
}

function logRow(frame: Frame, view: LogView, entry: ModerationEntry): Html {
  const { id, at, actor, action, target, reason, canUndo, undoneBy } = entry;
  const isModerator = frame.viewer && isAtLeast(frame.viewer.account.role, "moderator");
  const undo =
    canUndo && isModerator
      ? html`<div class="c-do">${reasonForm({ action: `/moderation/undo/${id}`, summary: "Undo", button: "Undo, with this reason" })}</div>`
      : "";
  const undone = undoneBy ? html` · <a href="#e-${undoneBy}">undone</a>` : "";
  return html`<li class="c" id="e-${id}"><p class="c-by"><b>${actionWords(action)}</b> ${targetLink(view.nameTarget(target))} · ${nameOf(view.people.get(actor))} · ${when(frame, at)}${undone}</p><p class="md">${reason}</p>${undo}</li>`;
}

function targetLink({ label, href }: NamedTarget): Html {
  return href ? html`<a href="${href}">${label}</a>` : html`<span>${label}</span>`;
}

function older(path: string, next: string | undefined): Html | "" {
  return next
    ? html`<p><a class="go" rel="next" href="${withQuery(path, { after: next })}">Older</a></p>`
    : "";
}

/** What waits for a moderator: reports here, the rest on its own pages. */
export function queuePage(frame: Frame, view: QueueView, others: Html | "" = ""): PageContent {
  const { reports, submissions, claims } = view.waiting;
  const rows = view.reports.map((one) => reportRow(frame, view, one));
  const list = rows.length > 0 ? html`<ol class="comments">${rows}</ol>` : html`<p>None.</p>`;
  return simplePage({
    title: "Moderation queue",
    description: "What waits for a moderator.",
    heading: "What waits for you",
    body: html`<p>${count(reports, "report")}, ${count(submissions, "submission")}, ${count(claims, "claim")}. <a class="go" href="/moderation">The log</a></p><section id="reports"><h2 class="rule">Reports</h2>${list}${older("/moderation/queue", view.next)}</section>${others}`,
  });
}

function reportRow(frame: Frame, view: QueueView, { report, comment }: ReportView): Html {
  const { id, target, account, reason, at } = report;
  const said =
    comment?.state === "shown"
      ? html`<p class="c-to">${nameOf(view.people.get(comment.author))} wrote:</p><div class="md">${markup(comment.html)}</div>`
      : "";
  return html`<li class="c" id="r-${id}"><p class="c-by"><b>${target.kind}</b> ${targetLink(view.nameTarget(target))} · reported by ${nameOf(view.people.get(account))} · ${when(frame, at)}</p><p>${reason}</p>${said}<div class="c-do">${actForms(view, report.target)}${reasonForm({ action: `/moderation/reports/${id}/dismiss`, summary: "Dismiss", button: "Dismiss, with this reason" })}</div></li>`;
}

function actForms(view: QueueView, target: ModerationEntry["target"]): Html | "" {
  const { href } = view.nameTarget(target);
  if (target.kind === "comment") {
    return reasonForm({
      action: `/comments/${target.id}/remove`,
      summary: "Remove the comment",
      button: "Remove, with this reason",
    });
  }
  if (target.kind !== "account" || !href) return "";
  return reasonForm({
    action: `${href}/suspend`,
    summary: "Suspend the account",
    button: "Suspend, with this reason",
  });
}
