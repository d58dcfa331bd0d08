import { isAtLeast } from "#accounts";
import { firstDay, lastDay } from "#editions";
import { paperDay } from "#papers";
import type { Day } from "#platform";
import { blankSearch, searchPath } from "#search";
import { addresses } from "../addresses.ts";
import { count, grouped, longPeriod, shortDate } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { roleOf } from "../http/passkey-duty.ts";
import { formatPath } from "../lists/index.ts";
import type { EditionView } from "../views/edition-view.ts";
import { withoutLeft } from "./library/left-out.ts";
import type { Frame } from "./page.ts";
import { titleLink } from "./paper-parts.ts";

/** What stands beside an edition's list. */
export function editionRail(frame: Frame, view: EditionView, canSubscribe: boolean): Html {
  return html`<aside aria-label="Around the edition">${onTheRise(frame, view)}${mostDiscussed(frame, view)}${subjects(view)}${recentEditions(view)}${canSubscribe ? digestBox() : ""}${alsoAs(view)}${editLink(frame, view)}</aside>`;
}

/** For moderators, while the edition is not final. */
function editLink({ viewer, isOpen }: Frame, { edition }: EditionView): Html | "" {
  if (!viewer || !isOpen || edition.status === "frozen") return "";
  if (!isAtLeast(roleOf(viewer), "moderator")) return "";
  return html`<p><a class="go" href="${addresses.editEdition(edition.period)}">Edit this edition</a></p>`;
}

function onTheRise(frame: Frame, view: EditionView): Html | "" {
  const rising = withoutLeft(frame, view.rising).shown;
  if (rising.length === 0) return "";
  return html`<section><h2 class="rule">On the rise</h2><ol class="disc">${rising.map(({ paper, reason }) => html`<li>${titleLink(paper)}<span>${reason}</span></li>`)}</ol><p><a class="go" href="${addresses.trending()}">Trending</a></p></section>`;
}

const MAX_DISCUSSED = 4;

function mostDiscussed(frame: Frame, { list, sort }: EditionView): Html | "" {
  if (sort === "discussed") return "";
  const papers = withoutLeft(frame, list.items)
    .shown.map((item) => item.paper)
    .filter((paper) => paper.tally.comments > 0)
    .toSorted((a, b) => b.tally.comments - a.tally.comments)
    .slice(0, MAX_DISCUSSED);
  if (papers.length === 0) return "";
  return html`<section><h2 class="rule">Most discussed</h2><ol class="disc">${papers.map((paper) => html`<li>${titleLink(paper)}<span>${count(paper.tally.comments, "comment")}</span></li>`)}</ol></section>`;
}

const MAX_SUBJECTS = 8;

/** The categories of the papers on this page, as ways into the same days. */
function subjects({ list, edition }: EditionView): Html | "" {
  const counts = new Map<string, number>();
  for (const { paper } of list.items) {
    const category = paper.categories[0];
    if (category) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  if (counts.size < 2) return "";
  const [first, last] = [firstDay(edition.period), lastDay(edition.period)];
  // Papers that no source announced are dated by their own day, not by the edition's.
  const isOfItsDays = list.items.every(({ paper }) => paperDay(paper) === paper.editionDay);
  const span = isOfItsDays ? { from: first, to: last } : {};
  const path = (category: string): string =>
    searchPath({ ...blankSearch, category: [category], ...span, sort: "new" });
  const rows = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, MAX_SUBJECTS);
  return html`<section><h2 class="rule">By category</h2><ul class="facts">${rows.map(([category, number]) => html`<li><a href="${path(category)}">${category}</a><span>${grouped(number)}</span></li>`)}</ul></section>`;
}

function recentEditions({ recent, edition }: EditionView): Html | "" {
  const others = recent.filter((one) => one.period !== edition.period).slice(0, 5);
  if (others.length === 0) return "";
  return html`<section><h2 class="rule">Newest editions</h2><ul class="facts">${others.map(({ period, papers }) => html`<li><a href="${addresses.edition(period)}">${period.length === 10 ? shortDate(period as string as Day) : longPeriod(period)}</a><span>${count(papers, "paper")}</span></li>`)}</ul><p><a class="go" href="/archive">All editions</a></p></section>`;
}

function digestBox(): Html {
  return html`<section class="sub"><h2 class="rule">The morning digest</h2><p>The day’s best papers in one plain email. No tracking; one click to leave.</p><form action="/subscribe" method="post"><label for="em">Email address</label><div><input id="em" type="email" name="email" required autocomplete="email"><button class="btn">Subscribe</button></div></form><p class="alt"><a href="/subscribe">Topics, authors, searches, other hours</a></p></section>`;
}

function alsoAs({ list }: EditionView): Html {
  const link = (format: "atom" | "rss" | "feed.json" | "json" | "md", label: string): Html =>
    html`<a href="${formatPath(list.path, format)}">${label}</a>`;
  return html`<section><h2 class="rule">This edition elsewhere</h2><p class="alt">${link("atom", "Atom")} · ${link("rss", "RSS")} · ${link("feed.json", "JSON Feed")} · ${link("json", "JSON")} · ${link("md", "Markdown")}</p></section>`;
}
