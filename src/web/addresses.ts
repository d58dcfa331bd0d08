import { type EditionSort, type Period, periodKind } from "#editions";
import { type PaperId, slugOf } from "#papers";
import type { TrendingWindow } from "#ranking";
import { escapeSuffix, paperPath } from "./lists/index.ts";

/**
 * Every address of the site is built here: paths from the root, ready for an attribute.
 * The search page's own address, which carries a state, is in `search/address/search-state.ts`.
 */
export const addresses = {
  edition(period: Period, options: { sort?: EditionSort; page?: number } = {}): string {
    const folder = { day: "daily", week: "weekly", month: "monthly" }[periodKind(period)];
    return withQuery(`/${folder}/${period}`, {
      sort: options.sort === "votes" ? undefined : options.sort,
      page: options.page && options.page > 1 ? options.page : undefined,
    });
  },
  trending(options: { window?: TrendingWindow; page?: number } = {}): string {
    return withQuery("/trending", {
      window: options.window === "1d" ? undefined : options.window,
      page: options.page && options.page > 1 ? options.page : undefined,
    });
  },
  hot: (page = 1): string => withQuery("/hot", { page: page > 1 ? page : undefined }),
  editEdition: (period: Period): string => `/admin/editions/${period}`,
  /** Ids hold slashes and colons, which stay readable; an id ending like a format is escaped. */
  paper: (id: PaperId): string => paperPath(id),
  similar: (id: PaperId): string => `${paperPath(id)}/similar`,
  /** A search for papers like this one; more ids may be written behind it. */
  like: (id: PaperId): string => withQuery("/search", { q: `like:${id}` }),
  author: (name: string): string => escapeSuffix(`/authors/${encodeURIComponent(slugOf(name))}`),
  organization: (name: string): string => escapeSuffix(`/orgs/${encodeURIComponent(slugOf(name))}`),
  category: (name: string): string => withQuery("/search", { category: name }),
  venue: (name: string): string => withQuery("/search", { venue: name }),
  keyword: (word: string): string => withQuery("/search", { q: `"${word.replaceAll('"', "")}"` }),
  claim: (id: PaperId): string => `${paperPath(id)}/claim`,
  login: (next: string): string => withQuery("/login", { next: next === "/" ? undefined : next }),
  /** Where a form about a paper goes: `vote`, `bookmark`, `read`, `hide`, `collect`. */
  act: (id: PaperId, action: string): string => `${paperPath(id)}/${action}`,
  comment: (id: string): string => `/comments/${id}`,
  commentOn: (paper: PaperId, id: string): string => `${paperPath(paper)}#c-${id}`,
  collection: (id: string): string => `/collections/${id}`,
  person: (name: string): string => `/@${name}`,
  /** The issues of a digest, for whoever has its token. */
  digest: (readToken: string): string => `/digests/${readToken}`,
  issue: (readToken: string, period: string): string => `/digests/${readToken}/${period}`,
  /** A form that asks for a digest of this. */
  bring: (path: "/subscribe" | "/settings/digests", kind: string, target: string): string =>
    withQuery(path, { kind, target }),
  withToken: (path: string, token: string): string => withQuery(path, { t: token }),
} as const;

/** Adds the parameters that have a value; spaces as `+`. */
export function withQuery(
  path: string,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.append(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
