import { z } from "@hono/zod-openapi";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { idParameter, integerParameter } from "../parameters.ts";
import { CURSOR_PATTERN } from "./cursor.ts";
import { dailyItem, dailyPaper, paperInfo } from "./daily-paper.ts";
import { listDailyPapersQuery } from "./listing-query.ts";
import { readAllPapers, readDailyPapers, searchItems } from "./listings.ts";
import { linkedRepositories } from "./repositories.ts";
import {
  dailyItemSchema,
  dailyPaperSchema,
  paperInfoSchema,
  repositoriesSchema,
  searchItemSchema,
} from "./schema.ts";
import { loadShares } from "./shares.ts";

const tag = tags.dailyPapers;
const byId = z.object({ id: idParameter });

const listDailyPapers = endpoint({
  method: "get",
  path: "/daily_papers",
  operationId: "listDailyPapers",
  tag,
  summary: "Papers of a day, week or month, or the newest",
  description:
    "With `date`, `week` or `month`: that edition, most upvotes first (the first of the three counts). Else all papers by `sort`. A page past the end is an empty array.",
  query: listDailyPapersQuery,
  answer: { schema: z.array(dailyItemSchema), description: "The papers, in order" },
  async handle({ parts, query }) {
    const page = await readDailyPapers(parts, query);
    const shares = await loadShares(parts, page);
    return page.map((paper) => dailyItem(paper, parts.site, shares.get(paper.id)));
  },
});

const searchDailyPapers = endpoint({
  method: "get",
  path: "/papers/search",
  operationId: "searchDailyPapers",
  tag,
  summary: "Papers by words and meaning, best first",
  limit: "search",
  query: z.object({
    q: z
      .string()
      .min(1, "write what to search for")
      .max(250, "must be at most 250 characters")
      .openapi({ description: "Words, phrases, operators", example: "retrieval" }),
    limit: integerParameter({ min: 1, max: 120, default: 20, description: "Papers at most" }),
  }),
  answer: { schema: z.array(searchItemSchema), description: "The papers found" },
  fails: [503],
  handle: ({ parts, query }) => searchItems(parts, query.q, query.limit),
});

const listAllPapers = endpoint({
  method: "get",
  path: "/papers",
  operationId: "listAllPapers",
  tag,
  summary: "All papers, newest first, page by page",
  description: 'The address of the next page stands in the `Link` header (`rel="next"`).',
  query: z.object({
    cursor: z
      .string()
      .regex(CURSOR_PATTERN, "take it from the Link header of the page before")
      .optional()
      .openapi({ description: "Where to go on", example: "2026-11-20.50" }),
    limit: integerParameter({ min: 1, max: 100, default: 50, description: "Papers on a page" }),
  }),
  answer: { schema: z.array(dailyPaperSchema), description: "The papers" },
  async handle({ parts, query: { cursor, limit }, headers }) {
    const { ids, next } = await readAllPapers(parts, cursor, limit);
    const address = `${parts.site.url}/api/papers?limit=${limit}&cursor=${next}`;
    if (next) headers.set("link", `<${address}>; rel="next"`);
    const found = await parts.papers.findMany(ids);
    const shares = await loadShares(parts, found);
    return found.map((paper) => dailyPaper(paper, parts.site, shares.get(paper.id)));
  },
});

const listLinkedRepositories = endpoint({
  method: "get",
  path: "/arxiv/{id}{.+}/repos",
  operationId: "listLinkedRepositories",
  tag,
  summary: "Models, data sets and spaces that a paper links to",
  params: byId,
  answer: { schema: repositoriesSchema, description: "What it links to" },
  fails: [404],
  handle: async ({ parts, params }) => linkedRepositories(await getPaper(parts.papers, params.id)),
});

const getDailyPaper = endpoint({
  method: "get",
  path: "/papers/{id}{.+}",
  operationId: "getDailyPaper",
  tag,
  summary: "One paper, with the repositories linked to it",
  params: byId,
  answer: { schema: paperInfoSchema, description: "The paper" },
  fails: [404],
  async handle({ parts, params }) {
    const paper = await getPaper(parts.papers, params.id);
    const shares = await loadShares(parts, [paper]);
    return paperInfo(paper, parts.site, shares.get(paper.id));
  },
});

/** In the order in which their addresses are matched. */
export const readEndpoints = [
  listDailyPapers,
  searchDailyPapers,
  listAllPapers,
  listLinkedRepositories,
  getDailyPaper,
];
