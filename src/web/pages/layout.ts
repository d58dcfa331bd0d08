import { type Html, html } from "../html.ts";
import { formatPath } from "../lists/index.ts";
import type { Notice } from "../parts.ts";
import { iconSheet } from "./icons.ts";
import { libraryForm } from "./library/paper-buttons.ts";
import { masthead, siteFooter } from "./masthead.ts";
import type { Frame, PageContent } from "./page.ts";

/** The whole document around a page's own content; `notices` stand above it. */
export function renderPage(frame: Frame, page: PageContent, notices: readonly Notice[] = []): Html {
  return html`<!doctype html>
<html lang="en"${frame.theme ? html` data-theme="${frame.theme}"` : ""}${hasNoKeys(frame) ? html` data-keys="off"` : ""}>
<head>${head(frame, page)}</head>
<body><a class="skip" href="#main">${page.skip ?? "Skip to the page"}</a>
${iconSheet(page.icons ?? [])}
${masthead(frame, page)}
<main id="main">${flash(frame)}${noticeList(notices)}${page.main}${libraryForm(frame)}</main>
${siteFooter(frame)}
</body></html>`;
}

function hasNoKeys({ viewer }: Frame): boolean {
  return viewer?.account.preferences.shortcuts === false;
}

function head(frame: Frame, page: PageContent): Html {
  const { site, asset } = frame;
  const title = page.title === site.title ? site.title : `${page.title} — ${site.title}`;
  return html`<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><meta name="description" content="${page.description}"><meta name="color-scheme" content="light dark"><meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf9f4"><meta name="theme-color" media="(prefers-color-scheme: dark)" content="#15140f">${page.isPrivate ? html`<meta name="robots" content="noindex">` : ""}<link rel="preload" href="${asset("newsreader-d.woff2")}" as="font" type="font/woff2" crossorigin><link rel="icon" type="image/svg+xml" href="${asset("favicon.svg")}"><link rel="stylesheet" href="${asset("app.css")}"><link rel="search" type="application/opensearchdescription+xml" title="${site.title}" href="/opensearch.xml">${feedLinks(page)}${page.head ?? ""}<script type="module" src="${asset("app.js")}"></script>`;
}

const feedTypes = [
  ["atom", "application/atom+xml"],
  ["feed.json", "application/feed+json"],
] as const;

function feedLinks({ feed }: PageContent): Html[] {
  if (!feed) return [];
  return feedTypes.map(
    ([format, type]) =>
      html`<link rel="alternate" type="${type}" title="${feed.title}" href="${formatPath(feed.path, format)}">`,
  );
}

function flash({ flash: text }: Frame): Html | "" {
  return text ? html`<p class="flash" role="status">${text}</p>` : "";
}

function noticeList(notices: readonly Notice[]): Html | "" {
  if (notices.length === 0) return "";
  return html`<ul class="notices" aria-label="Notices">${notices.map(({ kind, text }) => html`<li class="${kind}">${text}</li>`)}</ul>`;
}
