import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { type Collection, visibilities } from "#community";
import { getPaper } from "../api/get-paper.ts";
import type { Site } from "../views/list-view.ts";
import { actorOf, mayUse, say, type Visit } from "./visit.ts";

const paper = z.string().min(1).max(300).describe("arXiv id, DOI, or an id from another answer");
/** Repeating one changes nothing more. */
const repeatable = { readOnlyHint: false, idempotentHint: true, destructiveHint: false } as const;

/** Adds the tools that the visitor's token is good for. */
export function addWriteTools(server: McpServer, visit: Visit): void {
  if (mayUse(visit, "vote")) addVote(server, visit);
  if (mayUse(visit, "read")) addListCollections(server, visit);
  if (!mayUse(visit, "library")) return;
  addBookmark(server, visit);
  addCreateCollection(server, visit);
  addToCollection(server, visit);
}

function addVote(server: McpServer, visit: Visit): void {
  server.registerTool(
    "vote",
    {
      title: "Upvote a paper",
      description: "Upvotes a paper in the name of the token's owner, or takes the upvote back.",
      inputSchema: z.object({
        paper,
        isUpvoted: z.boolean().default(true).describe("false takes the upvote back"),
      }),
      annotations: repeatable,
    },
    ({ paper: text, isUpvoted }) =>
      say(visit, async () => {
        await visit.take("vote");
        const { actor, community } = actorOf(visit, "vote");
        const { id } = await getPaper(visit.parts.papers, text);
        const act = isUpvoted ? community.votes.cast : community.votes.withdraw;
        const { upvotes } = await act(actor, id);
        return `${isUpvoted ? "Upvoted" : "Not upvoted"}: ${id} has ${upvotes} upvotes.`;
      }),
  );
}

function addBookmark(server: McpServer, visit: Visit): void {
  server.registerTool(
    "bookmark",
    {
      title: "Bookmark a paper",
      description: "Keeps a paper for later, or lets it go.",
      inputSchema: z.object({
        paper,
        isKept: z.boolean().default(true).describe("false takes the bookmark away"),
      }),
      annotations: repeatable,
    },
    ({ paper: text, isKept }) =>
      say(visit, async () => {
        await visit.take("mark");
        const { actor, community } = actorOf(visit, "library");
        const { id } = await getPaper(visit.parts.papers, text);
        const act = isKept ? community.shelves.put : community.shelves.take;
        await act(actor, id, "bookmark");
        return isKept ? `Bookmarked ${id}.` : `${id} is not bookmarked.`;
      }),
  );
}

function addListCollections(server: McpServer, visit: Visit): void {
  server.registerTool(
    "list_collections",
    {
      title: "My collections",
      description: "The collections of the token's owner, with their ids.",
      inputSchema: z.object({}),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () =>
      say(visit, async () => {
        const { actor, community } = actorOf(visit, "read");
        const { id } = actor.account;
        const found = await community.collections.listOf(id, id);
        if (found.length === 0) return "There are no collections.";
        return found.map((one) => lineOf(one, visit.parts.site)).join("\n");
      }),
  );
}

function addCreateCollection(server: McpServer, visit: Visit): void {
  server.registerTool(
    "create_collection",
    {
      title: "Begin a collection",
      description: "Makes a named list of papers; private unless said otherwise.",
      inputSchema: z.object({
        title: z.string().min(1).max(200),
        about: z.string().max(2_000).optional(),
        visibility: z.enum(visibilities).default("private"),
      }),
      annotations: { readOnlyHint: false, destructiveHint: false },
    },
    ({ title, about, visibility }) =>
      say(visit, async () => {
        await visit.take("collection");
        const { actor, community } = actorOf(visit, "library");
        const fields = { title, visibility, ...(about !== undefined && { about }) };
        return lineOf(await community.collections.create(actor, fields), visit.parts.site);
      }),
  );
}

function addToCollection(server: McpServer, visit: Visit): void {
  server.registerTool(
    "add_to_collection",
    {
      title: "Put a paper into a collection",
      description: "Adds a paper at the end of a collection of the token's owner, with a note.",
      inputSchema: z.object({
        collection: z.string().min(1).max(64).describe("Id from list_collections"),
        paper,
        note: z.string().max(2_000).optional(),
      }),
      annotations: repeatable,
    },
    ({ collection, paper: text, note }) =>
      say(visit, async () => {
        await visit.take("collection");
        const { actor, community } = actorOf(visit, "library");
        const { id } = await getPaper(visit.parts.papers, text);
        await community.collections.add(actor, collection, id, note);
        return `${id} is in the collection.`;
      }),
  );
}

function lineOf({ id, title, visibility, papers }: Collection, site: Site): string {
  const count = papers === 1 ? "1 paper" : `${papers} papers`;
  return `- ${title} (id ${id}, ${visibility}, ${count}): ${site.url}/collections/${id}`;
}
