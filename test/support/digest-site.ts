import { createWeb, type WebParts } from "#web";
import { aWeekOfPapers } from "./web-papers.ts";
import { webParts } from "./web-parts.ts";

export const ORIGIN = "http://127.0.0.1:3000";

/** A site with these parts, and ways to look at it and to send its forms. */
export function siteWith(parts: Partial<WebParts>) {
  const web = createWeb(webParts(aWeekOfPapers(), parts));
  const get = async (path: string) => web.fetch(new Request(ORIGIN + path));
  const post = async (path: string, fields: Record<string, string>, headers = {}) =>
    web.fetch(
      new Request(ORIGIN + path, {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin", ...headers },
        body: new URLSearchParams(fields),
      }),
    );
  const page = async (path: string) => (await get(path)).text();
  return { get, post, page };
}
