/**
 * api — the JSON API: the Daily Papers API, and our own `/v1` for everything the pages do.
 *
 * @module
 */
export { createApi, endpoints } from "./api.ts";
export type { ApiParts } from "./api-parts.ts";
export { renderDocs } from "./docs-page.ts";
export { problemResponse } from "./framework/problem.ts";
export { describeApi, type OpenApiDocument } from "./openapi.ts";
