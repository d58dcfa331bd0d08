import { type OpenApiDocument, renderDocs } from "../api/index.ts";
import type { PageServer } from "../page-server.ts";
import { aboutPage } from "../pages/about-page.ts";
import { archivePage } from "../pages/archive-page.ts";
import { feedsPage } from "../pages/feeds-page.ts";
import type { PageContent } from "../pages/page.ts";
import { rankingPage } from "../pages/ranking-page.ts";
import { shortcutsPage } from "../pages/shortcuts-page.ts";
import type { WebParts } from "../parts.ts";
import { loadArchiveView } from "../views/archive-view.ts";
import { type Handlers, pageNumber } from "../web-context.ts";

/** Pages about the site itself. */
export function createSiteHandlers(parts: WebParts, server: PageServer, api: OpenApiDocument) {
  return {
    "GET /archive": (context) =>
      server.page(context, async () =>
        archivePage(await loadArchiveView(parts, pageNumber(context))),
      ),
    "GET /feeds": (context) => server.page(context, feedsPage),
    "GET /about": (context) => server.page(context, aboutPage),
    "GET /ranking": (context) =>
      server.page(context, () => rankingPage(parts.community?.votes.rules)),
    "GET /shortcuts": (context) => server.page(context, shortcutsPage),
    "GET /docs": (context) => server.page(context, () => docsPage(api)),
  } satisfies Partial<Handlers>;
}

function docsPage(api: OpenApiDocument): PageContent {
  return {
    title: "API",
    description: "Papers, editions and search as JSON.",
    main: renderDocs(api),
  };
}
