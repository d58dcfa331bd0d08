import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Site } from "../views/list-view.ts";
import type { WebEnvironment } from "../web-context.ts";
import { exampleValue, operationsOf, type Schema } from "./examples.ts";

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const description = `Papers, editions and search as JSON, and everything that people do with them. Reading needs no account and no key.

Under \`/daily_papers\`, \`/papers\`, \`/arxiv\` and \`/settings\` stands the Daily Papers API: a client made for it changes only its base address. Under \`/v1\` stands our own, whose lists are the same as every page's \`.json\`.

Whoever writes sends a token of their account: \`Authorization: Bearer dp_…\`. It is made under \`/settings/tokens\`, shown once, lasts a year at most, and may what its scopes name: \`read\`, \`vote\`, \`library\`, \`comment\`, \`submit\`, \`moderate\`. Pages of this site may send their session instead.

A failure is a problem of RFC 9457: \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\`, and \`errors\` for single fields; \`error\` holds \`detail\` again. Parameters that are not named here are ignored; fields of a body that are not named here are refused. Bodies are JSON of at most 64 KiB.

\`RateLimit\` and \`RateLimit-Policy\` tell how many requests are left; a 429 says in \`Retry-After\` how many seconds to wait. A POST with an \`Idempotency-Key\` may be sent again: the answer is that of the first time. Lists that are written to have \`items\`, and \`nextUrl\` while there are more. Instants are UTC ISO 8601, days are days of the site's time zone.`;

export const tags = {
  dailyPapers: "Daily Papers",
  papers: "Papers",
  me: "Me",
  library: "Library",
  recommendations: "Recommendations",
  comments: "Comments",
  contributions: "Contributions",
  people: "People",
  moderation: "Moderation",
} as const;

const tagTexts: Readonly<Record<keyof typeof tags, string>> = {
  dailyPapers: "The Daily Papers API",
  papers: "Our own API, version 1: papers, editions and search",
  me: "One's own account",
  library: "Votes, marks, collections and follows",
  recommendations: "Papers for one reader, and what they like to read about",
  comments: "Comments and reactions",
  contributions: "Submissions, author claims and links",
  people: "What everybody may see of others",
  moderation: "The public log, and what moderators do",
};

/** The OpenAPI 3.1 document of the routes registered on `app`. */
export function describeApi(app: OpenAPIHono<WebEnvironment>, site: Site): OpenApiDocument {
  registerSecurity(app, site);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: `${site.title} API`, version: "1", description },
    servers: [{ url: `${site.url}/api` }],
    tags: Object.entries(tags).map(([key, name]) => ({
      name,
      description: tagTexts[key as keyof typeof tags],
    })),
  });
  giveExamples(document);
  const paths = Object.entries(document.paths ?? {});
  return {
    ...document,
    paths: Object.fromEntries(paths.map(([path, item]) => [path.replaceAll("{.+}", ""), item])),
  };
}

/** Every body that can be sent has an example that can be sent. */
function giveExamples({ paths }: OpenApiDocument): void {
  for (const { operation } of operationsOf(paths)) {
    const body: { schema?: Schema; example?: unknown } | undefined =
      operation.requestBody?.content["application/json"];
    if (body?.schema) body.example = exampleValue(body.schema);
  }
}

function registerSecurity(app: OpenAPIHono<WebEnvironment>, site: Site): void {
  const registry = app.openAPIRegistry;
  if (registry.definitions.some(({ type }) => type === "component")) return;
  registry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "dp_…",
    description: "A token of one's account, with the scopes it was made with",
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: site.url.startsWith("https:") ? "__Host-session" : "session",
    description: "Whoever is signed in; writes only from pages of this site",
  });
}
