import type { Person } from "#accounts";
import { type PaperWithTally, slugOf } from "#papers";
import { AppError } from "#platform";
import type { FacetCount, SearchAnswer } from "#search";
import { withQuery } from "../addresses.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListView, Site } from "./list-view.ts";
import type { SearchViewParts } from "./search-view.ts";

/** Whose papers a list shows. */
export type NameKind = "author" | "org";

const NAMES_PER_PAGE = 30;
const MAX_PAGE = 500;

export interface NameView {
  readonly kind: NameKind;
  readonly name: string;
  readonly list: ListView;
  readonly answer: SearchAnswer;
  readonly papers: readonly { rank: number; paper: PaperWithTally }[];
  readonly page: number;
  readonly pages: number;
  /** Those who stand on the most of these papers beside it. */
  readonly company: readonly FacetCount[];
  readonly organizations: readonly FacetCount[];
  /** People of this site who are confirmed as this author of papers on the page. */
  readonly people?: readonly Person[];
}

interface NameRequest {
  readonly kind: NameKind;
  readonly slug: string;
  /** From 1. */
  readonly page: number;
  readonly site: Site;
}

/**
 * All papers of an author or an organisation, newest first.
 *
 * @throws AppError `not_found` when no paper names it; `unavailable` when that is not known
 *   yet.
 */
export async function loadNameView(
  parts: SearchViewParts,
  request: NameRequest,
): Promise<NameView> {
  const { kind, slug } = request;
  const page = Math.min(Math.max(request.page, 1), MAX_PAGE);
  const offset = (page - 1) * NAMES_PER_PAGE;
  const answer = await parts.search.find({
    query: "",
    filters: kind === "author" ? { authors: [slug] } : { organizations: [slug] },
    sort: "new",
    limit: NAMES_PER_PAGE,
    offset,
    facets: true,
  });
  if (answer.total === 0) throw unknownName(parts, kind, slug);
  const found = await loadPapers(
    parts.papers,
    answer.hits.map((hit) => hit.paperId),
  );
  const papers = answer.hits.flatMap((hit, index) => {
    const paper = found.get(hit.paperId);
    return paper ? [{ rank: offset + index + 1, paper }] : [];
  });
  const named = nameIn(
    papers.map((item) => item.paper),
    kind,
    slug,
  );
  // Without that very name the index finds all names that hold its words, and they are many.
  if (named === undefined && papers.length > 0) throw unknownName(parts, kind, slug);
  const name = named ?? slug;
  const pages = Math.min(Math.max(1, Math.ceil(answer.total / NAMES_PER_PAGE)), MAX_PAGE);
  const list = describe({ ...request, page }, { name, papers, pages, answer }, parts.clock.now());
  return { kind, name, list, answer, papers, page, pages, ...companyOf(answer, slug) };
}

function describe(
  { kind, slug, page, site }: NameRequest,
  found: Pick<NameView, "name" | "papers" | "pages" | "answer">,
  now: Date,
): ListView {
  const { name, papers, pages, answer } = found;
  const folder = kind === "author" ? "/authors" : "/orgs";
  const path = `${folder}/${encodeURIComponent(slug)}`;
  return {
    name: `${folder.slice(1)}/${slug}`,
    title: `${site.title}: ${name}`,
    path: withQuery(path, { page: page > 1 ? page : undefined }),
    updatedAt: newestInstant(
      papers.map((item) => item.paper),
      now,
    ),
    total: answer.total,
    items: papers,
    ...(page < pages ? { nextPath: withQuery(path, { page: page + 1 }) } : {}),
  };
}

function unknownName(parts: SearchViewParts, kind: NameKind, slug: string): AppError {
  if (parts.search.status().isCatchingUp) {
    return new AppError("unavailable", "Papers are still being indexed; try again in a minute.");
  }
  const what = kind === "author" ? "author" : "organisation";
  return new AppError(
    "not_found",
    `No ${what} here is named just “${slug}”; a search may find longer names.`,
  );
}

/** The name as its newest paper prints it. */
function nameIn(
  papers: readonly PaperWithTally[],
  kind: NameKind,
  slug: string,
): string | undefined {
  for (const paper of papers) {
    const names =
      kind === "author"
        ? paper.authors.map((author) => author.name)
        : [...paper.organizations, ...paper.authors.flatMap((author) => author.affiliations)];
    const name = names.find((candidate) => slugOf(candidate) === slug);
    if (name) return name;
  }
  return undefined;
}

const MAX_COMPANY = 12;

function companyOf(answer: SearchAnswer, slug: string) {
  const others = (facet: readonly FacetCount[] | undefined): FacetCount[] =>
    (facet ?? []).filter((one) => slugOf(one.label) !== slug).slice(0, MAX_COMPANY);
  return {
    company: others(answer.facets?.author),
    organizations: others(answer.facets?.org),
  };
}
