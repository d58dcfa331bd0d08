import { authorsLine, texToText } from "#papers";
import { addresses } from "../addresses.ts";
import { count } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { typeset } from "../typeset.ts";
import type { SimilarListView, SimilarView } from "../views/paper-view.ts";
import type { PageContent } from "./page.ts";
import { placeOf, titleLink } from "./paper-parts.ts";

/** Neighbours of a paper, each with the reason it is one. */
export function similarList(similar: readonly SimilarView[], hasScores = false): Html {
  const rows = similar.map(({ paper, reason, score }) => {
    const place = placeOf(paper)?.label;
    const line = authorsLine(paper, 2);
    const by = [line, place].filter(Boolean).join(" · ");
    const number = hasScores ? html` <span class="score">Score ${score.toFixed(3)}</span>` : "";
    return html`<li class="paper"><h3>${titleLink(paper)}</h3>${by ? html`<p class="by">${by}</p>` : ""}<p class="why">${reason}${number}</p></li>`;
  });
  return html`<ol class="near">${rows}</ol>`;
}

export function similarPage(view: SimilarListView): PageContent {
  const { paper, similar, list } = view;
  const title = texToText(paper.title);
  const body =
    similar.length > 0
      ? html`<h2 class="vh">Neighbours</h2>${similarList(similar, true)}`
      : html`<p class="note">No paper here is near enough to say why.</p>`;
  return {
    title: `Similar to ${title}`,
    description: `${count(similar.length, "paper")} near “${title}”, with reasons.`,
    skip: "Skip to papers",
    feed: { path: list.path, title: list.title },
    main: html`<section class="prose"><header class="headline"><p class="kicker"><a href="${addresses.paper(paper.id)}">Similar papers</a></p><h1>${typeset(paper.title)}</h1><p class="dates">${count(similar.length, "neighbour")} by what they say, nearest first. Scores are at most 1 and compare the papers of this list only. <a href="${addresses.paper(paper.id)}">Back to the paper</a> · <a href="${addresses.like(paper.id)}">Search among them</a></p></header>${body}</section>`,
  };
}
