import type { AccountId } from "#accounts";
import { type PaperWithTally, slugOf, texToText } from "#papers";
import { AppError } from "#platform";
import { parseSearchState, searchPath } from "#search";
import type { PicksParts } from "../picks-parts.ts";
import { type NamedSubject, type Subject, subjectKinds } from "../subject.ts";
import { wordsOf } from "../subjects/of-search.ts";

type Parts = Pick<PicksParts, "search" | "papers" | "community">;

const LONGEST_TOPIC = 120;
const LONGEST_LABEL = 200;
const ARCHIVE = /^[a-z]+(?:-[a-z]+)?$/;
const CATEGORY = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]+(?:-[A-Za-z]+)?)?$/;

/** Checks a subject, writes its target one way and names it. @throws AppError, see `Picks.name`. */
export async function nameSubject(
  parts: Parts,
  subject: Subject,
  viewer: AccountId | undefined,
): Promise<NamedSubject> {
  const { kind } = subject;
  if (!subjectKinds.includes(kind)) {
    throw new AppError("invalid", `Choose one of: ${subjectKinds.join(", ")}.`);
  }
  const target = subject.target.toWellFormed().trim();
  const { label, ...rest } = await namers[kind](parts, target, viewer);
  const short = label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
  return { kind, target, ...rest, label: short.toWellFormed() };
}

type Named = { readonly label: string; readonly target?: string };
type Namer = (parts: Parts, target: string, viewer?: AccountId) => Promise<Named>;

const named =
  (label: string): Namer =>
  async () => ({ label, target: "" });

const namers: Readonly<Record<Subject["kind"], Namer>> = {
  edition: named("The daily edition"),
  "for-me": named("For you"),
  replies: named("Replies to your comments"),
  field: async (parts, target) => {
    if (!ARCHIVE.test(target)) throw invalid("a field", "cs or q-bio");
    await refuseEmpty(parts, target);
    return { label: `Papers in ${target}` };
  },
  category: async (parts, target) => {
    if (!CATEGORY.test(target)) throw invalid("a category", "cs.CL");
    const category = await refuseEmpty(parts, target);
    return { label: `Papers in ${category}`, target: category };
  },
  async topic(_, target) {
    const words = wordsOf(target);
    if (words === "") throw invalid("a topic in a few words", "graph neural networks");
    if (words.length > LONGEST_TOPIC) {
      throw new AppError("invalid", `A topic holds ${LONGEST_TOPIC} characters at most.`);
    }
    return { label: `Papers about ${words}`, target: words };
  },
  async search(_, target) {
    const state = parseSearchState(new URLSearchParams(target.replace(/^\/?(search)?\?/, "")));
    const query = searchPath(state, { sort: "relevance" }).replace(/^\/search\??/, "");
    if (query === "") throw invalid("a search with words or filters", "q=protein+folding");
    const { q, category, venue, org, author } = state;
    const filters = [...category, ...venue, ...org, ...author].join(", ");
    return {
      label: `Search: ${[q && `“${q}”`, filters].filter(Boolean).join(" in ")}`,
      target: query,
    };
  },
  author: (parts, target) => nameBearer(parts, "author", target),
  org: (parts, target) => nameBearer(parts, "org", target),
  async collection({ community }, target, viewer) {
    const { title } = await community.collections.find(target, viewer);
    return { label: `Collection “${title}”` };
  },
};

function invalid(what: string, example: string): AppError {
  return new AppError("invalid", `Name ${what}, such as ${example}.`);
}

/** @returns the category as papers spell it. */
async function refuseEmpty({ search }: Parts, target: string): Promise<string> {
  const { total, facets } = await search.find({
    query: "",
    filters: { categories: [target] },
    limit: 0,
    facets: true,
  });
  const { papers, isCatchingUp } = search.status();
  if (total === 0 && papers > 0 && !isCatchingUp) {
    throw new AppError("not_found", `No paper here is in “${target}”.`);
  }
  const values = (facets?.category ?? []).map(({ value }) => value);
  return values.find((value) => value.toLowerCase() === target.toLowerCase()) ?? target;
}

/** The name that papers print for a slug, or for a name. */
async function nameBearer(
  { search, papers }: Parts,
  kind: "author" | "org",
  target: string,
): Promise<Named> {
  const slug = slugOf(target);
  const what = kind === "author" ? "author" : "organisation";
  if (slug === "") throw invalid(`an ${what}`, kind === "author" ? "jane-doe" : "mit");
  const filters = kind === "author" ? { authors: [slug] } : { organizations: [slug] };
  const { hits } = await search.find({ query: "", filters, sort: "new", limit: 30 });
  const found = await papers.findMany(hits.map(({ paperId }) => paperId));
  const names = found.flatMap(kind === "author" ? authorsOf : organizationsOf).map(texToText);
  const name = names.find((one) => slugOf(one) === slug);
  if (name === undefined) {
    const hint = "Write the whole name as papers print it.";
    throw new AppError("not_found", `No ${what} here is named just “${target}”. ${hint}`);
  }
  return { label: kind === "author" ? `Papers by ${name}` : `Papers from ${name}`, target: slug };
}

function authorsOf({ authors }: PaperWithTally): string[] {
  return authors.map(({ name }) => name);
}

function organizationsOf({ organizations, authors }: PaperWithTally): string[] {
  return [...organizations, ...authors.flatMap(({ affiliations }) => affiliations)];
}
