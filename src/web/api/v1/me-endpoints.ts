import { z } from "@hono/zod-openapi";
import { type Account, roles } from "#accounts";
import { addresses } from "../../addresses.ts";
import { exportEverything } from "../../personal-data.ts";
import type { Site } from "../../views/list-view.ts";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";

const tag = tags.me;

const preferences = {
  shortcuts: z.boolean().openapi({ description: "Whether the site's keys work" }),
  hidesRead: z
    .boolean()
    .openapi({ description: "Read and hidden papers are left out of editions" }),
};

const meSchema = z
  .object({
    name: z.string(),
    displayName: z.string(),
    url: z.url(),
    about: z.string(),
    role: z.enum(roles),
    createdAt: z.iso.datetime(),
    orcid: z.string().optional(),
    email: z.string().optional(),
    isVerified: z.boolean(),
    preferences: z.object(preferences),
  })
  .openapi("Me");

function meJson(account: Account, site: Site): z.infer<typeof meSchema> {
  const { name, displayName, about, role, createdAt, orcid, email, isVerified } = account;
  const { shortcuts, hidesRead } = account.preferences;
  return {
    name,
    displayName,
    url: site.url + addresses.person(name),
    about,
    role,
    createdAt,
    ...(orcid !== undefined && { orcid }),
    ...(email !== undefined && { email }),
    isVerified,
    preferences: { shortcuts, hidesRead },
  };
}

const getMe = endpoint({
  method: "get",
  path: "/v1/me",
  operationId: "getMe",
  tag,
  summary: "One's own account",
  access: "reader",
  scope: "read",
  answer: { schema: meSchema, description: "The account" },
  handle: async ({ actor, parts }) => meJson(actor.account, parts.site),
});

const updateMe = endpoint({
  method: "patch",
  path: "/v1/me",
  operationId: "updateMe",
  tag,
  summary: "Change name, text or preferences",
  description: "Only whoever is signed in; no token does.",
  access: "reader",
  limit: "account",
  body: z
    .strictObject({
      name: z.string().min(2).max(30).optional(),
      displayName: z.string().trim().min(1).max(100).optional(),
      about: z.string().max(2_000).optional(),
      preferences: z
        .strictObject({
          shortcuts: preferences.shortcuts.optional(),
          hidesRead: preferences.hidesRead.optional(),
        })
        .optional(),
    })
    .openapi({ example: { displayName: "Ada Lovelace" } }),
  answer: { schema: meSchema, description: "The account, after it" },
  fails: [409],
  async handle({ accounts, actor, body, parts }) {
    const change = JSON.parse(JSON.stringify(body));
    return meJson(await accounts.people.update(actor.account.id, change), parts.site);
  },
});

const exportData = endpoint({
  method: "get",
  path: "/v1/me/export",
  operationId: "exportData",
  tag,
  summary: "Everything that is kept of one",
  description: "Only whoever has signed in within the last ten minutes; no token does.",
  access: "reader",
  isSensitive: true,
  limit: "export",
  answer: {
    schema: z
      .object({
        account: z.record(z.string(), z.unknown()),
        community: z.record(z.string(), z.unknown()),
        recommendations: z.record(z.string(), z.unknown()),
        channels: z.record(z.string(), z.unknown()),
        digests: z.record(z.string(), z.unknown()),
      })
      .openapi("Export"),
    description: "One JSON value",
  },
  async handle({ accounts, parts, actor }) {
    const { id } = actor.account;
    const [account, beside] = await Promise.all([
      accounts.people.exportData(id),
      exportEverything(parts, id),
    ]);
    return { account, ...beside };
  },
});

export const meEndpoints = [getMe, updateMe, exportData];
