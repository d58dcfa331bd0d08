import type { PaperWithTally } from "#papers";
import { type SearchState, searchPath } from "#search";
import { count, grouped } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { isByMeaningAlone, type SearchView } from "../views/search-view.ts";
import { titleLink } from "./paper-parts.ts";
import { modeLinks, sortLinks } from "./search-controls.ts";

/** The line of results: their number, time and mode; sort and mode as links. */
export function foundLine(view: SearchView, hasSort: boolean): Html {
  const { state, answer } = view;
  const number = numberOf(view);
  const subject = state.q ? html`<span class="vh"> for “${state.q}”</span>` : "";
  const time = answer.tookMs < 1 ? "under 1 ms" : `${grouped(Math.round(answer.tookMs))} ms`;
  return html`<div class="dateline found"><h1>${number}${subject} <small>· ${time} · ${answer.mode}</small></h1><div class="tabs">${hasSort ? sortLinks(state) : ""}${modeLinks(state)}</div></div>${namedPapers(view)}${indexing(view)}${queryNotes(view)}`;
}

/** By meaning alone every paper is a hit, more or less: what is shown is the nearest. */
function numberOf({ answer }: SearchView): string {
  if (answer.total === 0) return "No results";
  if (answer.mode === "meaning") return `${grouped(answer.total)} nearest`;
  return count(answer.total, "result");
}

/** Said once above hits of which none holds a word of the query. */
export function meaningNote({ state, hits }: SearchView): Html | "" {
  if (state.mode !== "hybrid" || state.page > 1) return "";
  if (hits.length === 0 || !hits.every(({ hit }) => isByMeaningAlone(hit))) return "";
  return html`<p class="mean">No paper here has these words. What follows is nearest by meaning.</p>`;
}

export function suggestion(state: SearchState, words: string | undefined): Html | "" {
  if (!words) return "";
  return html`<p class="mean">Did you mean <a href="${searchPath(state, { q: words })}">${words}</a>?</p>`;
}

/** The papers that hits are like or unlike, by their titles: ids in a query say little. */
function namedPapers({ like, unlike }: SearchView): Html | "" {
  if (like.length + unlike.length === 0) return "";
  const titles = (papers: readonly PaperWithTally[]) =>
    papers.map((paper, at) => html`${at > 0 ? "; " : ""}${titleLink(paper)}`);
  const wanted = like.length > 0 ? html`Like ${titles(like)}` : "";
  const unwanted = unlike.length > 0 ? html`Unlike ${titles(unlike)}` : "";
  return html`<p class="note said">${wanted}${wanted && unwanted ? html`<br>` : ""}${unwanted}</p>`;
}

/** What in the query was not taken as it looks. */
function queryNotes({ answer }: SearchView): Html | "" {
  if (answer.notes.length === 0) return "";
  const lines = answer.notes.map(({ message }) => html`<li>${message}</li>`);
  return html`<ul class="note said" aria-label="About your search">${lines}</ul>`;
}

function indexing({ isIndexing }: SearchView): Html | "" {
  if (!isIndexing) return "";
  return html`<p class="note indexing">Some papers are still being indexed and can not be found yet.</p>`;
}
