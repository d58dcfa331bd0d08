import { createRoute, z } from "@hono/zod-openapi";
import { listJsonSchema, paperJsonSchema } from "../../lists/index.ts";
import { listFilters, modes, sorts } from "../../views/search-state.ts";
import { invalid, jsonAnswer, unavailable, unknown } from "../answers.ts";
import { anyPeriodParameter, idParameter, integerParameter } from "../parameters.ts";

const tags = ["Broadsheet"];
const page = integerParameter({ min: 1, max: 500, default: 1, description: "Page, from 1" });

export const editionRoute = createRoute({
  method: "get",
  path: "/v1/editions/{period}",
  operationId: "getEdition",
  tags,
  summary: "The edition of a day, an ISO week or a month",
  description: "Fifty papers a page. A period without papers is an empty list.",
  request: {
    params: z.object({ period: anyPeriodParameter }),
    query: z.object({ sort: z.enum(["votes", "new", "discussed"]).default("votes"), page }),
  },
  responses: { 200: jsonAnswer(listJsonSchema, "One page of the edition"), 400: invalid },
});

const MAX_VALUES = 20;
const values = z.preprocess(
  (said) => (typeof said === "string" ? [said] : said),
  z.array(z.string().max(200)).max(MAX_VALUES).optional(),
);
const edge = z
  .string()
  .regex(/^$|^[12]\d{3}(-\d\d(-\d\d)?)?$/, "write 2026, 2026-11 or 2026-11-20")
  .optional();

export const searchRoute = createRoute({
  method: "get",
  path: "/v1/search",
  operationId: "search",
  tags,
  summary: "Papers by words and meaning",
  description:
    "The parameters of the search page. Those that may stand several times hold when any of their values does. Twenty papers a page.",
  request: {
    query: z.object({
      q: z
        .string()
        .max(1000)
        .optional()
        .openapi({ description: "Words, phrases, operators", example: "theoretical framework" }),
      mode: z.enum(modes).default("hybrid"),
      sort: z.enum(sorts).default("relevance"),
      page,
      ...Object.fromEntries(listFilters.map((name) => [name, values])),
      from: edge.openapi({ description: "A year, month or day", example: "2026" }),
      to: edge.openapi({ description: "A year, month or day", example: "2026-11" }),
    }),
  },
  responses: {
    200: jsonAnswer(listJsonSchema, "One page of the papers found"),
    400: invalid,
    503: unavailable,
  },
});

export const similarRoute = createRoute({
  method: "get",
  path: "/v1/papers/{id}{.+}/similar",
  operationId: "listSimilarPapers",
  tags,
  summary: "Papers like this one, each with the reason",
  request: { params: z.object({ id: idParameter }) },
  responses: {
    200: jsonAnswer(listJsonSchema, "The most similar first"),
    400: invalid,
    404: unknown,
    503: unavailable,
  },
});

export const paperRoute = createRoute({
  method: "get",
  path: "/v1/papers/{id}{.+}",
  operationId: "getPaper",
  tags,
  summary: "One paper",
  request: { params: z.object({ id: idParameter }) },
  responses: { 200: jsonAnswer(paperJsonSchema, "The paper"), 400: invalid, 404: unknown },
});

const statusSchema = z
  .object({
    title: z.string(),
    timeZone: z.string(),
    now: z.iso.datetime(),
    papers: z.int().nonnegative(),
    newestEdition: z.string().optional().openapi({ description: "Newest daily edition" }),
    index: z.object({
      papers: z.int().nonnegative(),
      isCatchingUp: z.boolean(),
      changesBehind: z.int().nonnegative().openapi({ description: "Changes not yet findable" }),
    }),
  })
  .openapi("Status");

export const statusRoute = createRoute({
  method: "get",
  path: "/v1/status",
  operationId: "getStatus",
  tags,
  summary: "How much is here, and how fresh",
  responses: { 200: jsonAnswer(statusSchema, "The state of the site") },
});
