import { z } from "@hono/zod-openapi";
import { type PaperWithTally, texToText } from "#papers";
import type { Summary } from "#summaries";
import type { Site } from "../views/list-view.ts";
import { findInstant } from "./instants.ts";
import { linksOf } from "./links.ts";
import { paperPath } from "./paper-path.ts";

const instant = z.iso.datetime().openapi({ description: "ISO 8601, UTC" });
const day = z.iso.date().openapi({ description: "A day in the site's time zone" });
const count = z.int().nonnegative();

/** A paper as every `.json` and `/api/v1` shows it. Lists of names are in printed order. */
export const paperJsonSchema = z
  .object({
    id: z.string(),
    url: z.url().openapi({ description: "The paper's page here" }),
    title: z.string().openapi({ description: "Plain text" }),
    abstract: z.string().openapi({ description: "Plain text; empty when no source has one" }),
    tex: z
      .object({ title: z.string(), abstract: z.string() })
      .optional()
      .openapi({ description: "The source's own wording, where it differs from the plain text" }),
    authors: z.array(
      z.object({
        name: z.string(),
        affiliations: z.array(z.string()),
        orcid: z.string().optional(),
      }),
    ),
    authorCount: count.optional().openapi({ description: "Where only their number is known" }),
    organizations: z.array(z.string()),
    categories: z.array(z.string()).openapi({ description: "The first is the primary one" }),
    keywords: z.array(z.string()),
    venue: z.string().optional(),
    arxivId: z.string().optional().openapi({ description: "Without version" }),
    doi: z.string().optional(),
    versions: z.array(z.object({ number: z.int(), submittedAt: instant })),
    links: z.array(
      z.object({
        kind: z.enum(["abstract", "pdf", "code", "data", "model", "project", "video", "other"]),
        url: z.url(),
      }),
    ),
    submittedAt: instant.optional(),
    announcedOn: day.optional(),
    featuredOn: day.optional(),
    firstSeenOn: day,
    editionDay: day.openapi({ description: "The day whose edition it belongs to" }),
    remark: z.string().optional(),
    journalReference: z.string().optional(),
    license: z.string().optional(),
    withdrawn: z.boolean(),
    sources: z.array(z.string()).openapi({ description: "Who speaks of it" }),
    upvotes: count,
    comments: count,
    citations: count,
    stars: count,
  })
  .openapi("Paper");

export type PaperJson = z.infer<typeof paperJsonSchema>;

/** The same where one paper is asked for by itself. */
export const wholePaperJsonSchema = paperJsonSchema
  .extend({
    summary: z
      .object({
        text: z.string().openapi({ description: "One to three plain sentences" }),
        model: z.string().openapi({ description: "The language model that wrote it" }),
        at: instant,
      })
      .optional()
      .openapi({
        description:
          "Of the abstract, by a language model: it may be wrong. Only where the site has summaries made",
      }),
  })
  .openapi("WholePaper");

export function wholePaperJson(
  paper: PaperWithTally,
  site: Site,
  summary: Summary | undefined,
): z.infer<typeof wholePaperJsonSchema> {
  const json = paperJson(paper, site);
  if (!summary) return json;
  const { text, model, at } = summary;
  return { ...json, summary: { text, model, at } };
}

export function paperJson(paper: PaperWithTally, site: Site): PaperJson {
  const title = texToText(paper.title);
  const abstract = texToText(paper.abstract);
  const isPlain = title === paper.title && abstract === paper.abstract;
  const submittedAt = findInstant(paper.submittedAt)?.toISOString();
  const { upvotes, comments, citations, stars } = paper.tally;
  return {
    id: paper.id,
    url: site.url + paperPath(paper.id),
    title,
    abstract,
    ...(!isPlain && { tex: { title: paper.title, abstract: paper.abstract } }),
    authors: paper.authors.map(authorJson),
    ...definedOf(paper, ["authorCount", "arxivId", "doi"]),
    ...textsOf(paper, ["venue", "remark", "journalReference"]),
    organizations: paper.organizations.map((name) => texToText(name)),
    categories: [...paper.categories],
    keywords: paper.keywords.map((word) => texToText(word)),
    versions: paper.versions.flatMap(versionJson),
    links: linksOf(paper),
    ...(submittedAt && { submittedAt }),
    ...definedOf(paper, ["announcedOn", "featuredOn"]),
    firstSeenOn: paper.firstSeenOn,
    editionDay: paper.editionDay,
    ...definedOf(paper, ["license"]),
    withdrawn: paper.withdrawn ?? false,
    sources: [...paper.sources],
    upvotes,
    comments,
    citations,
    stars,
  };
}

function authorJson(author: PaperWithTally["authors"][number]) {
  return {
    name: texToText(author.name),
    affiliations: author.affiliations.map((name) => texToText(name)),
    ...(author.orcid && { orcid: author.orcid }),
  };
}

function versionJson(version: PaperWithTally["versions"][number]) {
  const submittedAt = findInstant(version.submittedAt)?.toISOString();
  return submittedAt ? [{ number: version.number, submittedAt }] : [];
}

function textsOf<K extends "venue" | "remark" | "journalReference">(
  paper: PaperWithTally,
  names: readonly K[],
) {
  const texts: { [Name in K]?: string } = {};
  for (const name of names) {
    const tex = paper[name];
    if (tex !== undefined) texts[name] = texToText(tex);
  }
  return texts;
}

function definedOf<T extends object, K extends keyof T>(from: T, names: readonly K[]) {
  const picked: { [Name in K]?: Exclude<T[Name], undefined> } = {};
  for (const name of names) {
    const value = from[name];
    if (value !== undefined) picked[name] = value as Exclude<T[K], undefined>;
  }
  return picked;
}
