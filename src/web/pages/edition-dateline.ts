import { type EditionSort, lastDay, type Period, type PeriodKind, periodsOfDay } from "#editions";
import { addresses, withQuery } from "../addresses.ts";
import { count, longPeriod, moment, shortPeriod } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { EditionView } from "../views/edition-view.ts";
import type { Frame } from "./page.ts";

/** The line under the masthead: how many papers, which period, its neighbours, its kinds. */
export function dateline(frame: Frame, view: EditionView): Html {
  const { edition } = view;
  return html`<div class="dateline"><nav class="step" aria-label="Edition">${step(edition.previous, "prev")}<h1><time datetime="${edition.period}"><span class="wide">${longPeriod(edition.period)}</span><span class="narrow">${shortPeriod(edition.period)}</span></time></h1>${step(edition.next, "next")}</nav><p class="count">${count(edition.total, "paper")}${state(frame, view)}</p>${kinds(view)}</div>`;
}

function step(period: Period | undefined, direction: "prev" | "next"): Html {
  const arrow = direction === "prev" ? "←" : "→";
  if (!period) return html`<span class="off" aria-hidden="true">${arrow}</span>`;
  const label = `${direction === "prev" ? "Previous" : "Next"} edition, ${longPeriod(period)}`;
  return html`<a href="${addresses.edition(period)}" rel="${direction}" aria-label="${label}">${arrow}</a>`;
}

/** Whether the order may still change, and until when. */
function state(frame: Frame, { edition }: EditionView): Html | "" {
  if (edition.total === 0) return "";
  if (edition.status === "open") {
    // Over, but kept open a while for papers that come late.
    if (!edition.closesAt) return html` · not final yet`;
    return html` · still filling until ${moment(edition.closesAt, frame.site.timeZone)}`;
  }
  if (edition.lateArrivals === 0) return html` · final`;
  return html` · final, ${edition.lateArrivals} came late`;
}

const kindNames: readonly [PeriodKind, string][] = [
  ["day", "Day"],
  ["week", "Week"],
  ["month", "Month"],
];

/** The same place in time as a day, a week and a month; a day opens the last one of a period. */
function kinds({ edition, kind }: EditionView): Html {
  const around = periodsOfDay(lastDay(edition.period));
  return html`<nav class="period" aria-label="Period">${kindNames.map(([one, label]) => {
    const current = one === kind;
    const href = addresses.edition(current ? edition.period : around[one]);
    return html`<a href="${href}"${current ? html` aria-current="true"` : ""}>${label}</a>`;
  })}</nav>`;
}

const sortNames: readonly [EditionSort, string][] = [
  ["votes", "Votes"],
  ["new", "New"],
  ["discussed", "Discussed"],
];

export function sortLinks(view: EditionView): Html {
  return html`<nav class="period order" aria-label="Order of papers">${sortNames.map(
    ([sort, label]) => {
      const current = sort === view.sort ? html` aria-current="true"` : "";
      const href = withQuery(addresses.edition(view.edition.period), {
        sort: sort === "votes" ? undefined : sort,
      });
      return html`<a href="${href}"${current}>${label}</a>`;
    },
  )}</nav>`;
}
