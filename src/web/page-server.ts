import { AppError } from "#platform";
import type { Assets } from "./assets.ts";
import { createFrames, versionOf } from "./frames.ts";
import type { Html } from "./html.ts";
import { addVary, answerWith, createDocument, type Document } from "./http/document.ts";
import { createDocumentCache } from "./http/document-cache.ts";
import { type ListFormat, listFormats, renderList } from "./lists/index.ts";
import { renderPage } from "./pages/layout.ts";
import type { Frame, PageContent } from "./pages/page.ts";
import type { WebParts } from "./parts.ts";
import type { ListView } from "./views/list-view.ts";
import type { WebContext } from "./web-context.ts";

/** A list loaded for one request: the value all formats share, and the page made of it. */
interface LoadedList {
  readonly list: ListView;
  page(frame: Frame): PageContent;
  /** The part of the page that the script replaces; asked for with `fragment=1`. */
  fragment?(): Html;
}

export interface PageServer {
  /** A page that anybody may see: rendered once per state of the papers, then kept. */
  page(
    context: WebContext,
    make: (frame: Frame) => PageContent | Promise<PageContent>,
  ): Promise<Response>;
  /** A list, as a page or in the format asked for. */
  list(context: WebContext, load: () => Promise<LoadedList>): Promise<Response>;
  /** A page for one reader or one occasion; never kept anywhere. */
  oncePage(
    context: WebContext,
    make: (frame: Frame) => PageContent | Promise<PageContent>,
    status?: number,
  ): Promise<Response>;
}

const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // Kept by anyone, but asked about each time: the strong tag makes that cheap.
  "cache-control": "public, no-cache",
  vary: "Cookie, Accept",
};
/** Feed readers come often; a minute spares both sides, and the tag does the rest. */
const FEED_CACHE = "public, max-age=60";
const ONCE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
};

export function createPageServer(parts: WebParts, assets: Assets): PageServer {
  const cache = createDocumentCache();

  const frameOf = createFrames(parts, assets);

  const kept = async (
    context: WebContext,
    variant: string,
    make: (frame: Frame) => Promise<Html | string>,
  ): Promise<Response> => {
    const frame = frameOf(context);
    const key = `${variant} ${frame.theme ?? ""} ${frame.path}`;
    const document = await cache.get(key, await versionOf(parts, frame), async () =>
      documentOf(await make(frame), PAGE_HEADERS),
    );
    return answerWith(document, context.req.raw);
  };

  const page: PageServer["page"] = (context, make) =>
    kept(context, "page", async (frame) => renderPage(frame, await make(frame)));

  return {
    page,
    async list(context, load) {
      const { format } = context.env;
      if (isListFormat(format)) {
        const response = renderList((await load()).list, format, parts.site);
        addVary(response.headers, "Accept");
        response.headers.set("cache-control", FEED_CACHE);
        return response;
      }
      // `/daily.bib`: what only a paper can be.
      if (format) throw new AppError("not_found", "A list has no such format; see /feeds.");
      if (wantsFragment(context)) {
        return kept(context, "part", async () => (await load()).fragment?.() ?? "");
      }
      return page(context, async (frame) => (await load()).page(frame));
    },
    async oncePage(context, make, status = 200) {
      const frame = frameOf(context);
      const markup = await renderPage(frame, await make(frame));
      return answerWith(createDocument(String(markup), ONCE_HEADERS, status), context.req.raw);
    },
  };
}

async function documentOf(
  markup: Html | string,
  headers: Readonly<Record<string, string>>,
): Promise<Document> {
  return createDocument(String(await markup), headers);
}

function isListFormat(format: string | undefined): format is ListFormat {
  return (listFormats as readonly (string | undefined)[]).includes(format);
}

function wantsFragment(context: WebContext): boolean {
  return /\btext\/html\s*;\s*fragment=1\b/.test(context.req.header("accept") ?? "");
}
