import { z } from "@hono/zod-openapi";
import { exportFormats, exportPapers } from "../../exports/export-papers.ts";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { idParameter } from "../parameters.ts";
import {
  collectionId,
  collectionJson,
  collectionSchema,
  entryPageSchema,
} from "./collection-json.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";
import { readerOf } from "./reader-of.ts";
import { withPapers } from "./with-papers.ts";

const tag = tags.library;
const write = { access: "reader", scope: "library", limit: "collection" } as const;
const byId = z.object({ collectionId });
const byEntry = z.object({ collectionId, id: idParameter });

const listEntries = endpoint({
  method: "get",
  path: "/v1/collections/{collectionId}/entries",
  operationId: "listCollectionEntries",
  tag,
  summary: "The papers of a collection, in its order, with notes",
  params: byId,
  query: pageQuery,
  answer: { schema: entryPageSchema, description: "The entries" },
  fails: [404],
  async handle(call) {
    const { community, params, query, viewer, parts } = call;
    const reader = readerOf(viewer);
    const page = await community.collections.entries(
      params.collectionId,
      pageRequest(query),
      reader,
    );
    const items = await withPapers(parts, page.items, ({ note, addedAt }) => ({ note, addedAt }));
    return pageJson(call, items, page);
  },
});

const exportCollection = endpoint({
  method: "get",
  path: "/v1/collections/{collectionId}/export",
  operationId: "exportCollection",
  tag,
  summary: "The papers of a collection as citations",
  params: byId,
  query: z.object({ format: z.enum(["bib", "ris", "csl.json"]).default("bib") }),
  answer: { types: Object.values(exportFormats), description: "A file of citations" },
  fails: [404],
  async handle({ community, params, query, viewer, parts }) {
    const reader = readerOf(viewer);
    const { title } = await community.collections.find(params.collectionId, reader);
    const entries = await community.collections.allEntries(params.collectionId, reader);
    const ids = entries.map(({ paperId }) => paperId);
    return exportPapers(await parts.papers.findMany(ids), query.format, title);
  },
});

const putEntry = endpoint({
  method: "put",
  path: "/v1/collections/{collectionId}/entries/{id}{.+}",
  operationId: "putCollectionEntry",
  tag,
  summary: "Put a paper into a collection, with a note, at a place; safe to repeat",
  ...write,
  params: byEntry,
  body: z
    .strictObject({
      note: z.string().max(2_000).optional(),
      place: z.int().min(1).max(100_000).optional().openapi({ description: "From 1" }),
    })
    .openapi({ example: { note: "Read the appendix first" } }),
  answer: { schema: collectionSchema, description: "The collection, after it" },
  async handle(call) {
    const { community, actor, params, body, parts } = call;
    const { collections } = community;
    const { id } = await getPaper(parts.papers, params.id);
    await collections.add(actor, params.collectionId, id, body.note);
    if (body.note !== undefined)
      await collections.setNote(actor, params.collectionId, id, body.note);
    if (body.place) await collections.move(actor, params.collectionId, id, body.place);
    const changed = await collections.find(params.collectionId, actor.account.id);
    return collectionJson(call, changed);
  },
});

const dropEntry = endpoint({
  method: "delete",
  path: "/v1/collections/{collectionId}/entries/{id}{.+}",
  operationId: "dropCollectionEntry",
  tag,
  summary: "Take a paper out of a collection; safe to repeat",
  ...write,
  params: byEntry,
  answer: { schema: collectionSchema, description: "The collection, after it" },
  async handle(call) {
    const { community, actor, params, parts } = call;
    const { id } = await getPaper(parts.papers, params.id);
    await community.collections.drop(actor, params.collectionId, id);
    const changed = await community.collections.find(params.collectionId, actor.account.id);
    return collectionJson(call, changed);
  },
});

export const collectionEntryEndpoints = [listEntries, exportCollection, putEntry, dropEntry];
