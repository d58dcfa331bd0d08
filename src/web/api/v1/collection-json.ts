import { z } from "@hono/zod-openapi";
import { type Collection, visibilities } from "#community";
import { paperJsonSchema } from "../../lists/index.ts";
import type { AnyCall } from "../framework/endpoint.ts";
import { pageSchema } from "./paging.ts";
import { loadPeople, personSchema } from "./person-json.ts";

const instant = z.iso.datetime();

export const collectionSchema = z
  .object({
    id: z.string(),
    url: z.url(),
    owner: personSchema,
    title: z.string(),
    about: z.string(),
    visibility: z.enum(visibilities).openapi({ description: "`link`: for whoever knows its id" }),
    papers: z.int().nonnegative(),
    createdAt: instant,
    changedAt: instant,
  })
  .openapi("Collection");

export const collectionPageSchema = pageSchema(collectionSchema, "CollectionPage");
export const collectionListSchema = z
  .object({ items: z.array(collectionSchema) })
  .openapi("CollectionList");

export const entryPageSchema = pageSchema(
  z.object({ paper: paperJsonSchema, note: z.string(), addedAt: instant }),
  "CollectionEntryPage",
);

export const collectionId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "is no id of a collection")
  .openapi({ param: { name: "collectionId", in: "path" }, example: "fP3xq7mW2sLk9RtB" });

/** Collections with their owners, who are looked up in one query. */
export async function collectionsJson(
  call: AnyCall,
  collections: readonly Collection[],
): Promise<z.infer<typeof collectionSchema>[]> {
  const personOf = await loadPeople(
    call,
    collections.map(({ owner }) => owner),
  );
  return collections.map(
    ({ id, owner, title, about, visibility, papers, createdAt, changedAt }) => ({
      id,
      url: `${call.parts.site.url}/collections/${id}`,
      owner: personOf(owner),
      title,
      about,
      visibility,
      papers,
      createdAt,
      changedAt,
    }),
  );
}

export async function collectionJson(call: AnyCall, collection: Collection) {
  const [json] = await collectionsJson(call, [collection]);
  if (!json) throw new TypeError("one collection makes one value");
  return json;
}
