import { slugOf, texToText } from "#papers";
import type { FacetCount } from "#search";
import { type ListFilter, type SearchState, searchPath, withoutFilters } from "#search";
import { grouped } from "../dates.ts";
import { type Html, html, raw } from "../html.ts";
import { listActiveFilters } from "../views/active-filters.ts";
import type { SearchView } from "../views/search-view.ts";
import { capitalised } from "./paper-parts.ts";
import { hiddenOrder } from "./search-controls.ts";

/** Values of one filter shown; those in force are always among them. */
const MAX_VALUES = 7;

const legends: readonly [ListFilter, string][] = [
  ["category", "Category"],
  ["venue", "Venue"],
  ["org", "Organisation"],
  ["author", "Author"],
  ["has", "Has"],
];

/** All filters as one form: an open rail on a wide page, folded on a phone. */
export function facetForm({ state, answer }: SearchView): Html {
  const active = listActiveFilters(state).length;
  const sets = legends.map(([name, legend]) =>
    fieldset(name, legend, answer.facets?.[name] ?? [], state[name]),
  );
  return html`<form class="facets" action="/search" aria-label="Filters">${state.q ? html`<input type="hidden" name="q" value="${state.q}">` : ""}${hiddenOrder(state)}<details><summary>Filters <span>${active > 0 ? `${active} active` : ""}</span></summary><div class="sets">${years(state, answer.facets?.year ?? [])}${sets}<div class="row"><button class="btn">Apply filters</button>${active > 0 ? html`<a class="alt" href="${searchPath(withoutFilters(state))}">Clear</a>` : ""}</div></div></details></form>`;
}

function fieldset(
  name: ListFilter,
  legend: string,
  facets: readonly FacetCount[],
  chosen: readonly string[],
): Html | "" {
  const isChosen = (facet: FacetCount): boolean =>
    chosen.some((value) => value === facet.value || slugOf(value) === slugOf(facet.value));
  const known = facets.filter(isChosen);
  const unknown = chosen.filter((value) => !facets.some((one) => isSame(one, value)));
  const others = facets.filter((facet) => !isChosen(facet));
  const shown = [
    ...unknown.map((value) => ({ value, label: value, count: 0 })),
    ...known,
    ...others.slice(0, Math.max(0, MAX_VALUES - known.length)),
  ];
  if (shown.length === 0) return "";
  const rows = shown.map((facet, index) => {
    const checked = index < unknown.length + known.length ? html` checked` : "";
    return html`<li><label><input type="checkbox" name="${name}" value="${facet.value}"${checked}><span>${name === "has" ? capitalised(facet.label) : texToText(facet.label)}</span><b>${grouped(facet.count)}</b></label></li>`;
  });
  return html`<fieldset><legend>${legend}</legend><ul>${rows}</ul></fieldset>`;
}

function isSame(facet: FacetCount, value: string): boolean {
  return facet.value === value || slugOf(facet.value) === slugOf(value);
}

const HIST_HEIGHT = 40;
const BAR_WIDTH = 20;
const MAX_BARS = 24;
/** Fewer years leave room for those before them, so that no bar is a block. */
const MIN_BARS = 10;

/** Results by year as bars, and the two fields that bound them. */
function years(state: SearchState, facets: readonly FacetCount[]): Html {
  const counts = new Map(facets.map((facet) => [Number(facet.value), facet.count]));
  const known = [...counts.keys()].filter((year) => year > 0);
  const last = Math.max(...known);
  const first = Math.max(Math.min(...known), last - MAX_BARS + 1);
  const chart = known.length > 1 ? histogram(counts, first, last) : "";
  const field = (name: string, label: string, value: string, hint: number): Html =>
    html`<label>${label} <input type="text" inputmode="numeric" name="${name}" value="${value}" placeholder="${Number.isFinite(hint) ? hint : "year"}" maxlength="10" pattern="\\d{4}(-\\d{2}){0,2}" title="A year, or a date such as 2026-11-20"></label>`;
  return html`<fieldset><legend>Year</legend>${chart}<div class="span">${field("from", "From", state.from, first)}${field("to", "To", state.to, last)}</div></fieldset>`;
}

function histogram(counts: ReadonlyMap<number, number>, first: number, last: number): Html {
  const start = Math.min(first, last - MIN_BARS + 1);
  const all = Array.from(
    { length: last - start + 1 },
    (_, index) => counts.get(start + index) ?? 0,
  );
  const most = Math.max(...all);
  const bars = all.map((number, index) => {
    const top = (HIST_HEIGHT - (number / most) * (HIST_HEIGHT - 2)).toFixed(1);
    const left = index * BAR_WIDTH + 1;
    return number > 0
      ? `<path d="M${left} ${HIST_HEIGHT}V${top}h${BAR_WIDTH - 2}V${HIST_HEIGHT}z"/>`
      : "";
  });
  const top = start + all.indexOf(most);
  const label = `Results by year, ${first} to ${last}: most in ${top}, ${grouped(most)}`;
  return html`<svg class="hist" viewBox="0 0 ${all.length * BAR_WIDTH} ${HIST_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${raw(bars.join(""))}</svg>`;
}
