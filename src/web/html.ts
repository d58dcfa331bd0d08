import { html } from "hono/html";

export { html, raw } from "hono/html";

/** Escaped markup; what every template gives and every template may hold. */
export type Html = ReturnType<typeof html>;

/** Nothing, where markup is expected. */
export const nothing: Html = html``;
