import { type Html, html } from "../html.ts";
import type { PageContent } from "./page.ts";

/** A page of a few sentences or one form; not for search engines. */
export function simplePage(page: {
  readonly title: string;
  readonly description: string;
  readonly heading: string;
  readonly body: Html;
  readonly head?: Html;
}): PageContent {
  return {
    title: page.title,
    description: page.description,
    isPrivate: true,
    ...(page.head ? { head: page.head } : {}),
    main: html`<div class="prose"><header class="headline"><h1>${page.heading}</h1></header>${page.body}</div>`,
  };
}
