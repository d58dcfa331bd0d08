import { z } from "@hono/zod-openapi";
import { type TrendingWindow, trendingWindows } from "#ranking";
import { listFilters, modes, parseSearchState, sorts } from "#search";
import {
  listJson,
  listJsonSchema,
  wholePaperJson,
  wholePaperJsonSchema,
} from "../../lists/index.ts";
import { loadEditionView } from "../../views/edition-view.ts";
import type { ListView } from "../../views/list-view.ts";
import { loadSimilarListView } from "../../views/paper-view.ts";
import { loadSearchView } from "../../views/search-view.ts";
import { summaryOf } from "../../views/summary-of.ts";
import { loadTrendingView } from "../../views/trending-view.ts";
import type { ApiParts } from "../api-parts.ts";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { anyPeriodParameter, idParameter, integerParameter } from "../parameters.ts";

const tag = tags.papers;
const windows = Object.keys(trendingWindows) as [TrendingWindow, ...TrendingWindow[]];
const page = integerParameter({ min: 1, max: 500, default: 1, description: "Page, from 1" });
export const byPaper = z.object({ id: idParameter });

const getEdition = endpoint({
  method: "get",
  path: "/v1/editions/{period}",
  operationId: "getEdition",
  tag,
  summary: "The edition of a day, an ISO week or a month",
  description: "Fifty papers a page. A period without papers is an empty list.",
  params: z.object({ period: anyPeriodParameter }),
  query: z.object({ sort: z.enum(["votes", "new", "discussed"]).default("votes"), page }),
  answer: { schema: listJsonSchema, description: "One page of the edition" },
  async handle({ parts, params: { period }, query }) {
    const { list } = await loadEditionView(parts, { period, ...query, site: parts.site });
    return pageOf(parts, list, `/v1/editions/${period}`);
  },
});

const listTrending = endpoint({
  method: "get",
  path: "/v1/trending",
  operationId: "listTrending",
  tag,
  summary: "What gains attention, each paper with the reason",
  description: "Fifty papers a page, two hundred in all. The formula is at `/ranking`.",
  query: z.object({
    window: z.enum(windows).default("1d"),
    page: integerParameter({ min: 1, max: 4, default: 1, description: "Page, from 1" }),
  }),
  answer: { schema: listJsonSchema, description: "What gains most first" },
  async handle({ parts, query }) {
    const { list } = await loadTrendingView(parts, query);
    return pageOf(parts, list, "/v1/trending");
  },
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

const search = endpoint({
  method: "get",
  path: "/v1/search",
  operationId: "search",
  tag,
  summary: "Papers by words and meaning",
  description:
    "The parameters of the search page. Those that may stand several times hold when any of their values does. Twenty papers a page.",
  limit: "search",
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
  answer: { schema: listJsonSchema, description: "One page of the papers found" },
  fails: [503],
  async handle({ parts, request }) {
    const state = parseSearchState(new URL(request.url).searchParams);
    const { list } = await loadSearchView(parts, state, parts.site);
    return pageOf(parts, list, "/v1/search");
  },
});

const listSimilarPapers = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/similar",
  operationId: "listSimilarPapers",
  tag,
  summary: "Papers like this one, each with the reason",
  limit: "search",
  params: byPaper,
  answer: { schema: listJsonSchema, description: "The most similar first" },
  fails: [404, 503],
  async handle({ parts, params }) {
    const paper = await getPaper(parts.papers, params.id);
    const { list } = await loadSimilarListView(parts, paper, parts.site);
    return listJson(list, parts.site);
  },
});

const getOnePaper = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}",
  operationId: "getPaper",
  tag,
  summary: "One paper",
  params: byPaper,
  answer: { schema: wholePaperJsonSchema, description: "The paper" },
  fails: [404],
  async handle({ parts, params }) {
    const paper = await getPaper(parts.papers, params.id);
    return wholePaperJson(paper, parts.site, await summaryOf(parts, paper));
  },
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

const getStatus = endpoint({
  method: "get",
  path: "/v1/status",
  operationId: "getStatus",
  tag,
  summary: "How much is here, and how fresh",
  answer: { schema: statusSchema, description: "The state of the site" },
  handle: ({ parts }) => readStatus(parts),
});

export const paperEndpoints = [getEdition, listTrending, search, listSimilarPapers, getStatus];
/** Its address holds any rest, so it is matched last. */
export const lastPaperEndpoints = [getOnePaper];

/** The list's JSON, whose next page is asked for under the same address. */
function pageOf({ site }: ApiParts, list: ListView, path: string) {
  const json = listJson(list, site);
  if (!list.nextPath) return json;
  const query = list.nextPath.slice(list.nextPath.indexOf("?"));
  return { ...json, nextUrl: `${site.url}/api${path}${query}` };
}

async function readStatus({ papers, search: engine, editions, site, clock }: ApiParts) {
  const [count, lastChange, newestEdition] = await Promise.all([
    papers.count(),
    papers.lastChange(),
    editions.newest("day"),
  ]);
  const index = engine.status();
  return {
    title: site.title,
    timeZone: site.timeZone,
    now: clock.now().toISOString(),
    papers: count,
    ...(newestEdition && { newestEdition: newestEdition as string }),
    index: {
      papers: index.papers,
      isCatchingUp: index.isCatchingUp,
      changesBehind: Math.max(0, lastChange - index.seq),
    },
  };
}
