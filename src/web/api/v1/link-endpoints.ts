import { z } from "@hono/zod-openapi";
import type { AuthorLink } from "#community";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { idParameter } from "../parameters.ts";
import { byPaper } from "./paper-endpoints.ts";
import { loadPeople, personSchema } from "./person-json.ts";

const tag = tags.contributions;
const write = { access: "reader", scope: "submit", limit: "claim" } as const;

const linkSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["code", "model", "data", "project"]),
    url: z.url(),
    addedBy: personSchema,
    at: z.iso.datetime(),
  })
  .openapi("AuthorLink");

async function linksJson(call: AnyCall, links: readonly AuthorLink[]) {
  const personOf = await loadPeople(
    call,
    links.map(({ account }) => account),
  );
  return links.map(({ id, kind, url, account, at }) => ({
    id,
    kind,
    url,
    addedBy: personOf(account),
    at,
  }));
}

const listLinks = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/links",
  operationId: "listAuthorLinks",
  tag,
  summary: "Code, models, data and project page, as its authors link them",
  params: byPaper,
  answer: {
    schema: z.object({ items: z.array(linkSchema) }).openapi("AuthorLinkList"),
    description: "The links",
  },
  fails: [404],
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    return { items: await linksJson(call, await call.community.claims.links(id)) };
  },
});

const addLink = endpoint({
  method: "post",
  path: "/v1/papers/{id}{.+}/links",
  operationId: "addAuthorLink",
  tag,
  summary: "Link a paper of one's own to something; needs a granted claim",
  ...write,
  params: byPaper,
  body: z.strictObject({
    kind: z.enum(["code", "model", "data", "project"]).openapi({ example: "project" }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .openapi({ example: "https://looms.example.org/" }),
  }),
  answer: { status: 201, schema: linkSchema, description: "The link" },
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    const added = await call.community.claims.addLink(call.actor, id, call.body);
    const [json] = await linksJson(call, [added]);
    if (!json) throw new TypeError("one link makes one value");
    return json;
  },
});

const removeLink = endpoint({
  method: "delete",
  path: "/v1/papers/{id}{.+}/links/{linkId}",
  operationId: "removeAuthorLink",
  tag,
  summary: "Take a link away",
  ...write,
  params: z.object({
    id: idParameter,
    linkId: z
      .string()
      .regex(/^[\w-]{1,64}$/, "is no id of a link")
      .openapi({ param: { name: "linkId", in: "path" }, example: "l1Nk1dAbCdEfGhIj" }),
  }),
  answer: { description: "It is gone" },
  async handle({ parts, community, actor, params }) {
    const { id } = await getPaper(parts.papers, params.id);
    await community.claims.removeLink(actor, id, params.linkId);
  },
});

export const linkEndpoints = [listLinks, addLink, removeLink];
