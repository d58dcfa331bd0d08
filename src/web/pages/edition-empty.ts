import { firstDay, lastDay } from "#editions";
import { addDays, type Day } from "#platform";
import { addresses } from "../addresses.ts";
import { longPeriod, weekdayOf } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { EditionView } from "../views/edition-view.ts";
import type { Frame } from "./page.ts";

/** An edition without papers: why, and where the nearest papers are. */
export function emptyEdition(frame: Frame, view: EditionView): Html {
  const { edition, nearest } = view;
  const near = [edition.previous ?? nearest, edition.next].filter((one) => one !== undefined);
  const links = [...new Set(near)].map(
    (period) => html`<li><a href="${addresses.edition(period)}">${longPeriod(period)}</a></li>`,
  );
  return html`<section class="blank"><p class="big">${reason(frame, view)}</p>${links.length > 0 ? html`<h2 class="rule">Nearest editions with papers</h2><ul class="facts">${links}</ul>` : html`<p>Papers come from the sources this site harvests, or from files that its operator imports with <code>broadsheet import FILE</code>.</p>`}</section>`;
}

function reason(frame: Frame, { edition, kind }: EditionView): string {
  const [first, last] = [firstDay(edition.period), lastDay(edition.period)];
  const hasOthers = edition.previous !== undefined || edition.next !== undefined;
  if (first > frame.today) return `This ${kind} has not begun.`;
  if (!hasOthers && frame.paperCount === 0) return "There are no papers here yet.";
  if (kind === "day" && isWeekend(first)) {
    return "No papers: on Saturdays and Sundays preprint servers announce nothing.";
  }
  if (last >= frame.today) return `No papers yet: nothing has been announced so far this ${kind}.`;
  if (edition.previous === undefined)
    return `No papers: the first edition here came after this ${kind}.`;
  if (isYearsTurn(first)) return `No papers: most sources pause around the turn of the year.`;
  return `No papers: none of this site’s sources announced any ${kind === "day" ? "on" : "in"} this ${kind}.`;
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

function isYearsTurn(day: Day): boolean {
  const inAWeek = addDays(day, 7);
  return day.slice(0, 4) !== inAWeek.slice(0, 4) || day.slice(5) === "01-01";
}
