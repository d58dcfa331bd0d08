/** What every list is also served as; the name is the suffix of its address. */
export const listFormats = ["atom", "rss", "feed.json", "json", "md"] as const;
export type ListFormat = (typeof listFormats)[number];

/** What every paper is also served as. */
export const paperFormats = ["bib", "ris", "csl.json", "json", "md"] as const;
export type PaperFormat = (typeof paperFormats)[number];

export type Format = ListFormat | PaperFormat;

export const mediaTypes: Readonly<Record<Format, string>> = {
  atom: "application/atom+xml; charset=utf-8",
  rss: "application/rss+xml; charset=utf-8",
  "feed.json": "application/feed+json; charset=utf-8",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  bib: "application/x-bibtex; charset=utf-8",
  ris: "application/x-research-info-systems; charset=utf-8",
  "csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
};

// Longer suffixes first: `.feed.json` also ends in `.json`.
const suffixes = (Object.keys(mediaTypes) as Format[]).toSorted((a, b) => b.length - a.length);

export interface SplitPath {
  /** The page's path, as it was spelled. */
  readonly path: string;
  /** Absent when the path asks for the page itself. */
  readonly format?: Format;
}

/**
 * Parts the format from the path of a page: `/papers/2509.01234.json` is `/papers/2509.01234`
 * as `json`, `/papers/2509.01234` is itself, `/index.atom` is `/` as `atom`.
 *
 * Takes the path before percent-decoding and without the query. An id that itself ends in a
 * suffix (a DOI may) keeps it when its last dot is spelled `%2E`; `formatPath` and
 * `escapeSuffix` write it so. Addresses of machines and assets (`/api/…`, `/assets/…`) are
 * never split.
 */
export function splitFormat(path: string): SplitPath {
  if (/^\/(api|assets)\//.test(path)) return { path };
  const format = suffixes.find((suffix) => path.endsWith(`.${suffix}`));
  if (!format) return { path };
  const page = path.slice(0, -format.length - 1);
  if (page === "" || page.endsWith("/")) return { path };
  return { path: page === "/index" ? "/" : page, format };
}

/** The address (path and query) of a page in another format; the inverse of `splitFormat`. */
export function formatPath(pagePath: string, format: Format): string {
  const [path = "/", query] = splitOnce(pagePath, "?");
  const page = path === "/" ? "/index" : path;
  return `${page}.${format}${query === undefined ? "" : `?${query}`}`;
}

/** Spells the last dot of a path as `%2E` where the path would otherwise name a format. */
export function escapeSuffix(path: string): string {
  const { format } = splitFormat(path);
  if (!format) return path;
  return `${path.slice(0, -format.length - 1)}%2E${format}`;
}

/** Whether a reader prefers Markdown to a page, by its `Accept` header (RFC 9110, 12.5.1). */
export function prefersMarkdown(accept: string | undefined): boolean {
  const quality = (type: string): number => {
    for (const range of (accept ?? "").split(",")) {
      const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
      if (name !== type) continue;
      const q = parameters.find((parameter) => parameter.startsWith("q="));
      return q ? Number(q.slice(2)) || 0 : 1;
    }
    return 0;
  };
  const markdown = quality("text/markdown");
  return markdown > 0 && markdown >= quality("text/html");
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
