import type { Collection } from "#community";
import {
  type Author,
  addressesOf,
  findKeySentence,
  type PaperWithTally,
  texToText,
  venueLabel,
} from "#papers";
import type { Day } from "#platform";
import type { Summary } from "#summaries";
import { addresses } from "../addresses.ts";
import { count, longDate } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { formatPath, type PaperFormat } from "../lists/index.ts";
import { typeset } from "../typeset.ts";
import type { CommentsView } from "../views/comments-view.ts";
import type { PaperView } from "../views/paper-view.ts";
import { commentsSection } from "./comments/section.ts";
import { authorBadge, claimLink } from "./contributions/paper-contributions.ts";
import { icon } from "./icons.ts";
import { collectMenu } from "./library/collect-menu.ts";
import { markButton, markIcons, voteButton } from "./library/paper-buttons.ts";
import { paperModeration } from "./moderation/paper-forms.ts";
import type { Frame, PageContent } from "./page.ts";
import { citationHead } from "./paper-head.ts";
import { authorsUnknown, isWeb, kicker, organizationsOf, tally } from "./paper-parts.ts";
import { paperRail } from "./paper-rail.ts";
import { similarList } from "./similar-page.ts";

/** Authors shown before the rest is folded. */
const MAX_AUTHORS = 40;

/** What stands around a paper beside what its view holds. */
export interface PaperSurroundings {
  readonly bibtex: string;
  /** The viewer's own. */
  readonly collections: readonly Collection[];
  /** Public ones that hold the paper. */
  readonly holding?: readonly Collection[];
  /** Of its abstract, by a language model. */
  readonly summary?: Summary | undefined;
  /** Absent where papers are only shown. */
  readonly comments?: CommentsView | undefined;
}

export function paperPage(frame: Frame, view: PaperView, around: PaperSurroundings): PageContent {
  const { paper } = view;
  const title = texToText(paper.title);
  const abstract = texToText(paper.abstract);
  return {
    title,
    description: abstract.slice(0, 200) || title,
    skip: "Skip to the paper",
    icons: ["vote", "chat", "pdf", "code", "link", "cite", ...markIcons],
    head: citationHead(frame, paper),
    main: html`<article class="sheet">${headline(frame, view)}${bar(frame, paper, around)}<div class="cols"><div class="story">${abstractSection(paper)}${summarySection(around)}${similarSection(view)}${discussion(frame, around)}</div>${paperRail(frame, view, around.holding)}</div></article>`,
  };
}

function discussion(frame: Frame, { comments }: PaperSurroundings): Html | "" {
  if (!comments) return "";
  const moderation = paperModeration(frame, comments.paper.id, comments.isLocked);
  return html`${commentsSection(frame, comments)}${moderation}`;
}

function headline(frame: Frame, view: PaperView): Html {
  const { paper } = view;
  return html`<header class="headline">${kicker(paper)}<h1>${typeset(paper.title)}</h1>${authors(view)}${claimLink(frame, paper)}<p class="dates">${dates(paper)}</p></header>`;
}

function authors({ paper, contributions }: PaperView): Html {
  if (paper.authors.length === 0) {
    const names = organizationsOf(paper).map(
      (name) => html`<li><a href="${addresses.organization(name)}">${typeset(name)}</a></li>`,
    );
    return html`<ul class="authors" id="authors" aria-label="Authors">${names}<li><span>${authorsUnknown(paper)}</span></li></ul>`;
  }
  const items = paper.authors.map((one, index) =>
    author(one, authorBadge(contributions, index + 1)),
  );
  const shown = items.slice(0, MAX_AUTHORS);
  const folded = items.slice(MAX_AUTHORS);
  const own = new Set(paper.authors.flatMap((one) => one.affiliations));
  const shared = paper.organizations.filter((name) => !own.has(name));
  return html`<ul class="authors" id="authors" aria-label="Authors">${shown}</ul>${folded.length > 0 ? html`<details class="fold"><summary>${count(folded.length, "more author")}</summary><ul class="authors" aria-label="More authors">${folded}</ul></details>` : ""}${shared.length > 0 ? html`<p class="dates">${shared.map((name, index) => html`${index > 0 ? " · " : ""}<a href="${addresses.organization(name)}">${typeset(name)}</a>`)}</p>` : ""}`;
}

function author({ name, affiliations }: Author, badge: Html | ""): Html {
  return html`<li><a href="${addresses.author(name)}">${typeset(name)}</a>${badge}${affiliations.map((place) => html`<span><a href="${addresses.organization(place)}">${typeset(place)}</a></span>`)}</li>`;
}

const ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

