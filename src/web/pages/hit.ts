import { isDated, type MarkWords, type PaperWithTally, paperDay, texToText } from "#papers";
import { addresses } from "../addresses.ts";
import { shortDate } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { typeset } from "../typeset.ts";
import { findPassage } from "../views/passage.ts";
import { type HitView, isByMeaningAlone, likeReason } from "../views/search-view.ts";
import type { Frame } from "./page.ts";
import { actions, byline, capitalised, placeOf, titleLink } from "./paper-parts.ts";

/** One result: title, people, passage and actions; date, venue and subject in the margin. */
export function hitArticle(frame: Frame, { hit, paper }: HitView, mark: MarkWords): Html {
  const none = hit.sharedTerms
    ? "it shares no telling words with the papers you named"
    : "none of your words appear in it";
  const sense = isByMeaningAlone(hit) ? html`<li class="sense">Found by meaning: ${none}</li>` : "";
  const reason = likeReason(hit);
  const why = reason === undefined ? "" : html`<p class="why">${reason}</p>`;
  return html`<article class="paper hit">${margin(paper, sense)}<h2>${titleLink(paper, mark)}</h2>${byline(paper, 4)}${passage(paper, mark)}${why}${actions(frame, paper)}</article>`;
}

/** Date, venue and subject of a paper, beside it on a wide page. */
export function margin(paper: PaperWithTally, last: Html | "" = ""): Html {
  const place = placeOf(paper);
  const day = paperDay(paper);
  const keyword = paper.keywords[0];
  return html`<ul class="marg"><li>${isDated(paper) ? "" : "First seen "}<time datetime="${day}">${shortDate(day)}</time></li>${place ? html`<li><a href="${place.href}">${place.label}</a></li>` : ""}${keyword ? html`<li><a href="${addresses.keyword(keyword)}">${capitalised(keyword)}</a></li>` : ""}${last}</ul>`;
}

/** The sentences that were asked for, with the words marked. */
export function passage(paper: PaperWithTally, mark: MarkWords): Html | "" {
  if (texToText(paper.abstract) === "") return "";
  const { tex, startsInside, endsInside } = findPassage(paper.abstract, mark);
  return html`<p class="pass">${startsInside ? "…\u00a0" : ""}${typeset(tex, mark)}${endsInside ? "\u00a0…" : ""}</p>`;
}
