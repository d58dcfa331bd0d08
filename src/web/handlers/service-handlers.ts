import { AppError } from "#platform";
import type { Assets } from "../assets.ts";
import { answerWith } from "../http/document.ts";
import { ownPath } from "../http/own-path.ts";
import type { WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";

const YEAR_SECONDS = 31_536_000;

/** What browsers, crawlers and supervisors ask for, and the theme's cookie. */
export function createServiceHandlers(parts: WebParts, assets: Assets) {
  return {
    async "POST /theme"(context) {
      const body = await context.req.parseBody();
      const theme = body.theme === "dark" ? "dark" : "light";
      context.header("set-cookie", `theme=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`);
      return context.redirect(ownPath(body.next), 303);
    },

    "GET /assets/:name": (context) => {
      const asset = assets.find(context.req.param("name") ?? "");
      if (!asset) throw new AppError("not_found", "There is no such file.");
      return answerWith(asset, context.req.raw);
    },

    "GET /favicon.ico": (context) => context.redirect(assets.path("favicon.svg"), 302),

    "GET /opensearch.xml": (context) =>
      context.body(openSearch(parts), 200, {
        "content-type": "application/opensearchdescription+xml; charset=utf-8",
        "cache-control": "public, max-age=86400",
      }),

    "GET /robots.txt": (context) =>
      context.text(
        [
          "User-agent: *",
          "Disallow: /subscribe",
          "Disallow: /preferences",
          "Disallow: /unsubscribe",
          "Disallow: /digests",
          "Disallow: /mark",
          "Disallow: /login",
          "Disallow: /settings",
          "Disallow: /setup",
          "Disallow: /admin",
          "",
        ].join("\n"),
      ),

    "GET /healthz": (context) => context.text("ok\n", 200, { "cache-control": "no-store" }),

    async "GET /readyz"(context) {
      const state = await readiness(parts);
      return context.json(state, state.ready ? 200 : 503, {
        "cache-control": "no-store",
        "content-type": "application/json; charset=utf-8",
      });
    },
  } satisfies Partial<Handlers>;
}

/** Whether papers can be read; how far the index has come is told, but an index may lag. */
async function readiness(parts: WebParts) {
  try {
    const change = await parts.papers.lastChange();
    const { papers, seq, isCatchingUp } = parts.search.status();
    return { ready: true, papers, change, indexed: seq, isCatchingUp };
  } catch (error) {
    parts.log.error({ err: error }, "not ready");
    return { ready: false };
  }
}

function openSearch({ site }: WebParts): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${escapeXml(site.title.slice(0, 16))}</ShortName><Description>${escapeXml(`Papers on ${site.title}`)}</Description><InputEncoding>UTF-8</InputEncoding><Url type="text/html" template="${escapeXml(site.url)}/search?q={searchTerms}"/><Url type="application/atom+xml" template="${escapeXml(site.url)}/search.atom?q={searchTerms}"/></OpenSearchDescription>
`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
