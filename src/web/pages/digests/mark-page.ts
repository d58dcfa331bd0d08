import type { PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { hidden } from "../form-parts.ts";
import type { PageContent } from "../page.ts";
import { byline, titleLink } from "../paper-parts.ts";
import { simplePage } from "../simple-page.ts";

export const marks = ["more", "less"] as const;
export type MailMark = (typeof marks)[number];

const labels: Readonly<Record<MailMark, string>> = {
  more: "More like this",
  less: "Not interested",
};

/** What a link of a mail asks; nothing is noted before a button is pressed. */
export function markPage(token: string, paper: PaperWithTally, wanted: MailMark): PageContent {
  const other = wanted === "more" ? "less" : "more";
  return simplePage({
    title: labels[wanted],
    description: "Say what you make of a paper.",
    heading: wanted === "more" ? "More papers like this one?" : "Not interested in this one?",
    body: html`${shown(paper)}<div class="ways">${button(token, wanted, "btn")}${button(token, other, "btn plain")}</div><p class="note">Only what is brought to you changes. Nobody else sees it, and it is no vote.</p>`,
  });
}

export function markedPage(
  token: string,
  paper: PaperWithTally,
  mark: MailMark | undefined,
): PageContent {
  const words = {
    more: "Noted: more like this",
    less: "Noted: not interested",
    none: "Taken back",
  }[mark ?? "none"];
  const back = mark
    ? html`<form method="post" action="${addresses.withToken("/mark", token)}">${hidden("m", "none")}<button class="btn plain">Take it back</button></form>`
    : html`${button(token, "more", "btn plain")}${button(token, "less", "btn plain")}`;
  return simplePage({
    title: words,
    description: "What you make of a paper is noted.",
    heading: words,
    body: html`${shown(paper)}<p>Your next digest is chosen with it in mind.</p><div class="ways">${back}</div><p><a class="go" href="${addresses.paper(paper.id)}">Read the paper</a></p>`,
  });
}

function shown(paper: PaperWithTally): Html {
  return html`<article class="paper"><h2>${titleLink(paper)}</h2>${byline(paper, 3)}</article>`;
}

function button(token: string, mark: MailMark, look: string): Html {
  return html`<form method="post" action="${addresses.withToken("/mark", token)}">${hidden("m", mark)}<button class="${look}">${labels[mark]}</button></form>`;
}
