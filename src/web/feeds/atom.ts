import { formatPath } from "../lists/formats.ts";
import { findInstant } from "../lists/instants.ts";
import type { ListView, Site } from "../views/list-view.ts";
import { type FeedEntry, feedEntry } from "./feed-entry.ts";
import { tagUri } from "./identifiers.ts";
import { element, emptyElement, textElement } from "./xml.ts";

const TYPE = "application/atom+xml";

/** The list as an Atom feed (RFC 4287), paged by `next` links (RFC 5005, section 3). */
export function renderAtom(view: ListView, site: Site): string {
  const lines = [
    textElement("id", tagUri(site, view.name)),
    textElement("title", view.title),
    ...(view.subtitle ? [textElement("subtitle", view.subtitle)] : []),
    textElement("updated", feedUpdated(view).toISOString()),
    element("author", textElement("name", site.title) + textElement("uri", site.url)),
    textElement("generator", "Broadsheet"),
    link("self", site.url + formatPath(view.path, "atom"), TYPE),
    link("alternate", site.url + view.path, "text/html"),
    ...(view.nextPath ? [link("next", site.url + formatPath(view.nextPath, "atom"), TYPE)] : []),
    ...view.items.map((item) => renderEntry(feedEntry(item, site))),
  ];
  const feed = element("feed", `\n${lines.join("\n")}\n`, {
    xmlns: "http://www.w3.org/2005/Atom",
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`;
}

export function feedUpdated(view: ListView): Date {
  return findInstant(view.updatedAt) ?? new Date(0);
}

function renderEntry(entry: FeedEntry): string {
  const lines = [
    textElement("id", entry.id),
    textElement("title", entry.title),
    link("alternate", entry.url, "text/html"),
    ...(entry.externalUrl ? [link("related", entry.externalUrl, undefined)] : []),
    textElement("published", entry.published.toISOString()),
    textElement("updated", entry.updated.toISOString()),
    ...entry.authors.map((name) => element("author", textElement("name", name))),
    ...entry.categories.map((term) => emptyElement("category", { term })),
    element("content", renderXhtml(entry.contentHtml), { type: "xhtml" }),
  ];
  return element("entry", `\n${lines.join("\n")}\n`);
}

function renderXhtml(markup: string): string {
  return element("div", markup, { xmlns: "http://www.w3.org/1999/xhtml" });
}

function link(rel: string, href: string, type: string | undefined): string {
  return emptyElement("link", { rel, type, href });
}
