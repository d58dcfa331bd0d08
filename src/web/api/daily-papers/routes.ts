import { createRoute, z } from "@hono/zod-openapi";
import { invalid, jsonAnswer, unavailable, unknown } from "../answers.ts";
import { idParameter, integerParameter, periodParameter } from "../parameters.ts";
import { CURSOR_PATTERN } from "./cursor.ts";
import {
  dailyItemSchema,
  dailyPaperSchema,
  paperInfoSchema,
  repositoriesSchema,
  searchItemSchema,
} from "./schema.ts";

const tags = ["Daily Papers"];
const byId = z.object({ id: idParameter });

export const dailyPapersRoute = createRoute({
  method: "get",
  path: "/daily_papers",
  operationId: "listDailyPapers",
  tags,
  summary: "Papers of a day, week or month, or the newest",
  description:
    "With `date`, `week` or `month`: that edition, most upvotes first (the first of the three counts). Else all papers by `sort`. A page past the end is an empty array.",
  request: {
    query: z.object({
      p: integerParameter({ min: 0, max: 1_000_000, default: 0, description: "Page, from 0" }),
      limit: integerParameter({ min: 1, max: 100, default: 50, description: "Papers on a page" }),
      date: periodParameter("day", "A daily edition").optional(),
      week: periodParameter("week", "A weekly edition").optional(),
      month: periodParameter("month", "A monthly edition").optional(),
      submitter: z
        .string()
        .max(100)
        .optional()
        .openapi({ description: "Name of a user; looks through the first 2,000 papers" }),
      sort: z.enum(["publishedAt", "trending"]).default("publishedAt").openapi({
        description: "`trending`: the seven newest daily editions, most upvotes first",
      }),
    }),
  },
  responses: {
    200: jsonAnswer(z.array(dailyItemSchema), "The papers, in order"),
    400: invalid,
  },
});

export const searchPapersRoute = createRoute({
  method: "get",
  path: "/papers/search",
  operationId: "searchDailyPapers",
  tags,
  summary: "Papers by words and meaning, best first",
  request: {
    query: z.object({
      q: z
        .string()
        .min(1, "write what to search for")
        .max(250, "must be at most 250 characters")
        .openapi({ description: "Words, phrases, operators", example: "retrieval" }),
      limit: integerParameter({ min: 1, max: 120, default: 20, description: "Papers at most" }),
    }),
  },
  responses: {
    200: jsonAnswer(z.array(searchItemSchema), "The papers found"),
    400: invalid,
    503: unavailable,
  },
});

export const listPapersRoute = createRoute({
  method: "get",
  path: "/papers",
  operationId: "listAllPapers",
  tags,
  summary: "All papers, newest first, page by page",
  description: 'The address of the next page stands in the `Link` header (`rel="next"`).',
  request: {
    query: z.object({
      cursor: z
        .string()
        .regex(CURSOR_PATTERN, "take it from the Link header of the page before")
        .optional()
        .openapi({ description: "Where to go on", example: "2026-11-20.50" }),
      limit: integerParameter({ min: 1, max: 100, default: 50, description: "Papers on a page" }),
    }),
  },
  responses: { 200: jsonAnswer(z.array(dailyPaperSchema), "The papers"), 400: invalid },
});

export const paperInfoRoute = createRoute({
  method: "get",
  // `{.+}` lets the ids of papers hold slashes; the document shows `/papers/{id}`.
  path: "/papers/{id}{.+}",
  operationId: "getDailyPaper",
  tags,
  summary: "One paper, with the repositories linked to it",
  request: { params: byId },
  responses: { 200: jsonAnswer(paperInfoSchema, "The paper"), 400: invalid, 404: unknown },
});

export const repositoriesRoute = createRoute({
  method: "get",
  path: "/arxiv/{id}{.+}/repos",
  operationId: "listLinkedRepositories",
  tags,
  summary: "Models, data sets and spaces that a paper links to",
  request: { params: byId },
  responses: {
    200: jsonAnswer(repositoriesSchema, "What it links to"),
    400: invalid,
    404: unknown,
  },
});
