import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Site } from "../views/list-view.ts";

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const description = `Papers, editions and search as JSON. Reading needs no account and no key.

Under \`/daily_papers\`, \`/papers\` and \`/arxiv\` stands the read surface of the Daily Papers API: a client made for it changes only its base address. Under \`/v1\` stands our own, whose lists are the same as every page's \`.json\`.

A failure is told as \`{"error": "…"}\` with status 400, 404, 429 or 503. Parameters that are not named here are ignored. Instants are UTC ISO 8601, days are days of the site's time zone.`;

/** The OpenAPI 3.1 document of the routes registered on `app`. */
export function describeApi(app: OpenAPIHono, site: Site): OpenApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: `${site.title} API`, version: "1", description },
    servers: [{ url: `${site.url}/api` }],
    tags: [
      { name: "Daily Papers", description: "The read surface of the Daily Papers API" },
      { name: "Broadsheet", description: "Our own API, version 1" },
    ],
  });
  const paths = Object.entries(document.paths ?? {});
  return {
    ...document,
    paths: Object.fromEntries(paths.map(([path, item]) => [path.replaceAll("{.+}", ""), item])),
  };
}
