import type { Site } from "../views/list-view.ts";

// A tag URI names a year in which its host was the site's; it never changes afterwards.
const TAG_YEAR = "2026";

/**
 * A name that stays the same whatever address the site is read at (RFC 4151), such as
 * `tag:papers.example.org,2026:papers/2509.01234`.
 */
export function tagUri(site: Site, name: string): string {
  const specific = encodeURI(name.toWellFormed()).replaceAll("#", "%23");
  return `tag:${authorityOf(site.url)},${TAG_YEAR}:${specific}`;
}

const authorities = new Map<string, string>();

function authorityOf(url: string): string {
  let authority = authorities.get(url);
  if (authority === undefined) {
    const host = URL.canParse(url) ? new URL(url).hostname : "";
    authority = /^[a-z0-9.-]+$/i.test(host) ? host : "localhost";
    authorities.set(url, authority);
  }
  return authority;
}
