import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { AppError } from "#platform";
import { readerOfAccount } from "#recommendations";
import { getPaper } from "../api/get-paper.ts";
import { renderList } from "../lists/index.ts";
import { type ForYouDays, loadForYouView } from "../views/for-you-view.ts";
import { actorOf, mayUse, say, type Visit } from "./visit.ts";

/** Adds the tools about what the token's owner likes. */
export function addReaderTools(server: McpServer, visit: Visit): void {
  if (!visit.parts.recommendations) return;
  if (mayUse(visit, "read")) addForYou(server, visit);
  if (mayUse(visit, "library")) addFeedback(server, visit);
}

function addForYou(server: McpServer, visit: Visit): void {
  server.registerTool(
    "for_you",
    {
      title: "Papers for me",
      description: "Recent papers chosen for the token's owner, each with the reason.",
      inputSchema: z.object({
        days: z.enum(["1", "7", "30"]).default("7").describe("Days to look back"),
        limit: z.int().min(1).max(50).default(20),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ days, limit }) =>
      say(visit, async () => {
        await visit.take("search");
        const reader = readerIn(visit, "read");
        const request = { reader, days: Number(days) as ForYouDays, limit, path: "/for-you" };
        const recommendations = recommendationsOf(visit);
        const { list } = await loadForYouView({ ...visit.parts, recommendations }, request);
        return renderList(list, "md", visit.parts.site).text();
      }),
  );
}

function addFeedback(server: McpServer, visit: Visit): void {
  server.registerTool(
    "say_more_or_less",
    {
      title: "More or less like a paper",
      description:
        "Notes that the token's owner wants more, or less, like a paper. Unlike a vote nobody sees it.",
      inputSchema: z.object({
        paper: z.string().min(1).max(300).describe("arXiv id, DOI, or an id from another answer"),
        mark: z.enum(["more", "less", "neither"]),
      }),
      annotations: { readOnlyHint: false, idempotentHint: true, destructiveHint: false },
    },
    ({ paper, mark }) =>
      say(visit, async () => {
        await visit.take("mark");
        const { id } = await getPaper(visit.parts.papers, paper);
        const reader = readerIn(visit, "library");
        await recommendationsOf(visit).mark(reader, id, mark === "neither" ? null : mark);
        return mark === "neither" ? `Nothing is noted of ${id}.` : `Noted: ${mark} like ${id}.`;
      }),
  );
}

function readerIn(visit: Visit, scope: "read" | "library") {
  return readerOfAccount(actorOf(visit, scope).actor.account.id);
}

function recommendationsOf({ parts }: Visit) {
  if (parts.recommendations) return parts.recommendations;
  throw new AppError("not_found", "Papers are only shown here.");
}
