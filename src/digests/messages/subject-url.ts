import type { Subject } from "#picks";

/** The page of the site that shows all papers of a subject; none for what only its reader has. */
export function subjectUrl(
  { url }: { readonly url: string },
  { kind, target }: Subject,
  period: string,
): string | undefined {
  const slug = encodeURIComponent(target);
  switch (kind) {
    case "edition":
      if (/^\d{4}-\d\d-\d\d$/.test(period)) return `${url}/daily/${period}`;
      return /^\d{4}-W\d\d$/.test(period) ? `${url}/weekly/${period}` : `${url}/`;
    case "category":
      return `${url}/search?${new URLSearchParams({ category: target, sort: "new" })}`;
    case "topic":
      return `${url}/search?${new URLSearchParams({ q: target, sort: "new" })}`;
    case "search":
      return `${url}/search?${new URLSearchParams(target)}`;
    case "author":
      return `${url}/authors/${slug}`;
    case "org":
      return `${url}/orgs/${slug}`;
    case "collection":
      return `${url}/collections/${slug}`;
    case "for-me":
    case "field":
    case "replies":
      return undefined;
  }
}
