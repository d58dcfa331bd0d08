import { type PaperReader, slugOf, texToText } from "#papers";
import { AppError } from "#platform";
import type { Search, SearchFilters } from "#search";
import { visitWords } from "../learning/features/words.ts";
import { type Interest, type InterestKind, interestKinds } from "../recommendations.ts";

const MAX_LENGTH = 300;
const CATEGORY = /^[a-z-]+(\.[A-Za-z-]+)?$/;

export interface CheckParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly search: Pick<Search, "find">;
}

type Wanted = Pick<Interest, "kind" | "target"> & { readonly label?: string };
type Named = Pick<Interest, "kind" | "target" | "label" | "words">;

/**
 * Says what somebody asks for in the form in which it is kept.
 *
 * @throws AppError `invalid` when it names nothing.
 */
export async function checkInterest(parts: CheckParts, wanted: Wanted): Promise<Named> {
  const { kind } = wanted;
  if (!interestKinds.includes(kind)) {
    throw new AppError("invalid", `An interest is one of: ${interestKinds.join(", ")}.`);
  }
  const target = wanted.target.trim().replace(/\s+/g, " ");
  if (target === "" || target.length > MAX_LENGTH) {
    throw new AppError("invalid", `Say what you like in 1 to ${MAX_LENGTH} characters.`);
  }
  const label = wanted.label?.trim().replace(/\s+/g, " ").slice(0, MAX_LENGTH);
  const named = await namers[kind](parts, target);
  return { kind, ...named, label: label || named.label };
}

type Namer = (parts: CheckParts, target: string) => Promise<Omit<Named, "kind">>;

const byWords: Namer = async (_parts, target) => {
  const words = wordsOf(target);
  if (words.length === 0) {
    throw new AppError("invalid", `“${target}” holds no word to look for; name a subject.`);
  }
  return { target, label: target, words };
};

const namers: Readonly<Record<InterestKind, Namer>> = {
  topic: byWords,
  keyword: byWords,
  async author(parts, target) {
    const slug = slugOf(target);
    const [paperId] = await firstOf(parts, { authors: [slug] });
    if (!slug || !paperId) {
      throw new AppError("invalid", `No author of the papers here is called “${target}”.`);
    }
    const [paper] = await parts.papers.findMany([paperId]);
    const names = (paper?.authors ?? []).map(({ name }) => texToText(name));
    const label = names.find((name) => slugOf(name) === slug) ?? target;
    return { target: slug, label, words: [] };
  },
  async category(parts, target) {
    if (!CATEGORY.test(target) || (await firstOf(parts, { categories: [target] })).length === 0) {
      throw new AppError("invalid", `No paper here is in a category “${target}”.`);
    }
    return { target, label: target, words: [] };
  },
  async search(_parts, target) {
    const query = target.replace(/^\?/, "");
    const fields = new URLSearchParams(query);
    if ([...fields.values()].every((value) => value.trim() === "")) {
      throw new AppError("invalid", "A search needs words or filters, as in “q=graphs”.");
    }
    const text = fields.get("q") ?? "";
    const label = text || [...fields.values()].filter(Boolean).join(", ");
    return { target: query, label, words: wordsOf(text) };
  },
};

async function firstOf({ search }: CheckParts, filters: SearchFilters) {
  const { hits } = await search.find({ query: "", filters, limit: 1 });
  return hits.map(({ paperId }) => paperId);
}

/** Its words as they are written, each once. */
function wordsOf(text: string): string[] {
  const words = new Set<string>();
  visitWords(text, (_stem, form) => words.add(form));
  return [...words].slice(0, 10);
}
