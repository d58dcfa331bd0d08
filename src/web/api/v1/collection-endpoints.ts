import { z } from "@hono/zod-openapi";
import { visibilities } from "#community";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import {
  collectionId,
  collectionJson,
  collectionListSchema,
  collectionPageSchema,
  collectionSchema,
  collectionsJson,
} from "./collection-json.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";
import { byPaper } from "./paper-endpoints.ts";
import { readerOf } from "./reader-of.ts";

const tag = tags.library;
const write = { access: "reader", scope: "library", limit: "collection" } as const;
const byId = z.object({ collectionId });
const fields = {
  title: z.string().trim().min(1).max(200).openapi({ example: "Looms and springs" }),
  about: z.string().max(2_000).optional(),
  visibility: z.enum(visibilities).optional(),
};

const listCollections = endpoint({
  method: "get",
  path: "/v1/collections",
  operationId: "listCollections",
  tag,
  summary: "Public collections, the last changed first",
  query: pageQuery,
  answer: { schema: collectionPageSchema, description: "The collections" },
  fails: [404],
  async handle(call) {
    const page = await call.community.collections.listPublic(pageRequest(call.query));
    return pageJson(call, await collectionsJson(call, page.items), page);
  },
});

const listOwnCollections = endpoint({
  method: "get",
  path: "/v1/me/collections",
  operationId: "listOwnCollections",
  tag,
  summary: "One's own collections",
  access: "reader",
  scope: "read",
  answer: { schema: collectionListSchema, description: "The collections" },
  async handle(call) {
    const { id } = call.actor.account;
    return { items: await collectionsJson(call, await call.community.collections.listOf(id, id)) };
  },
});

const listHolding = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/collections",
  operationId: "listCollectionsOfPaper",
  tag,
  summary: "Public collections that hold a paper; twenty at most",
  params: byPaper,
  answer: { schema: collectionListSchema, description: "The collections" },
  fails: [404],
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    const holding = await call.community.collections.holding(id, 20);
    return { items: await collectionsJson(call, holding) };
  },
});

const createCollection = endpoint({
  method: "post",
  path: "/v1/collections",
  operationId: "createCollection",
  tag,
  summary: "Begin a collection; it is private unless said otherwise",
  ...write,
  body: z.strictObject(fields),
  answer: { status: 201, schema: collectionSchema, description: "The collection" },
  async handle(call) {
    const { title, about, visibility = "private" } = call.body;
    const wanted = { title, visibility, ...(about !== undefined && { about }) };
    return collectionJson(call, await call.community.collections.create(call.actor, wanted));
  },
});

const getCollection = endpoint({
  method: "get",
  path: "/v1/collections/{collectionId}",
  operationId: "getCollection",
  tag,
  summary: "One collection",
  params: byId,
  answer: { schema: collectionSchema, description: "The collection" },
  fails: [404],
  async handle(call) {
    const { community, params, viewer } = call;
    const found = await community.collections.find(params.collectionId, readerOf(viewer));
    return collectionJson(call, found);
  },
});

const updateCollection = endpoint({
  method: "patch",
  path: "/v1/collections/{collectionId}",
  operationId: "updateCollection",
  tag,
  summary: "Change title, text or visibility",
  ...write,
  params: byId,
  body: z.strictObject({ ...fields, title: fields.title.optional() }),
  answer: { schema: collectionSchema, description: "The collection, after it" },
  async handle(call) {
    const { title, about, visibility } = call.body;
    const change = {
      ...(title !== undefined && { title }),
      ...(about !== undefined && { about }),
      ...(visibility !== undefined && { visibility }),
    };
    const { collections } = call.community;
    const changed = await collections.update(call.actor, call.params.collectionId, change);
    return collectionJson(call, changed);
  },
});

const removeCollection = endpoint({
  method: "delete",
  path: "/v1/collections/{collectionId}",
  operationId: "removeCollection",
  tag,
  summary: "Delete a collection",
  ...write,
  params: byId,
  answer: { description: "It is gone" },
  handle: async ({ community, actor, params }) =>
    community.collections.remove(actor, params.collectionId),
});

export const collectionEndpoints = [
  listCollections,
  listOwnCollections,
  listHolding,
  createCollection,
  getCollection,
  updateCollection,
  removeCollection,
];
