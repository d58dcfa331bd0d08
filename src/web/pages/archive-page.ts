import { periodsOfDay } from "#editions";
import type { Day } from "#platform";
import { addresses, withQuery } from "../addresses.ts";
import { count, longPeriod, shortPeriod } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { ArchiveMonth, ArchiveView } from "../views/archive-view.ts";
import type { PageContent } from "./page.ts";

/** Every edition there is, a month at a time. */
export function archivePage({ months, page, hasMore }: ArchiveView): PageContent {
  const body =
    months.length > 0
      ? html`${months.map(monthSection)}${turn(page, hasMore)}`
      : html`<p class="big">There are no editions ${page > 1 ? "that far back" : "yet"}.</p>`;
  return {
    title: "All editions",
    description: "Every daily, weekly and monthly edition, newest first.",
    section: "archive",
    skip: "Skip to the editions",
    main: html`<header class="headline"><h1>All editions</h1></header><div class="archive">${body}</div>`,
  };
}

function monthSection({ month, days }: ArchiveMonth): Html {
  const weeks = [...new Set(days.map(({ period }) => periodsOfDay(period as string as Day).week))];
  const links = weeks.map(
    (week) => html`<li><a href="${addresses.edition(week)}">${shortPeriod(week)}</a></li>`,
  );
  return html`<section><h2 class="rule"><a href="${addresses.edition(month)}">${longPeriod(month)}</a></h2><ul class="topics">${links}</ul><ol class="facts">${days.map(({ period, papers }) => html`<li><a href="${addresses.edition(period)}">${shortPeriod(period)}</a><span>${count(papers, "paper")}</span></li>`)}</ol></section>`;
}

function turn(page: number, hasMore: boolean): Html | "" {
  if (page === 1 && !hasMore) return "";
  const path = (number: number): string =>
    withQuery("/archive", { page: number > 1 ? number : undefined });
  const newer = page > 1 ? html`<a rel="prev" href="${path(page - 1)}">← Newer</a>` : "";
  const older = hasMore
    ? html`<a class="next" rel="next" href="${path(page + 1)}">Older →</a>`
    : "";
  return html`<nav class="pages" aria-label="Pages">${newer}${older}</nav>`;
}
