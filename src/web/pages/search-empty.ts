import type { MarkWords } from "#papers";
import { type SearchState, searchPath, withoutFilters } from "#search";
import { count } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { listActiveFilters } from "../views/active-filters.ts";
import type { NoResults } from "../views/no-results-view.ts";
import type { SearchView } from "../views/search-view.ts";
import { passage } from "./hit.ts";
import { titleLink } from "./paper-parts.ts";
import { followLinks } from "./search-controls.ts";
import { foundLine, suggestion } from "./search-found.ts";

export function noResults(view: SearchView, none: NoResults, mark: MarkWords): Html {
  const { state, answer } = view;
  const hasFilters = listActiveFilters(state).length > 0;
  return html`${foundLine(view, false)}<div class="none"><section><p class="big">${reason(state)}</p>${suggestion(state, answer.suggestion)}${hasFilters ? dropFilters(state, none) : advice(state)}<h2 class="rule">Or wait for it</h2><p>Nothing yet may mean not written yet. The feed of this search shows such a paper on the day it arrives.</p>${followLinks(state)}</section>${nearest(none, mark, hasFilters)}</div>`;
}

const numbers = ["no", "one filter", "two filters", "three filters", "four filters"];

function reason(state: SearchState): string {
  const filters = listActiveFilters(state).length;
  const what = {
    hybrid: "those words or that meaning",
    words: "all of those words",
    meaning: "that meaning",
  }[state.mode];
  if (filters === 0) return `Nothing here has ${what}.`;
  const these =
    filters === 1 ? "this one filter" : `these ${numbers[filters] ?? `${filters} filters`}`;
  return `Nothing here has ${state.q ? what : "what you ask for"}, with ${these} on.`;
}

function dropFilters(state: SearchState, none: NoResults): Html {
  const rows = none.drops.map(({ filter, total }) =>
    row(searchPath(filter.without), html`Without ${filter.noun} <i>${filter.label}</i>`, total),
  );
  const all = searchPath(withoutFilters(state));
  return html`<h2 class="rule">Drop a filter</h2><ul class="drop">${rows}${rows.length > 1 ? row(all, html`Without any filter`, none.totalWithoutFilters) : ""}</ul>`;
}

function row(href: string, words: Html, total: number): Html {
  return html`<li><a href="${href}">${words}</a><b>${total === 0 ? "none" : count(total, "result")}</b></li>`;
}

function advice(state: SearchState): Html {
  const tips = [
    state.mode === "hybrid"
      ? ""
      : html`<li><a href="${searchPath(state, { mode: "hybrid" })}">Search by words and by meaning</a></li>`,
    /["”]/.test(state.q)
      ? html`<li><a href="${searchPath(state, { q: state.q.replace(/["“”]/g, "") })}">Search without the quotation marks</a></li>`
      : "",
    html`<li><a href="/archive">Look through the editions</a></li>`,
  ];
  return html`<h2 class="rule">Try instead</h2><ul class="drop">${tips}</ul>`;
}

function nearest(none: NoResults, mark: MarkWords, hasFilters: boolean): Html {
  if (none.nearest.length === 0) return html`<section></section>`;
  return html`<section><h2 class="rule">${hasFilters ? "Nearest, with the filters off" : "Nearest by meaning"}</h2><ol class="near">${none.nearest.map(({ paper }) => html`<li><h3>${titleLink(paper, mark)}</h3>${passage(paper, mark)}</li>`)}</ol></section>`;
}
