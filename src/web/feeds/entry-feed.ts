import type { ListFormat } from "../lists/formats.ts";
import { formatPath } from "../lists/formats.ts";
import { respond } from "../lists/respond.ts";
import type { Site } from "../views/list-view.ts";
import { tagUri } from "./identifiers.ts";
import { cdataElement, element, emptyElement, removeForbidden, textElement } from "./xml.ts";

/** Something that was said or done, for feeds of other things than papers. */
export interface Entry {
  /** Stable name, for ids: `comments/abc`. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly author: string;
  /** ISO 8601. */
  readonly published: string;
  readonly updated: string;
  /** Safe markup. */
  readonly html: string;
  /** The same for a reader of plain text, as Markdown. */
  readonly markdown: string;
}

export interface EntryList {
  readonly title: string;
  /** Of the page; the feed's own address is made of it. */
  readonly path: string;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** What `.json` holds. */
  readonly json: unknown;
}

/** The list in the format asked for. */
export function renderEntries(list: EntryList, format: ListFormat, site: Site): Response {
  const body = {
    atom: () => atom(list, site),
    rss: () => rss(list, site),
    "feed.json": () => `${JSON.stringify(jsonFeed(list, site), null, 2)}\n`,
    json: () => `${JSON.stringify(list.json, null, 2)}\n`,
    md: () => markdown(list),
  }[format]();
  return respond(body, format, { "cache-control": "public, max-age=60", vary: "Accept" });
}

function updatedOf({ entries }: EntryList): string {
  return (
    entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), "") ||
    new Date(0).toISOString()
  );
}

function atom(list: EntryList, site: Site): string {
  const link = (rel: string, href: string, type: string): string =>
    emptyElement("link", { rel, type, href });
  const lines = [
    textElement("id", tagUri(site, list.path.slice(1))),
    textElement("title", list.title),
    textElement("updated", updatedOf(list)),
    element("author", textElement("name", site.title)),
    textElement("generator", "Broadsheet"),
    link("self", site.url + formatPath(list.path, "atom"), "application/atom+xml"),
    link("alternate", site.url + list.path, "text/html"),
    ...list.entries.map((entry) =>
      element(
        "entry",
        [
          textElement("id", tagUri(site, entry.name)),
          textElement("title", entry.title),
          link("alternate", site.url + entry.path, "text/html"),
          textElement("published", entry.published),
          textElement("updated", entry.updated),
          element("author", textElement("name", entry.author)),
          // Escaped: MathML needs a namespace of its own that the markup does not name.
          textElement("content", entry.html, { type: "html" }),
        ].join("\n"),
      ),
    ),
  ];
  const feed = element("feed", `\n${lines.join("\n")}\n`, {
    xmlns: "http://www.w3.org/2005/Atom",
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`;
}

function rss(list: EntryList, site: Site): string {
  const items = list.entries.map((entry) =>
    element(
      "item",
      [
        textElement("title", entry.title),
        textElement("link", site.url + entry.path),
        textElement("guid", tagUri(site, entry.name), { isPermaLink: "false" }),
        textElement("pubDate", new Date(entry.published).toUTCString()),
        textElement("dc:creator", entry.author),
        cdataElement("content:encoded", removeForbidden(entry.html)),
      ].join("\n"),
    ),
  );
  const channel = [
    textElement("title", list.title),
    textElement("link", site.url + list.path),
    textElement("description", list.title),
    textElement("lastBuildDate", new Date(updatedOf(list)).toUTCString()),
    emptyElement("atom:link", {
      rel: "self",
      type: "application/rss+xml",
      href: site.url + formatPath(list.path, "rss"),
    }),
    ...items,
  ];
  const feed = element("rss", `\n${element("channel", `\n${channel.join("\n")}\n`)}\n`, {
    version: "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`;
}

function jsonFeed(list: EntryList, site: Site) {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: list.title,
    home_page_url: site.url + list.path,
    feed_url: site.url + formatPath(list.path, "feed.json"),
    items: list.entries.map((entry) => ({
      id: tagUri(site, entry.name),
      url: site.url + entry.path,
      title: entry.title,
      content_html: entry.html,
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
    })),
  };
}

function markdown({ title, entries }: EntryList): string {
  return `${[`# ${title}`, ...entries.map((entry) => entry.markdown)].join("\n\n")}\n`;
}
