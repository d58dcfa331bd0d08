import { AppError } from "#platform";
import type { Assets } from "./assets.ts";
import { createFrames, versionOf } from "./frames.ts";
import type { Html } from "./html.ts";
import { addVary, answerWith, createDocument, type Document } from "./http/document.ts";
import { createDocumentCache } from "./http/document-cache.ts";
import { forgetFlash } from "./http/flash.ts";
import { type ListFormat, listFormats, renderList } from "./lists/index.ts";
import { markFrame } from "./mark-frame.ts";
import { renderPage } from "./pages/layout.ts";
import type { Frame, PageContent } from "./pages/page.ts";
import type { WebParts } from "./parts.ts";
import type { ListItem, ListView } from "./views/list-view.ts";
import type { WebContext } from "./web-context.ts";

/** A list loaded for one request: the value all formats share, and the page made of it. */
interface LoadedList {
  readonly list: ListView;
  /** Papers that the page shows beside the list. */
  readonly beside?: readonly ListItem[];
  page(frame: Frame): PageContent;
  /** The part of the page that the script replaces; asked for with `fragment=1`. */
  fragment?(frame: Frame): Html;
}

export interface PageServer {
  /**
   * A page that anybody may see: rendered once per state of the papers, then kept; for whoever
   * is signed in it is rendered each time.
   */
  page(
    context: WebContext,
    make: (frame: Frame) => PageContent | Promise<PageContent>,
  ): Promise<Response>;
  /**
   * A list of papers, as a page with the site's notices above it, or in the format asked for.
   *
   * @param state what else than the papers the list depends on.
   */
  list(context: WebContext, load: () => Promise<LoadedList>, state?: string): Promise<Response>;
  /** A page for one reader or one occasion; never kept anywhere. */
  oncePage(
    context: WebContext,
    make: (frame: Frame) => PageContent | Promise<PageContent>,
    status?: number,
  ): Promise<Response>;
  /** A part of a page, for the script to put in its place; never kept anywhere. */
  oncePart(context: WebContext, make: (frame: Frame) => Html | Promise<Html>): Promise<Response>;
}

const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // Kept by anyone, but asked about each time: the strong tag makes that cheap.
  "cache-control": "public, no-cache",
  vary: "Cookie, Accept",
};
/** Made for one reader, who may keep it. */
const PERSONAL_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-cache",
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
    state = "",
  ): Promise<Response> => {
    const frame = frameOf(context);
    if (frame.viewer || frame.flash) {
      const document = await documentOf(await make(frame), PERSONAL_HEADERS);
      return said(frame, await answerWith(document, context.req.raw));
    }
    const key = `${variant} ${frame.theme ?? ""} ${frame.path}`;
    const document = await cache.get(key, `${await versionOf(parts, frame)} ${state}`, async () =>
      documentOf(await make(frame), PAGE_HEADERS),
    );
    return answerWith(document, context.req.raw);
  };

  const page: PageServer["page"] = (context, make) =>
    kept(context, "page", async (frame) => renderPage(frame, await make(frame)));

  return {
    page,
    async list(context, load, state = "") {
      const { format } = context.env;
      if (isListFormat(format)) return asFeed(renderList((await load()).list, format, parts.site));
      // `/daily.bib`: what only a paper can be.
      if (format) throw new AppError("not_found", "A list has no such format; see /feeds.");
      const isPart = wantsFragment(context);
      const notices = parts.notices();
      const told = notices.map(({ text }) => text).join("|");
      const make = async (frame: Frame) => {
        const loaded = await load();
        const seen = await markFrame(parts, frame, [
          ...loaded.list.items,
          ...(loaded.beside ?? []),
        ]);
        return isPart
          ? (loaded.fragment?.(seen) ?? "")
          : renderPage(frame, loaded.page(seen), notices);
      };
      return kept(context, isPart ? "part" : "page", make, `${state} ${told}`);
    },
    ...createOnce(frameOf),
  };
}

function createOnce(
  frameOf: (context: WebContext) => Frame,
): Pick<PageServer, "oncePart" | "oncePage"> {
  return {
    async oncePart(context, make) {
      const document = await documentOf(await make(frameOf(context)), ONCE_HEADERS);
      return answerWith(document, context.req.raw);
    },
    async oncePage(context, make, status = 200) {
      const frame = frameOf(context);
      const markup = await renderPage(frame, await make(frame));
      const document = createDocument(String(markup), ONCE_HEADERS, status);
      return said(frame, await answerWith(document, context.req.raw));
    },
  };
}

function asFeed(response: Response): Response {
  addVary(response.headers, "Accept");
  response.headers.set("cache-control", FEED_CACHE);
  return response;
}

/** What is said once is forgotten with the answer that says it. */
function said({ flash }: Frame, response: Response): Response {
  if (flash !== undefined) response.headers.append("set-cookie", forgetFlash);
  return response;
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

export function wantsFragment(context: WebContext): boolean {
  return /\btext\/html\s*;\s*fragment=1\b/.test(context.req.header("accept") ?? "");
}
