import type { SearchMode, SearchSort } from "#search";
import { listFilters, modes, type SearchState, searchPath, sorts, withoutFilters } from "#search";
import { type Html, html } from "../html.ts";
import { formatPath } from "../lists/index.ts";
import { listActiveFilters } from "../views/active-filters.ts";
import { icon } from "./icons.ts";

/** The display-size field. Filters stay in force; sort and mode too. */
export function queryBox(state: SearchState): Html {
  return html`<form class="query" role="search" action="/search" aria-label="Papers"><label class="vh" for="q">Search papers</label>${icon("find")}<input id="q" type="search" name="q" enterkeyhint="search" value="${state.q}" maxlength="1000" autocomplete="off" aria-keyshortcuts="/">${hiddenFilters(state)}${hiddenOrder(state)}<button class="btn">Search</button></form><p class="vh" role="status" id="announce"></p>`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

function hiddenFilters(state: SearchState): Html[] {
  const lists = listFilters.flatMap((name) => state[name].map((value) => hidden(name, value)));
  if (state.from) lists.push(hidden("from", state.from));
  if (state.to) lists.push(hidden("to", state.to));
  return lists;
}

/** Sort and mode as hidden fields, where they are not what they are anyway. */
export function hiddenOrder(state: SearchState): Html[] {
  return [
    ...(state.sort === sorts[0] ? [] : [hidden("sort", state.sort)]),
    ...(state.mode === modes[0] ? [] : [hidden("mode", state.mode)]),
  ];
}

const sortLabels: Readonly<Record<SearchSort, string>> = {
  relevance: "Best",
  new: "New",
  votes: "Votes",
  discussed: "Discussed",
};
const modeLabels: Readonly<Record<SearchMode, string>> = {
  hybrid: "Hybrid",
  words: "Words",
  meaning: "Meaning",
};

export function sortLinks(state: SearchState): Html {
  const links = sorts.map((sort) =>
    tab(searchPath(state, { sort }), sortLabels[sort], sort === state.sort),
  );
  return html`<nav class="period" aria-label="Sort"><span aria-hidden="true">Sort</span>${links}</nav>`;
}

export function modeLinks(state: SearchState): Html {
  const links = modes.map((mode) =>
    tab(searchPath(state, { mode }), modeLabels[mode], mode === state.mode),
  );
  return html`<nav class="period" aria-label="Match"><span aria-hidden="true">Match</span>${links}</nav>`;
}

function tab(href: string, label: string, isCurrent: boolean): Html {
  return html`<a href="${href}"${isCurrent ? html` aria-current="true"` : ""}>${label}</a>`;
}

/** Each filter in force as a link that removes it. */
export function activeFilters(state: SearchState): Html {
  const active = listActiveFilters(state);
  if (active.length === 0) return html`<span></span>`;
  return html`<ul aria-label="Active filters">${active.map(({ label, without }) => html`<li><a href="${searchPath(without)}"><span class="vh">Remove filter: </span>${label}${icon("remove")}</a></li>`)}<li><a class="plain" href="${searchPath(withoutFilters(state))}">Clear</a></li></ul>`;
}

/** The feeds of exactly this search. */
export function followLinks(state: SearchState): Html {
  const path = searchPath(state);
  return html`<p class="follow"><a class="feed" href="${formatPath(path, "atom")}">${icon("feed")}Feed<span class="vh"> of this search (Atom)</span></a><a class="feed" href="${formatPath(path, "feed.json")}">JSON Feed</a><a class="feed" href="${formatPath(path, "md")}">Markdown</a></p>`;
}
