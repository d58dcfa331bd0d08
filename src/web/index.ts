/**
 * web — pages, JSON API and feeds: one view, several renderings.
 *
 * Every list is loaded once as a `ListView` and shown as a page, a feed, JSON or Markdown.
 * Pages work without scripts; anonymous pages are rendered once per state of the papers.
 * Owns no table. What the pages are and how they are built: docs/web.md
 *
 * @module
 */
export type { Notice, SubscriberDesk, WebParts } from "./parts.ts";
export { type Access, routes } from "./routes.ts";
export type { Site } from "./views/list-view.ts";
export { createWeb, type Web } from "./web.ts";
