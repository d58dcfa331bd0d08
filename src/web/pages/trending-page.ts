import { type TrendingWindow, trendingWindows } from "#ranking";
import { addresses } from "../addresses.ts";
import { moment } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { formatPath, type ListFormat } from "../lists/index.ts";
import type { ListItem } from "../views/list-view.ts";
import { windowName } from "../views/trend-reason.ts";
import type { TrendingView } from "../views/trending-view.ts";
import { leftLine, withoutLeft } from "./library/left-out.ts";
import type { Frame, PageContent } from "./page.ts";
import { pager, pastTheEnd } from "./pager.ts";
import { actionIcons, actions, byline, kicker, titleLink } from "./paper-parts.ts";

/** What gains attention, each paper with its reason. */
export function trendingPage(frame: Frame, view: TrendingView): PageContent {
  const { list, window, page, pages } = view;
  const isHot = window === "hot";
  const path = (number: number): string =>
    isHot ? addresses.hot(number) : addresses.trending({ window, page: number });
  const name = isHot ? "Hot" : "Trending";
  const about = isHot
    ? "Votes against age: a paper of yesterday needs twice the votes of one of today."
    : "What gains more than its age and its subject explain.";
  const title = isHot ? "Hot" : `Trending, the last ${windowName(window)}`;
  const { shown, left } = withoutLeft(frame, list.items);
  const body = html`${quietLine(view)}${leftLine(frame, left)}${shown.map((item) => listed(frame, item))}`;
  const none =
    list.total === 0
      ? html`<section class="blank"><p class="big">Nothing is trending yet.</p><p>Papers stand here once there are some of the last month.</p></section>`
      : pastTheEnd(pages, path(pages));
  return {
    title: `${title}${page > 1 ? `, page ${page}` : ""}`,
    description: `${about} Each paper with the reason.`,
    section: "trending",
    skip: "Skip to papers",
    icons: [...actionIcons, "feed"],
    feed: { path: list.path, title: list.title },
    isPrivate: list.total === 0,
    main: html`<header class="headline"><h1>${name}</h1><p class="dates">${about} As of ${moment(view.at, frame.site.timeZone)}. <a href="/ranking#trending">How it is worked out</a></p></header><div class="cols"><section class="list" aria-label="Papers"><h2 class="vh">Papers</h2>${windowLinks(window)}${list.items.length > 0 ? body : none}${pager(page, pages, path)}</section><aside aria-label="Around this list">${elsewhere(list.path)}</aside></div>`,
  };
}

/** Says in one place what every line below would say. */
function quietLine({ isQuiet, window, page }: TrendingView): Html | "" {
  if (!isQuiet || page > 1 || window === "hot") return "";
  return html`<p class="note left-out">Nothing has gained attention in the last ${windowName(window)} yet, so these stand in the order of what is expected of them. <a href="/">The newest edition</a></p>`;
}

function windowLinks(current: TrendingView["window"]): Html {
  const windows = Object.keys(trendingWindows) as TrendingWindow[];
  const link = (href: string, label: string, isCurrent: boolean): Html =>
    html`<a href="${href}"${isCurrent ? html` aria-current="true"` : ""}>${label}</a>`;
  return html`<nav class="period order" aria-label="Window">${windows.map((window) => link(addresses.trending({ window }), windowName(window), window === current))}${link(addresses.hot(), "Hot", current === "hot")}</nav>`;
}

function listed(frame: Frame, { paper, rank, reason }: ListItem): Html {
  return html`<article class="paper item"><span class="rank" aria-hidden="true">${rank}</span><div class="body">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 3)}<p class="why">${reason ?? ""}</p>${actions(frame, paper)}</div></article>`;
}

const formats: readonly (readonly [ListFormat, string])[] = [
  ["atom", "Atom"],
  ["rss", "RSS"],
  ["feed.json", "JSON Feed"],
  ["json", "JSON"],
  ["md", "Markdown"],
];

function elsewhere(path: string): Html {
  return html`<section><h2 class="rule">This list elsewhere</h2><p class="alt">${formats.map(([format, label], index) => html`${index > 0 ? " · " : ""}<a href="${formatPath(path, format)}">${label}</a>`)}</p></section>`;
}
