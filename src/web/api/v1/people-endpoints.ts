import { z } from "@hono/zod-openapi";
import type { Person } from "#accounts";
import { AppError } from "#platform";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { collectionListSchema, collectionsJson } from "./collection-json.ts";
import { commentPageSchema, commentsJson } from "./comment-json.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";
import { personJson, personSchema } from "./person-json.ts";
import { readerOf } from "./reader-of.ts";

const tag = tags.people;

const byName = z.object({
  name: z
    .string()
    .min(1)
    .max(60)
    .openapi({ param: { name: "name", in: "path" }, example: "ada" }),
});

const profileSchema = personSchema
  .extend({
    about: z.string(),
    createdAt: z.iso.datetime(),
    orcid: z.string().optional(),
  })
  .openapi("Profile");

/** @throws AppError `not_found` for strangers, and for those who left or were shut out. */
async function getPerson(call: AnyCall, name: string): Promise<Person> {
  const person = await call.accounts.people.findByName(name.toLowerCase());
  if (person?.state !== "active") throw new AppError("not_found", `There is no @${name} here.`);
  return person;
}

const getProfile = endpoint({
  method: "get",
  path: "/v1/people/{name}",
  operationId: "getPerson",
  tag,
  summary: "What everybody may see of a person",
  params: byName,
  answer: { schema: profileSchema, description: "The person" },
  fails: [404],
  async handle(call) {
    const person = await getPerson(call, call.params.name);
    const { about, createdAt, orcid } = person;
    const known = orcid === undefined ? {} : { orcid };
    return { ...personJson(person, call.parts.site), about, createdAt, ...known };
  },
});

const listComments = endpoint({
  method: "get",
  path: "/v1/people/{name}/comments",
  operationId: "listCommentsOfPerson",
  tag,
  summary: "What a person has said, newest first",
  params: byName,
  query: pageQuery,
  answer: { schema: commentPageSchema, description: "The comments" },
  fails: [404],
  async handle(call) {
    const person = await getPerson(call, call.params.name);
    const page = await call.community.comments.of(person.id, pageRequest(call.query));
    return pageJson(call, await commentsJson(call, page.items), page);
  },
});

const listCollections = endpoint({
  method: "get",
  path: "/v1/people/{name}/collections",
  operationId: "listCollectionsOfPerson",
  tag,
  summary: "A person's public collections; of oneself, all",
  params: byName,
  answer: { schema: collectionListSchema, description: "The collections" },
  fails: [404],
  async handle(call) {
    const person = await getPerson(call, call.params.name);
    const viewer = readerOf(call.viewer);
    const found = await call.community.collections.listOf(person.id, viewer);
    return { items: await collectionsJson(call, found) };
  },
});

const reportPerson = endpoint({
  method: "post",
  path: "/v1/people/{name}/reports",
  operationId: "reportPerson",
  tag,
  summary: "Tell the moderators of a person",
  access: "reader",
  scope: "comment",
  limit: "report",
  params: byName,
  body: z.strictObject({
    reason: z.string().trim().min(1).max(1_000).openapi({ example: "Poses as another" }),
  }),
  answer: { description: "They will look at it" },
  async handle(call) {
    const { id } = await getPerson(call, call.params.name);
    await call.community.moderation.report(call.actor, { kind: "account", id }, call.body.reason);
  },
});

export const peopleEndpoints = [getProfile, listComments, listCollections, reportPerson];
