import { z } from "@hono/zod-openapi";
import { scopes, type TokenSummary } from "#accounts";
import { AppError } from "#platform";
import { offeredScopes } from "../../http/passkey-duty.ts";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { integerParameter } from "../parameters.ts";

const tag = tags.me;
const description = "Only whoever is signed in; no token does.";
const instant = z.iso.datetime();

const tokenSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    scopes: z.array(z.enum(scopes)),
    createdAt: instant,
    expiresAt: instant,
    usedAt: instant.optional(),
  })
  .openapi("Token");

function tokenJson({ tokenId, label, scopes: may, createdAt, expiresAt, usedAt }: TokenSummary) {
  const used = usedAt === undefined ? {} : { usedAt };
  return { id: tokenId, label, scopes: [...may], createdAt, expiresAt, ...used };
}

const listTokens = endpoint({
  method: "get",
  path: "/v1/me/tokens",
  operationId: "listTokens",
  tag,
  summary: "One's tokens, without their secrets",
  description,
  access: "reader",
  answer: {
    schema: z.object({ items: z.array(tokenSchema) }).openapi("TokenList"),
    description: "The tokens",
  },
  handle: async ({ accounts, actor }) => ({
    items: (await accounts.tokens.list(actor.account.id)).map(tokenJson),
  }),
});

const createToken = endpoint({
  method: "post",
  path: "/v1/me/tokens",
  operationId: "createToken",
  tag,
  summary: "Make a token; its secret is told this once",
  description: "Only whoever has signed in within the last ten minutes; no token does.",
  access: "reader",
  isSensitive: true,
  limit: "account",
  body: z.strictObject({
    label: z.string().trim().min(1).max(100).openapi({ example: "Reading list" }),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .openapi({ example: ["read", "vote"] }),
    days: integerParameter({ min: 1, max: 365, default: 90, description: "Days it lasts" }),
  }),
  answer: {
    status: 201,
    schema: z.object({ secret: z.string(), token: tokenSchema }).openapi("NewToken"),
    description: "The token with its secret",
  },
  async handle({ accounts, actor, viewer, body }) {
    const offered = viewer ? offeredScopes(viewer) : [];
    if (!body.scopes.every((scope) => offered.includes(scope))) {
      throw new AppError("forbidden", `You can give a token: ${offered.join(", ")}.`);
    }
    const wanted = { ...body, scopes: [...new Set(body.scopes)] };
    const { secret, token } = await accounts.tokens.create(actor.account.id, wanted);
    return { secret, token: tokenJson(token) };
  },
});

const revokeToken = endpoint({
  method: "delete",
  path: "/v1/me/tokens/{tokenId}",
  operationId: "revokeToken",
  tag,
  summary: "Revoke a token",
  description,
  access: "reader",
  limit: "account",
  params: z.object({
    tokenId: z
      .string()
      .regex(/^[\w-]{1,64}$/, "is no id of a token")
      .openapi({ param: { name: "tokenId", in: "path" }, example: "t0K3n1dAbCdEfGhI" }),
  }),
  answer: { description: "It is worth nothing any more" },
  handle: ({ accounts, actor, params }) => accounts.tokens.revoke(actor.account.id, params.tokenId),
});

export const tokenEndpoints = [listTokens, createToken, revokeToken];
