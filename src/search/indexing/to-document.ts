import { type PaperWithTally, paperDay, texToText } from "#papers";
import type { IndexDocument } from "../engine/engine.ts";
import type { HasName } from "../engine/has-flags.ts";

const linkNames = ["code", "data", "model", "project"] as const satisfies readonly HasName[];

/** What the index takes of a paper: plain text, names, dates, counts. */
export function toDocument(paper: PaperWithTally): IndexDocument {
  const kinds = new Set<string>(paper.links.map((link) => link.kind));
  const has: HasName[] = linkNames.filter((name) => kinds.has(name));
  if (paper.tally.comments > 0) has.push("comments");
  return {
    id: paper.id,
    title: texToText(paper.title),
    abstract: texToText(paper.abstract),
    authors: paper.authors.map((author) => texToText(author.name)),
    organizations: organizationsOf(paper),
    categories: paper.categories,
    keywords: paper.keywords,
    ...(paper.venue !== undefined && { venue: paper.venue }),
    ...(paper.arxivId !== undefined && { arxivId: paper.arxivId }),
    ...(paper.doi !== undefined && { doi: paper.doi }),
    date: paperDay(paper),
    has,
    upvotes: paper.tally.upvotes,
    comments: paper.tally.comments,
    citations: paper.tally.citations,
  };
}

/** Organisations the paper names itself, then those its authors stand for. */
function organizationsOf(paper: PaperWithTally): string[] {
  return [
    ...new Set([
      ...paper.organizations,
      ...paper.authors.flatMap((author) => author.affiliations.map(texToText)),
    ]),
  ];
}
