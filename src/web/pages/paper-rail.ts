import type { Collection } from "#community";
import { type PaperLink, type PaperWithTally, texToText, venueLabel } from "#papers";
import type { Day } from "#platform";
import { explainOrder } from "#ranking";
import { addresses } from "../addresses.ts";
import { count, longPeriod, shortDate } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { formatPath } from "../lists/index.ts";
import type { PaperView } from "../views/paper-view.ts";
import { amount, gainParts, trendReason } from "../views/trend-reason.ts";
import {
  addLinkForm,
  linkNote,
  organizationsSection,
} from "./contributions/paper-contributions.ts";
import type { Frame } from "./page.ts";
import { capitalised, isWeb } from "./paper-parts.ts";

/** What stands beside a paper: its editions, links, subjects and record. */
export function paperRail(
  frame: Frame,
  view: PaperView,
  holding: readonly Collection[] = [],
): Html {
  const { paper } = view;
  return html`<aside aria-label="About this paper">${why(paper)}${rise(view)}${editions(view)}${keptIn(holding)}${links(frame, view)}${organizationsSection(frame, paper, view.contributions)}${keywords(paper)}${record(view)}</aside>`;
}

/** Terms of the prior named on the page; the smaller ones are on `/ranking`. */
const MAX_TERMS = 3;

/** The paper's place in its editions as a sum that can be checked. */
function why(paper: PaperWithTally): Html {
  const { upvotes, uncounted, prior, terms } = explainOrder(paper);
  const votes = upvotes > 0 ? count(upvotes, "vote") : "No votes yet";
  const telling = terms.filter((term) => term.contribution > 0).slice(0, MAX_TERMS);
  const rows = telling.map(
    (term) => html`<li><span>${term.label}</span><span>${term.contribution.toFixed(3)}</span></li>`,
  );
  const lesser = terms.slice(telling.length).reduce((sum, term) => sum + term.contribution, 0);
  const rest =
    lesser > 0 ? html`<li><span>All else</span><span>${lesser.toFixed(3)}</span></li>` : "";
  return html`<section><h2 class="rule">Why it is here</h2><p class="reason"><b>${votes}</b>${uncounted > 0 ? ` that count, ${uncounted} that do not yet` : ""}, and ${prior.toFixed(3)} for what can be seen of the paper itself.</p><details class="fold"><summary>How that adds up</summary><ul class="facts">${rows}${rest}</ul></details><p class="note"><a href="/ranking">How the ranking works</a></p></section>`;
}

/** How it stands among the trending, as products and sums that can be checked. */
function rise({ trend }: PaperView): Html | "" {
  if (!trend) return "";
  const row = (label: string, value: string): Html =>
    html`<li><span>${label}</span><span>${value}</span></li>`;
  const rows = [
    ...gainParts(trend).map(({ label, value }) => row(label, value)),
    row("Usual for such papers in that time", amount(trend.usualGain)),
    row("Expected in all", amount(trend.rate)),
    row("Added for not knowing better", amount(trend.exploration)),
    row("Share that falls into the window", `${Math.round(100 * trend.share)} %`),
    trend.surge > 0 ? row("Added for a surprise", amount(trend.surge)) : "",
    row("Score", amount(trend.score)),
  ];
  return html`<section><h2 class="rule">How it is doing</h2><p class="reason">${trendReason(trend)}</p><details class="fold"><summary>How that adds up</summary><ul class="facts">${rows}</ul></details><p class="note"><a href="${addresses.trending()}">What is trending</a></p></section>`;
}

function editions({ appearances }: PaperView): Html | "" {
  if (appearances.length === 0) return "";
  const rows = appearances.map(
    ({ period, status, total }) =>
      html`<li><a href="${addresses.edition(period)}">${longPeriod(period)}</a><span>${status === "open" ? "not final yet" : count(total, "paper")}</span></li>`,
  );
  return html`<section><h2 class="rule">Editions</h2><ul class="facts">${rows}</ul></section>`;
}

/** Public collections that hold the paper. */
function keptIn(holding: readonly Collection[]): Html | "" {
  if (holding.length === 0) return "";
  const rows = holding.map(
    ({ id, title, papers }) =>
      html`<li><a href="${addresses.collection(id)}">${title}</a><span>${count(papers, "paper")}</span></li>`,
  );
  return html`<section><h2 class="rule">In collections</h2><ul class="facts">${rows}</ul></section>`;
}

