import { feedUpdated, renderAtom } from "../feeds/atom.ts";
import { renderJsonFeed } from "../feeds/json-feed.ts";
import { renderRss } from "../feeds/rss.ts";
import type { ListView, Site } from "../views/list-view.ts";
import type { ListFormat } from "./formats.ts";
import { listJson } from "./list-json.ts";
import { renderListMarkdown } from "./markdown.ts";
import { respond } from "./respond.ts";

/** A list of papers in one of its formats. The same view gives the same bytes. */
export function renderList(view: ListView, format: ListFormat, site: Site): Response {
  return respond(renderBody(view, format, site), format, {
    "last-modified": feedUpdated(view).toUTCString(),
  });
}

function renderBody(view: ListView, format: ListFormat, site: Site): string {
  switch (format) {
    case "atom":
      return renderAtom(view, site);
    case "rss":
      return renderRss(view, site);
    case "feed.json":
      return renderJsonFeed(view, site);
    case "json":
      return `${JSON.stringify(listJson(view, site), null, 2)}\n`;
    case "md":
      return renderListMarkdown(view, site);
  }
}
