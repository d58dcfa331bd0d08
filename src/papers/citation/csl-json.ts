import type { Paper } from "../paper.ts";
import { texToText } from "../tex/to-text.ts";
import { type CitedName, citationOf } from "./citation.ts";

const TYPES = {
  preprint: "article",
  conference: "paper-conference",
  journal: "article-journal",
  other: "document",
};

/**
 * A CSL-JSON document: an array of one item.
 *
 * @see https://github.com/citation-style-language/schema (csl-data.json)
 */
export function renderCslJson(paper: Paper): string {
  const citation = citationOf(paper);
  const isPreprint = citation.kind === "preprint";
  const item = {
    id: paper.id,
    type: TYPES[citation.kind],
    title: texToText(citation.title),
    author: citation.authors.map(renderName),
    issued: { "date-parts": [citation.date] },
    "container-title": isPreprint ? undefined : citation.container,
    publisher: isPreprint ? citation.container : undefined,
    number: paper.arxivId && `arXiv:${paper.arxivId}`,
    DOI: paper.doi,
    URL: citation.url,
    abstract: texToText(paper.abstract) || undefined,
    keyword: paper.keywords.join(", ") || undefined,
  };
  return `${JSON.stringify([item], undefined, 2)}\n`;
}

function renderName({ family, given, suffix }: CitedName) {
  if (given === "") return { literal: family };
  return { family, given, ...(suffix && { suffix }) };
}
