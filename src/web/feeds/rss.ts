import { formatPath } from "../lists/formats.ts";
import type { ListView, Site } from "../views/list-view.ts";
import { feedUpdated } from "./atom.ts";
import { type FeedEntry, feedEntry } from "./feed-entry.ts";
import { cdataElement, element, emptyElement, escapeXml, textElement } from "./xml.ts";

const namespaces = {
  version: "2.0",
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
};

/** The list as RSS 2.0, with the additions of the RSS Best Practices Profile. */
export function renderRss(view: ListView, site: Site): string {
  const atomLink = (rel: string, path: string) =>
    emptyElement("atom:link", {
      rel,
      type: "application/rss+xml",
      href: site.url + formatPath(path, "rss"),
    });
  const lines = [
    textElement("title", view.title),
    textElement("link", site.url + view.path),
    textElement("description", view.subtitle || view.title),
    textElement("lastBuildDate", feedUpdated(view).toUTCString()),
    textElement("generator", "Broadsheet"),
    textElement("docs", "https://www.rssboard.org/rss-specification"),
    atomLink("self", view.path),
    ...(view.nextPath ? [atomLink("next", view.nextPath)] : []),
    ...view.items.map((item) => renderItem(feedEntry(item, site))),
  ];
  const channel = element("channel", `\n${lines.join("\n")}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element("rss", `\n${channel}\n`, namespaces)}\n`;
}

function renderItem(entry: FeedEntry): string {
  const lines = [
    textElement("title", entry.title),
    textElement("link", entry.url),
    textElement("guid", entry.id, { isPermaLink: "false" }),
    textElement("pubDate", entry.published.toUTCString()),
    ...entry.authors.map((name) => textElement("dc:creator", name)),
    ...entry.categories.map((name) => textElement("category", name)),
    // Both hold HTML: the text is escaped for HTML, then the whole for XML.
    ...(entry.summary ? [textElement("description", escapeXml(entry.summary))] : []),
    cdataElement("content:encoded", entry.contentHtml),
  ];
  return element("item", `\n${lines.join("\n")}\n`);
}
