import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { findPeriod } from "#editions";
import { AppError } from "#platform";
import { type TrendingWindow, trendingWindows } from "#ranking";
import { blankSearch, modes, sorts } from "#search";
import { getPaper } from "../api/get-paper.ts";
import { renderList } from "../lists/index.ts";
import { loadEditionView } from "../views/edition-view.ts";
import type { ListView } from "../views/list-view.ts";
import { loadSimilarListView } from "../views/paper-view.ts";
import { loadSearchView } from "../views/search-view.ts";
import { loadTrendingView } from "../views/trending-view.ts";
import { paperMarkdown } from "./paper-markdown.ts";
import { say, type Visit } from "./visit.ts";

const paper = z
  .string()
  .min(1)
  .max(300)
  .describe("arXiv id such as 2605.00010, DOI, or an id from another answer");
const page = z.int().min(1).max(100).default(1).describe("Page, from 1");
const windows = Object.keys(trendingWindows) as [TrendingWindow, ...TrendingWindow[]];
const readOnly = { readOnlyHint: true, openWorldHint: false } as const;

/** Adds the tools that anybody may use. */
export function addReadTools(server: McpServer, visit: Visit): void {
  addSearch(server, visit);
  addRead(server, visit);
  addSimilar(server, visit);
  addEdition(server, visit);
  addTrending(server, visit);
}

function addSearch(server: McpServer, visit: Visit): void {
  const edge = z.string().regex(/^[12]\d{3}(-\d\d(-\d\d)?)?$/);
  server.registerTool(
    "search",
    {
      title: "Search papers",
      description:
        "Finds papers by words and meaning; twenty a page, with abstracts. Phrases stand in quotes; like:ID finds neighbours of a paper.",
      inputSchema: z.object({
        query: z.string().max(1_000).describe("Words, phrases, operators"),
        mode: z.enum(modes).default("hybrid").describe("By words, by meaning, or both"),
        sort: z.enum(sorts).default("relevance"),
        from: edge.optional().describe("First day, month or year: 2026-05-08, 2026-05, 2026"),
        to: edge.optional().describe("Last day, month or year"),
        page,
      }),
      annotations: readOnly,
    },
    ({ query, mode, sort, from = "", to = "", page: number }) =>
      say(visit, async () => {
        await visit.take("search");
        const state = { ...blankSearch, q: query.trim(), mode, sort, from, to, page: number };
        const { list } = await loadSearchView(visit.parts, state, visit.parts.site);
        return listMarkdown(visit, list);
      }),
  );
}

function addRead(server: McpServer, visit: Visit): void {
  server.registerTool(
    "read",
    {
      title: "Read about a paper",
      description:
        "One paper as Markdown: authors, facts, abstract, links, and what readers of the site say about it.",
      inputSchema: z.object({ paper }),
      annotations: readOnly,
    },
    ({ paper: text }) =>
      say(visit, async () => paperMarkdown(visit.parts, await getPaper(visit.parts.papers, text))),
  );
}

function addSimilar(server: McpServer, visit: Visit): void {
  server.registerTool(
    "similar",
    {
      title: "Similar papers",
      description: "Twenty papers most like one, each with what they share.",
      inputSchema: z.object({ paper }),
      annotations: readOnly,
    },
    ({ paper: text }) =>
      say(visit, async () => {
        await visit.take("search");
        const found = await getPaper(visit.parts.papers, text);
        const { list } = await loadSimilarListView(visit.parts, found, visit.parts.site);
        return listMarkdown(visit, list);
      }),
  );
}

function addEdition(server: McpServer, visit: Visit): void {
  server.registerTool(
    "edition",
    {
      title: "The papers of a day, week or month",
      description: "An edition in its order, fifty papers a page; without a period the newest day.",
      inputSchema: z.object({
        period: z.string().max(10).optional().describe("2026-05-08, 2026-W19 or 2026-05"),
        sort: z.enum(["votes", "new", "discussed"]).default("votes"),
        page,
      }),
      annotations: readOnly,
    },
    ({ period: text, sort, page: number }) =>
      say(visit, async () => {
        const { parts } = visit;
        const period = text === undefined ? await parts.editions.newest("day") : findPeriod(text);
        if (!period) throw new AppError("not_found", "There is no such edition; write 2026-05-08.");
        const request = { period, sort, page: number, site: parts.site };
        const { list } = await loadEditionView(parts, request);
        return listMarkdown(visit, list);
      }),
  );
}

function addTrending(server: McpServer, visit: Visit): void {
  server.registerTool(
    "trending",
    {
      title: "What is trending",
      description: "Papers that gain attention now, fifty a page, each with the reason.",
      inputSchema: z.object({
        window: z.enum(windows).default("1d").describe("A day, a week or a month"),
        page: z.int().min(1).max(4).default(1).describe("Page, from 1"),
      }),
      annotations: readOnly,
    },
    (request) =>
      say(visit, async () => {
        const { list } = await loadTrendingView(visit.parts, request);
        return listMarkdown(visit, list);
      }),
  );
}

/** A list as the site's `.md` pages show it. */
function listMarkdown({ parts }: Visit, list: ListView): Promise<string> {
  return renderList(list, "md", parts.site).text();
}