function dates(paper: PaperWithTally): Html[] {
  const parts: Html[] = [];
  const day = (iso: string): Html =>
    html`<time datetime="${iso.slice(0, 10)}">${longDate(iso.slice(0, 10) as Day)}</time>`;
  if (paper.submittedAt) parts.push(html`Submitted ${day(paper.submittedAt)}`);
  const newest = paper.versions.at(-1);
  if (newest && newest.number > 1) {
    const name = ordinals[newest.number] ?? `${newest.number}th`;
    parts.push(html`<a href="#record">${name} version</a>, ${day(newest.submittedAt)}`);
  }
  if (paper.venue) {
    parts.push(html`<a href="${addresses.venue(paper.venue)}">${venueLabel(paper.venue)}</a>`);
  }
  const what = paper.announcedOn ? "announced" : paper.featuredOn ? "featured" : "first seen here";
  const when = parts.length > 0 ? what : what.charAt(0).toUpperCase() + what.slice(1);
  parts.push(html`${when} ${day(paper.editionDay)}`);
  if (paper.withdrawn) parts.push(html`<b>withdrawn by its authors</b>`);
  return parts.map((part, index) => html`${index > 0 ? " · " : ""}${part}`);
}

/** One line of counts and links: where to read it, its code, how to cite it. */
function bar(frame: Frame, paper: PaperWithTally, around: PaperSurroundings): Html {
  const places = addressesOf(paper);
  const code = paper.links.find((link) => link.kind === "code")?.url;
  const isElsewhere = (url: string | undefined) => url === places.pdf || url === code;
  const page = places.arxivAbstract
    ? action(places.arxivAbstract, "link", "arXiv")
    : places.doi
      ? action(places.doi, "link", "Publisher")
      : action(isElsewhere(places.best) ? undefined : places.best, "link", "Page");
  const codeLink = code ? action(code, "code", "Code") : "";
  return html`<div class="bar"><ul>${frame.isOpen ? voteButton(frame, paper) : tally("vote", paper.tally.upvotes, "vote", "act votes")}${markButton(frame, paper, { name: "bookmark" })}${action(places.pdf, "pdf", "PDF")}${page}${codeLink}</ul>${cite(paper, around.bibtex)}${collectMenu(frame, paper, around.collections)}${paper.tally.comments > 0 ? html`<ul class="end">${tally("chat", paper.tally.comments, "comment", "act")}</ul>` : ""}</div>`;
}

function action(href: string | undefined, name: "pdf" | "link" | "code", label: string): Html | "" {
  if (!href || !isWeb(href)) return "";
  return html`<li><a class="act" href="${href}" rel="noopener">${icon(name)}${label}</a></li>`;
}

function cite(paper: PaperWithTally, bibtex: string): Html {
  const path = addresses.paper(paper.id);
  const link = (format: PaperFormat, label: string): Html =>
    html`<a href="${formatPath(path, format)}">${label}</a>`;
  return html`<details class="pop"><summary class="act">${icon("cite")}Cite</summary><div><p>${link("bib", "BibTeX")}${link("ris", "RIS")}${link("csl.json", "CSL-JSON")}${link("md", "Markdown")}</p><pre tabindex="0" role="region" aria-label="BibTeX entry">${bibtex}</pre></div></details>`;
}

function abstractSection({ abstract }: PaperWithTally): Html {
  if (abstract.trim() === "") {
    return html`<section aria-labelledby="h-abs"><h2 class="rule" id="h-abs">Abstract</h2><p class="note">No source gives an abstract of this paper.</p></section>`;
  }
  const key = findKeySentence(abstract);
  const isWhole = key && key.start === 0 && key.end >= abstract.trimEnd().length;
  const body =
    key && !isWhole
      ? html`${typeset(abstract.slice(0, key.start))} <mark class="key">${typeset(abstract.slice(key.start, key.end))}</mark> ${typeset(abstract.slice(key.end))}`
      : typeset(abstract);
  const note =
    key && !isWhole
      ? html`<p class="note">Marked: the sentence that says most of what is new, chosen by the program.</p>`
      : "";
  return html`<section id="abstract" aria-labelledby="h-abs"><h2 class="rule" id="h-abs">Abstract</h2><p class="abstract">${body}</p>${note}</section>`;
}

/** Never as the site's own words: who made it, when and of what stands with it. */
function summarySection({ summary }: PaperSurroundings): Html | "" {
  if (!summary) return "";
  const { text, model, at } = summary;
  const day = at.slice(0, 10) as Day;
  return html`<section id="summary" aria-labelledby="h-sum"><h2 class="rule" id="h-sum">In short</h2><p class="abstract">${text}</p><p class="note">Summed up by the language model ${model} on <time datetime="${day}">${longDate(day)}</time>, from the abstract alone. It may be wrong.</p></section>`;
}

function similarSection({ paper, similar }: PaperView): Html | "" {
  if (similar.length === 0) return "";
  return html`<section id="similar" aria-labelledby="h-sim"><h2 class="rule" id="h-sim">Similar papers</h2>${similarList(similar)}<p><a class="go" href="${addresses.similar(paper.id)}">All of them, with scores</a> <a class="go" href="${addresses.like(paper.id)}">More like this</a></p></section>`;
}
