import { type PaperWithTally, paperDay, texToText } from "#papers";
import type { Summary } from "#summaries";
import { byline } from "../feeds/feed-entry.ts";
import { removeForbidden } from "../feeds/xml.ts";
import type { ListItem, ListView, Site } from "../views/list-view.ts";
import { formatPath } from "./formats.ts";
import { linkLabels, linksOf } from "./links.ts";
import { paperPath } from "./paper-path.ts";

// Everything that begins inline markup in CommonMark or GitHub's dialect.
const INLINE_MARKUP = /[\\`*_[\]<>~|$&]/g;
// What would begin a heading, list, quotation, rule or table when it stands first on a line.
const BLOCK_MARKUP = /^(?:[#+=-]|\d+(?=[.)]))/;

/** A paper as a Markdown document. */
export function renderPaperMarkdown(paper: PaperWithTally, site: Site, summary?: Summary): string {
  const parts = [
    `# ${markdownInline(texToText(paper.title) || paper.id)}`,
    markdownLine(byline(paper)),
    paper.withdrawn ? "**Withdrawn.**" : "",
    facts(paper, site),
    "## Abstract",
    paragraphs(texToText(paper.abstract)) || "No source has an abstract.",
    inShort(summary),
    links(paper),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** A list of papers as a Markdown document. */
export function renderListMarkdown(view: ListView, site: Site): string {
  const next = view.nextPath && site.url + formatPath(view.nextPath, "md");
  const parts = [
    `# ${markdownInline(view.title)}`,
    markdownLine(view.subtitle ?? ""),
    ...(view.notes ?? []).map(({ message }) => markdownLine(message)),
    ...view.items.map((item) => renderItem(item, site)),
    view.items.length === 0 ? "No papers." : "",
    next ? `[Next page](${markdownUrl(next)})` : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** Text as a line of its own, with every character that could be taken for markup escaped. */
export function markdownLine(text: string): string {
  return escapeBlock(markdownInline(text));
}

/** The same for text within a line. */
export function markdownInline(text: string): string {
  return removeForbidden(text).replace(/\s+/g, " ").trim().replace(INLINE_MARKUP, "\\$&");
}

function escapeBlock(line: string): string {
  return line.replace(BLOCK_MARKUP, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

function markdownUrl(url: string): string {
  return url.replaceAll("(", "%28").replaceAll(")", "%29");
}

function renderItem({ rank, paper, reason }: ListItem, site: Site): string {
  const title = markdownInline(texToText(paper.title) || paper.id);
  const counts = [
    plural(paper.tally.upvotes, "upvote"),
    plural(paper.tally.comments, "comment"),
  ].filter(Boolean);
  const line = [
    byline(paper),
    ...paper.organizations.map((name) => texToText(name)),
    texToText(paper.venue ?? ""),
  ];
  return [
    `## ${rank}. [${title}](${markdownUrl(site.url + paperPath(paper.id))})`,
    markdownLine([...line.filter(Boolean), paperDay(paper), ...counts].join(" · ")),
    paragraphs(texToText(paper.abstract)),
    reason ? `Why it is here: ${markdownInline(reason)}` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(markdownLine)
    .filter(Boolean)
    .join("\n\n");
}

function facts(paper: PaperWithTally, site: Site): string {
  const rows: [string, string | undefined][] = [
    ["Page", site.url + paperPath(paper.id)],
    ["arXiv", paper.arxivId],
    ["DOI", paper.doi],
    ["Organisations", paper.organizations.map((name) => texToText(name)).join("; ")],
    ["Published in", texToText(paper.venue ?? "")],
    ["Journal reference", texToText(paper.journalReference ?? "")],
    ["Categories", paper.categories.join(", ")],
    ["Keywords", paper.keywords.map((word) => texToText(word)).join(", ")],
    ["Submitted", paper.submittedAt?.slice(0, 10)],
    ["Announced", paper.announcedOn],
    ["Featured", paper.featuredOn],
    ["Versions", paper.versions.length > 1 ? String(paper.versions.length) : undefined],
    ["Remark", texToText(paper.remark ?? "")],
    ["Licence", paper.license],
    ["Upvotes", paper.tally.upvotes > 0 ? String(paper.tally.upvotes) : undefined],
    ["Comments", paper.tally.comments > 0 ? String(paper.tally.comments) : undefined],
  ];
  return rows
    .filter(([, value]) => value)
    .map(([label, value]) => `- ${label}: ${markdownInline(value ?? "")}`)
    .join("\n");
}

/** As on the page: named as a model's, with its day. */
function inShort(summary: Summary | undefined): string {
  if (!summary) return "";
  const { text, model, at } = summary;
  const by = `Summed up by the language model ${markdownInline(model)} on ${at.slice(0, 10)}, from the abstract alone. It may be wrong.`;
  return `## In short\n\n${markdownLine(text)}\n\n${by}`;
}

function links(paper: PaperWithTally): string {
  const lines = linksOf(paper).map(
    (link) => `- [${linkLabels[link.kind]}](${markdownUrl(link.url)})`,
  );
  return lines.length > 0 ? `## Links\n\n${lines.join("\n")}` : "";
}

function plural(count: number, noun: string): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
