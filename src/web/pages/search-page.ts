import type { MarkWords } from "#papers";
import { searchPath } from "#search";
import { count } from "../dates.ts";
import { type Html, html } from "../html.ts";
import type { AlertView } from "../views/alert-view.ts";
import type { NoResults } from "../views/no-results-view.ts";
import type { SearchView } from "../views/search-view.ts";
import { alertLink, channelPath } from "./alerts/alert-menu.ts";
import { facetForm } from "./facets.ts";
import { hitArticle } from "./hit.ts";
import { type Followed, followButton } from "./library/follow-button.ts";
import type { Frame, PageContent } from "./page.ts";
import { pager, pastTheEnd } from "./pager.ts";
import { actionIcons } from "./paper-parts.ts";
import { activeFilters, followLinks, queryBox } from "./search-controls.ts";
import { noResults } from "./search-empty.ts";
import { foundLine, meaningNote, suggestion } from "./search-found.ts";

export interface SearchPageView {
  readonly view: SearchView;
  readonly mark: MarkWords;
  /** Present when nothing was found. */
  readonly none?: NoResults;
  readonly isFollowed: boolean;
  /** Absent where nothing can be told. */
  readonly alert: AlertView | undefined;
}

/** Results of a search, or the page that helps when there are none. */
export function searchPage(frame: Frame, shown: SearchPageView): PageContent {
  const { view, mark, none } = shown;
  const { state, answer, list } = view;
  const subject = state.q === "" ? "All papers" : state.q;
  const found = answer.total === 0 ? "no results" : count(answer.total, "result");
  return {
    title: `${subject}: ${found}`,
    description: `${found} for ${subject}, by words and by meaning.`,
    section: "search",
    hasQuery: true,
    skip: answer.total === 0 ? "Skip to suggestions" : "Skip to results",
    icons: [...actionIcons, "remove", "feed"],
    feed: { path: searchPath(state), title: list.title },
    isPrivate: answer.total === 0,
    main: html`${queryBox(state)}<div id="results">${none ? noResults(view, none, mark) : results(frame, shown)}</div>`,
  };
}

/** The part of the page that live search replaces. */
export function searchFragment(frame: Frame, shown: SearchPageView): Html {
  const { view, mark, none } = shown;
  return none ? noResults(view, none, mark) : results(frame, shown);
}

function results(frame: Frame, { view, mark, isFollowed, alert }: SearchPageView): Html {
  const { state, answer, hits } = view;
  return html`${foundLine(view, true)}<div class="finder">${facetForm(view)}<section aria-label="Results"><div class="active">${activeFilters(state)}${followLinks(state)}${followButton(frame, followOf(view), isFollowed)}${alert ? alertLinks(frame, alert) : ""}</div>${suggestion(state, answer.suggestion)}${meaningNote(view)}${hits.map((hit) => hitArticle(frame, hit, mark))}${hits.length === 0 ? pastTheEnd(view.pages, searchPath(state, { page: view.pages })) : ""}${pager(state.page, view.pages, (page) => searchPath(state, { page }))}</section></div>`;
}

function alertLinks(frame: Frame, alert: AlertView): Html {
  const channel = frame.viewer
    ? html`<a class="feed" href="${channelPath(alert)}">To a channel</a>`
    : "";
  return html`<p class="follow">${alertLink(frame, alert, "feed")}${channel}</p>`;
}

/** A search is followed by its filters and words, whatever page and order are shown. */
export function followOf({ state }: SearchView): Followed {
  const target = searchPath(state, { page: 1 }).replace(/^\/search\??/, "");
  return { kind: "search", target, label: state.q || "All papers" };
}
