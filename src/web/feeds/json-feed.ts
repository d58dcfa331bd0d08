import { formatPath } from "../lists/formats.ts";
import type { ListItem, ListView, Site } from "../views/list-view.ts";
import { feedEntry } from "./feed-entry.ts";

/** The list as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function renderJsonFeed(view: ListView, site: Site): string {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: view.title,
    home_page_url: site.url + view.path,
    feed_url: site.url + formatPath(view.path, "feed.json"),
    ...(view.subtitle && { description: view.subtitle }),
    ...(view.nextPath && { next_url: site.url + formatPath(view.nextPath, "feed.json") }),
    authors: [{ name: site.title, url: site.url }],
    items: view.items.map((item) => jsonFeedItem(item, site)),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

function jsonFeedItem(item: ListItem, site: Site) {
  const entry = feedEntry(item, site);
  return {
    id: entry.id,
    url: entry.url,
    ...(entry.externalUrl && { external_url: entry.externalUrl }),
    title: entry.title,
    ...(entry.summary && { summary: entry.summary }),
    content_html: entry.contentHtml,
    date_published: entry.published.toISOString(),
    date_modified: entry.updated.toISOString(),
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.categories.length > 0 && { tags: entry.categories }),
  };
}
