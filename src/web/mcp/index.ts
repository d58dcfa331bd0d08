/**
 * mcp — the site for language models: the Model Context Protocol over streamable HTTP.
 *
 * Without state: each request stands for itself. How it is used: docs/mcp.md
 *
 * @module
 */
export { createMcp } from "./create-mcp.ts";
