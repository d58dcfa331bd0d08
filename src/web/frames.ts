import { dayOf } from "#platform";
import type { Assets } from "./assets.ts";
import { readFlash } from "./http/flash.ts";
import type { Frame, Theme } from "./pages/page.ts";
import type { WebParts } from "./parts.ts";
import type { WebContext } from "./web-context.ts";

/** Makes what every page is told from the state of the site and the request. */
export function createFrames(parts: WebParts, assets: Assets): (context: WebContext) => Frame {
  return (context) => ({
    site: parts.site,
    theme: themeOf(context),
    path: pathOf(context),
    today: dayOf(parts.clock.now(), parts.site.timeZone),
    paperCount: parts.search.status().papers,
    isOpen: parts.accounts !== undefined && parts.community !== undefined,
    viewer: context.get("viewer"),
    flash: readFlash(context),
    marks: new Map(),
    asset: assets.path,
  });
}

/** Everything a page may depend on beside its address; a new value renders it anew. */
export async function versionOf(parts: WebParts, frame: Frame): Promise<string> {
  const { seq, papers, fitted } = parts.search.status();
  return [await parts.papers.lastChange(), seq, papers, fitted?.identity, frame.today].join("/");
}

function themeOf(context: WebContext): Theme | undefined {
  const match = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(context.req.header("cookie") ?? "");
  return match?.[1] as Theme | undefined;
}

function pathOf(context: WebContext): string {
  const { pathname, search } = new URL(context.req.url);
  return pathname + search;
}
