/**
 * api — the JSON API: the read surface of the Daily Papers API, and our own `/v1`.
 *
 * @module
 */
export { createApi } from "./api.ts";
export { renderDocs } from "./docs-page.ts";
export { describeApi, type OpenApiDocument } from "./openapi.ts";