const kinds: Readonly<Record<PaperLink["kind"], string>> = {
  abstract: "Page",
  pdf: "PDF",
  code: "Code",
  data: "Data",
  model: "Model",
  project: "Project",
  video: "Video",
  other: "Link",
};

function links(frame: Frame, { paper, contributions }: PaperView): Html | "" {
  const shown = paper.links.filter((link) => isWeb(link.url));
  const add = addLinkForm(frame, paper.id, contributions);
  if (shown.length === 0 && add === "") return "";
  const rows = shown.map(
    ({ kind, url }) =>
      html`<li><span>${kinds[kind]}</span><span><a href="${url}" rel="noopener nofollow">${shortAddress(url)}</a>${linkNote(frame, paper.id, contributions, url)}</span></li>`,
  );
  return html`<section id="links"><h2 class="rule">Links found</h2><ul class="facts">${rows}</ul>${add}</section>`;
}

const MAX_ADDRESS = 38;

function shortAddress(url: string): string {
  const text = url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return text.length > MAX_ADDRESS ? `${text.slice(0, MAX_ADDRESS - 1)}…` : text;
}

function keywords({ keywords }: PaperWithTally): Html | "" {
  if (keywords.length === 0) return "";
  const items = keywords.map(
    (word) => html`<li><a href="${addresses.keyword(word)}">${capitalised(word)}</a></li>`,
  );
  return html`<section><h2 class="rule">Keywords</h2><ul class="topics">${items}</ul></section>`;
}

function record({ paper, contributions }: PaperView): Html {
  const day = (iso: string): string => shortDate(iso.slice(0, 10) as Day);
  const row = (name: string, value: Html | string | undefined): Html | "" =>
    value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : "";
  const path = addresses.paper(paper.id);
  return html`<section id="record"><h2 class="rule">Dates and record</h2><dl class="facts">${row("Submitted", paper.submittedAt && day(paper.submittedAt))}${row("Announced", paper.announcedOn && day(paper.announcedOn))}${row("Featured", paper.featuredOn && day(paper.featuredOn))}${row("First seen here", day(paper.firstSeenOn))}${row("Venue", venue(paper))}${row("Published in", paper.journalReference)}${row("Categories", categories(paper))}${row("Remark", paper.remark && texToText(paper.remark))}${row("Licence", paper.license)}${row("Sources", paper.sources.join(", "))}${row("Brought by", submitter(contributions))}${row("Citations", paper.tally.citations > 0 ? String(paper.tally.citations) : "")}${row("Identifier", paper.id)}</dl>${versions(paper)}<p class="alt">also as <a href="${formatPath(path, "json")}">JSON</a> · <a href="${formatPath(path, "md")}">Markdown</a> · <a href="${formatPath(path, "bib")}">BibTeX</a> · <a href="${formatPath(path, "ris")}">RIS</a></p></section>`;
}

function submitter({ submitter }: PaperView["contributions"]): Html | undefined {
  if (submitter?.state !== "active") return undefined;
  return html`<a href="${addresses.person(submitter.name)}">${submitter.displayName}</a>`;
}

function venue({ venue }: PaperWithTally): Html | "" {
  return venue ? html`<a href="${addresses.venue(venue)}">${venueLabel(venue)}</a>` : "";
}

function categories(paper: PaperWithTally): Html | "" {
  if (paper.categories.length === 0) return "";
  return html`${paper.categories.map((name, index) => html`${index > 0 ? ", " : ""}<a href="${addresses.category(name)}">${name}</a>`)}`;
}

function versions({ versions, arxivId }: PaperWithTally): Html | "" {
  if (versions.length < 2) return "";
  const rows = versions.toReversed().map(({ number, submittedAt }) => {
    const label = `Version ${number}`;
    const name = arxivId
      ? html`<a href="https://arxiv.org/abs/${arxivId}v${number}" rel="noopener">${label}</a>`
      : html`<span>${label}</span>`;
    return html`<li>${name}<span>${shortDate(submittedAt.slice(0, 10) as Day)}</span></li>`;
  });
  return html`<details class="fold"><summary>${count(versions.length, "version")}</summary><ol class="facts">${rows}</ol></details>`;
}
