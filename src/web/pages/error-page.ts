import type { Period } from "#editions";
import { addresses } from "../addresses.ts";
import { longPeriod } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { icon } from "./icons.ts";
import type { PageContent } from "./page.ts";

export interface ErrorView {
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
  /** The edition nearest to the date in the address, when it has one. */
  readonly nearest?: Period | undefined;
}

const headings: Readonly<Record<number, string>> = {
  400: "That can not be done as asked",
  401: "You are not signed in",
  403: "That is not allowed",
  404: "There is nothing at this address",
  405: "This address does not take that",
  409: "That contradicts what is here",
  413: "That is too much at once",
  414: "That address is too long",
  429: "Too many requests",
  500: "Something broke on our side",
  503: "Not possible for now",
};

/** Every failure as a page: what is wrong, and what to do about it. */
export function errorPage(view: ErrorView): PageContent {
  const { status, message } = view;
  const heading = headings[status] ?? "That did not work";
  const says = message.replace(/\.$/, "") === heading ? "" : html`<p>${message}</p>`;
  return {
    title: `${status}: ${heading}`,
    description: heading,
    hasQuery: status === 404,
    isPrivate: true,
    main: html`${status === 404 ? searchForm() : ""}<div class="prose"><header class="headline"><p class="kicker">${status}</p><h1>${heading}</h1></header>${says}${advice(view)}</div>`,
  };
}

function searchForm(): Html {
  return html`<form class="query" role="search" action="/search" aria-label="Papers"><label class="vh" for="q">Search papers</label>${icon("find")}<input id="q" type="search" name="q" placeholder="Search for it" aria-keyshortcuts="/"><button class="btn">Search</button></form>`;
}

function advice({ status, requestId, nearest }: ErrorView): Html {
  if (status === 404) {
    const edition = nearest
      ? html`<li><a href="${addresses.edition(nearest)}">${longPeriod(nearest)}</a><span>nearest edition</span></li>`
      : "";
    return html`<ul class="facts">${edition}<li><a href="/">The newest edition</a></li><li><a href="/archive">All editions</a></li></ul>`;
  }
  if (status >= 500) {
    const what = status === 500 ? "It has been written to the log" : "Please try again in a minute";
    return html`<p>${what}. When you report it, name this request: <code>${requestId}</code></p><p><a class="go" href="/">The newest edition</a></p>`;
  }
  if (status === 429) return html`<p>Please wait a minute and try again.</p>`;
  return html`<p><a class="go" href="/">The newest edition</a></p>`;
}
