import { firstDay, lastDay, periodsOfDay } from "#editions";
import type { Subject } from "#picks";
import type { Day } from "#platform";

/** Edition days, both included. */
export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** Where the site shows what a post is taken from. */
export function listUrl(siteUrl: string, { kind, target }: Subject, span: Span): string {
  const slug = encodeURIComponent(target);
  const search = (query: Record<string, string> | string) =>
    `${siteUrl}/search?${new URLSearchParams(query)}`;
  switch (kind) {
    case "edition":
      return editionUrl(siteUrl, span);
    case "category":
      return search({ category: target, sort: "new" });
    case "topic":
      return search({ q: target, sort: "new" });
    case "search":
      return search(target);
    case "author":
      return `${siteUrl}/authors/${slug}`;
    case "org":
      return `${siteUrl}/orgs/${slug}`;
    case "collection":
      return `${siteUrl}/collections/${slug}`;
    case "for-me":
      return `${siteUrl}/for-you`;
    case "replies":
      return `${siteUrl}/comments`;
    case "field":
      return editionUrl(siteUrl, span);
  }
}

function editionUrl(siteUrl: string, { from, until }: Span): string {
  if (from === until) return `${siteUrl}/daily/${until}`;
  const { week } = periodsOfDay(until);
  const isWeek = firstDay(week) === from && lastDay(week) === until;
  return isWeek ? `${siteUrl}/weekly/${week}` : `${siteUrl}/archive`;
}

/** "Friday, 20 November 2026" or "16 November 2026 – 22 November 2026" */
export function datelineOf({ from, until }: Span): string {
  const day = (of: Day) => format(of, { day: "numeric", month: "long", year: "numeric" });
  if (from === until) return `${format(until, { weekday: "long" })}, ${day(until)}`;
  return `${day(from)} – ${day(until)}`;
}

function format(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(new Date(day));
}
