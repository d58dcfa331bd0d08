import type { Follow, FollowKind } from "#community";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { escapeSuffix, formatPath } from "../../lists/index.ts";
import type { AlertView, FollowAlerts } from "../../views/alert-view.ts";
import { alertLink } from "../alerts/alert-menu.ts";
import type { Frame, PageContent } from "../page.ts";
import { followButton } from "./follow-button.ts";

const headings: Readonly<Record<FollowKind, string>> = {
  author: "Authors",
  org: "Organisations",
  topic: "Topics",
  person: "People",
  search: "Searches",
};

/** Everything a reader follows, each with its page and its feed. */
export function followingPage(
  frame: Frame,
  follows: readonly Follow[],
  alerts: FollowAlerts,
): PageContent {
  const groups = Map.groupBy(follows, ({ kind }) => kind);
  const sections = [...groups].map(
    ([kind, some]) =>
      html`<section><h2 class="rule">${headings[kind]}</h2><ul class="entries">${some.map((one) => row(frame, one, alerts.of.get(one)))}</ul></section>`,
  );
  const none = html`<p class="note">You follow nothing yet. The pages of authors, organisations and people, and every search, have a button for it.</p>`;
  const { replies } = alerts;
  const answers = replies
    ? html`<section><h2 class="rule">Replies</h2><ul class="entries"><li><span>Answers to your comments</span>${alertLink(frame, replies, "alt")}</li></ul></section>`
    : "";
  return {
    title: "Following",
    description: "What you follow.",
    isPrivate: true,
    main: html`<div class="prose"><header class="headline"><h1>Following</h1><p class="dates">Only you see this. <a href="/bookmarks">Bookmarks</a> · <a href="/collections">Collections</a>${replies ? html` · <a href="/settings/digests">Digests and alerts</a>` : ""}</p></header>${sections.length > 0 ? sections : none}${answers}</div>`,
  };
}

function row(frame: Frame, follow: Follow, alert: AlertView | undefined): Html {
  const path = pathOf(follow);
  const feed =
    follow.kind === "person"
      ? ""
      : html` <a class="alt" href="${formatPath(path, "atom")}">Feed<span class="vh"> of ${follow.label}</span></a>`;
  return html`<li><a href="${path}">${follow.label}</a>${feed}${alert ? alertLink(frame, alert, "alt") : ""}${followButton(frame, follow, true)}</li>`;
}

function pathOf({ kind, target }: Follow): string {
  switch (kind) {
    case "author":
      return escapeSuffix(`/authors/${encodeURIComponent(target)}`);
    case "org":
      return escapeSuffix(`/orgs/${encodeURIComponent(target)}`);
    case "person":
      return addresses.person(target);
    case "topic":
      return addresses.keyword(target);
    case "search":
      return target === "" ? "/search" : `/search?${target}`;
  }
}
