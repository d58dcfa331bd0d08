import { withQuery } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { type ForYouView, forYouDays } from "../../views/for-you-view.ts";
import type { ListItem } from "../../views/list-view.ts";
import { leftLine, withoutLeft } from "../library/left-out.ts";
import type { Frame, PageContent } from "../page.ts";
import { actionIcons, actions, byline, kicker, titleLink } from "../paper-parts.ts";

const dayNames: Readonly<Record<ForYouView["days"], string>> = {
  1: "One day",
  7: "Seven days",
  30: "Thirty days",
};

const stages: Readonly<Record<ForYouView["stage"], string | Html>> = {
  none: html`Nothing is known of you yet, so this is what is trending. Upvote or save papers, or <a class="alt" href="/settings/interests">say what you like to read about</a>.`,
  cold: "Chosen by the interests you have named and the few papers you like. From five papers that you like on it goes by what these have in common.",
  similar:
    "Chosen by likeness to the papers you like. From thirty on it learns what sets them apart.",
  learned: "Learned from what you like and what you turn away.",
};

/** Papers for one reader, each with its reason. */
export function forYouPage(frame: Frame, view: ForYouView): PageContent {
  const { list, stage } = view;
  const { shown, left } = withoutLeft(frame, list.items);
  const body = html`${leftLine(frame, left)}${shown.map((item) => listed(frame, view, item))}`;
  const none = html`<section class="blank"><p class="big">Nothing new for you in these days.</p><p>Look further back, or at <a href="/">the newest edition</a>.</p></section>`;
  return {
    title: "For you",
    description: "Papers chosen for you, each with the reason.",
    isPrivate: true,
    skip: "Skip to papers",
    icons: actionIcons,
    main: html`<header class="headline"><h1>For you</h1><p class="dates">${stages[stage]}</p></header><div class="cols"><section class="list" aria-label="Papers"><h2 class="vh">Papers</h2>${dayLinks(view)}${shown.length > 0 ? body : none}</section><aside aria-label="Around this list"><section><h2 class="rule">What it goes by</h2><p class="alt"><a href="/settings/interests">Your interests</a> · <a href="/hidden">Not interested</a></p></section><section><h2 class="rule">Have it brought</h2><p class="alt"><a href="/settings/digests?kind=for-me">By mail</a> · <a href="/settings/interests#feed">By feed</a></p></section></aside></div>`,
  };
}

function dayLinks({ days }: ForYouView): Html {
  const link = (one: ForYouView["days"]): Html =>
    html`<a href="${withQuery("/for-you", { days: one === 7 ? undefined : one })}"${one === days ? html` aria-current="true"` : ""}>${dayNames[one]}</a>`;
  return html`<nav class="period order" aria-label="Days">${forYouDays.map(link)}</nav>`;
}

function listed(frame: Frame, { matches }: ForYouView, { paper, rank, reason }: ListItem): Html {
  const match = matches.get(paper.id);
  const chance = match === undefined ? "" : ` · ${Math.round(match * 100)} % match`;
  return html`<article class="paper item"><span class="rank" aria-hidden="true">${rank}</span><div class="body">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 3)}<p class="why">${reason ?? ""}${chance}</p>${actions(frame, paper)}</div></article>`;
}
