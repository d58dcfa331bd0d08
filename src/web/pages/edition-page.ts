import type { PaperWithTally } from "#papers";
import { addresses } from "../addresses.ts";
import { count, longPeriod } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { cutTex, typeset } from "../typeset.ts";
import type { EditionView } from "../views/edition-view.ts";
import type { ListItem } from "../views/list-view.ts";
import { dateline, sortLinks } from "./edition-dateline.ts";
import { emptyEdition } from "./edition-empty.ts";
import { editionRail } from "./edition-rail.ts";
import { leftLine, readClass, withoutLeft } from "./library/left-out.ts";
import type { Frame, PageContent, Section } from "./page.ts";
import { pager } from "./pager.ts";
import { actionIcons, actions, byline, kicker, titleLink } from "./paper-parts.ts";

const sectionOf: Readonly<Record<EditionView["kind"], Section>> = {
  day: "today",
  week: "week",
  month: "month",
};

/** One page of an edition. Its first page, by votes, is laid out as a front page. */
export function editionPage(frame: Frame, view: EditionView, canSubscribe: boolean): PageContent {
  const { edition, list, page, kind } = view;
  const name = longPeriod(edition.period);
  const isEmpty = edition.total === 0;
  const body = isEmpty
    ? emptyEdition(frame, view)
    : edition.entries.length === 0
      ? pastTheEnd(view)
      : papersOf(frame, view, canSubscribe);
  return {
    title: `Papers for ${name}${page > 1 ? `, page ${page}` : ""}`,
    description: `${count(edition.total, "paper")} for ${name}, ranked.`,
    section: sectionOf[kind],
    isFront: true,
    skip: "Skip to papers",
    icons: [...actionIcons, "feed"],
    feed: { path: list.path, title: list.title },
    isPrivate: isEmpty,
    // `/` and `/daily` show an edition that has an address of its own.
    head: html`<link rel="canonical" href="${frame.site.url}${addresses.edition(edition.period, { sort: view.sort, page })}">`,
    main: html`${dateline(frame, view)}${body}`,
  };
}

function papersOf(frame: Frame, view: EditionView, canSubscribe: boolean): Html {
  const { list, page, sort } = view;
  const hasFront = page === 1 && sort === "votes";
  const { shown, left } = withoutLeft(frame, list.items);
  const [lead, ...others] = shown;
  const features = hasFront ? others.slice(0, 3) : [];
  const rest = hasFront ? others.slice(3) : shown;
  const front =
    hasFront && lead
      ? html`<section class="front" aria-label="Top papers">${leadArticle(frame, lead.paper)}${features.length > 0 ? html`<div class="features n${features.length}">${features.map((item) => feature(frame, item.paper))}</div>` : ""}</section>`
      : "";
  const heading = hasFront ? "Also in this edition" : page > 1 ? `Papers, page ${page}` : "Papers";
  const listing =
    rest.length > 0
      ? html`<section class="list" aria-label="${heading}"><h2 class="rule">${heading}</h2>${sortLinks(view)}${rest.map((item) => listed(frame, item))}${pages(view)}</section>`
      : html`<section class="list" aria-label="Order">${sortLinks(view)}</section>`;
  return html`${leftLine(frame, left)}${front}<div class="cols">${listing}${editionRail(frame, view, canSubscribe)}</div>`;
}

function pages(view: EditionView): Html | "" {
  const { edition, sort } = view;
  return pager(view.page, view.pages, (page) => addresses.edition(edition.period, { sort, page }));
}

const LEAD_CHARACTERS = 1_100;
const FEATURE_CHARACTERS = 280;

function leadArticle(frame: Frame, paper: PaperWithTally): Html {
  return html`<article class="paper lead${readClass(frame, paper)}">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 6)}${abstract(paper, LEAD_CHARACTERS)}${actions(frame, paper)}</article>`;
}

function feature(frame: Frame, paper: PaperWithTally): Html {
  return html`<article class="paper feature${readClass(frame, paper)}"><div class="body">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 3)}${abstract(paper, FEATURE_CHARACTERS)}</div>${actions(frame, paper)}</article>`;
}

function abstract(paper: PaperWithTally, limit: number): Html | "" {
  return paper.abstract === ""
    ? ""
    : html`<p class="abs">${typeset(cutTex(paper.abstract, limit))}</p>`;
}

function listed(frame: Frame, { paper, rank }: ListItem): Html {
  return html`<article class="paper item${readClass(frame, paper)}"><span class="rank" aria-hidden="true">${rank}</span><div class="body">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 3)}${actions(frame, paper)}</div></article>`;
}

function pastTheEnd(view: EditionView): Html {
  const last = addresses.edition(view.edition.period, { sort: view.sort, page: view.pages });
  return html`<section class="blank"><p class="big">This edition has ${count(view.pages, "page")}.</p><p><a href="${last}">Go to the last one</a></p></section>`;
}
