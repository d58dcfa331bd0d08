import type { PaperId } from "#papers";
import { AppError } from "#platform";
import { FUSED_DEPTH, NORMALISED_DEPTH } from "../engine/scoring.ts";
import { MEANING_SHARE, SHOWN_TERMS } from "../engine/similar.ts";
import { isTelling, mostTelling } from "../engine/telling-terms.ts";
import { toDocument } from "../indexing/to-document.ts";
import type { QueryWord } from "../query/analyse-query.ts";
import type { SimilarHit } from "../search.ts";
import { foldCase, foldText } from "../text/fold.ts";
import { findLanguage, isFunctionWord, type Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
import { textTerm } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";
import { runMeaningLeg } from "./meaning-leg.ts";
import { vectorText } from "./paper-rows.ts";
import { scoreCandidates } from "./rank-papers.ts";
import { type Candidate, type IndexTotals, readCandidates, readTotals } from "./reading/store.ts";
import { type PlannedTerm, resolveWords } from "./resolve-words.ts";
import { createWordScorer, termsInText } from "./score-papers.ts";
import type { PostgresParts } from "./search-context.ts";
import { isNoneOf } from "./selecting/store.ts";
import { readCosines, readVectors } from "./vectors/store.ts";
import { runWordsLeg } from "./words-leg.ts";

/** Papers like the one given, by its most telling words and by meaning. */
export async function findSimilar(
  parts: PostgresParts,
  id: PaperId,
  limit: number,
): Promise<SimilarHit[]> {
  const { database } = parts;
  const totals = await readTotals(database);
  const [own] = await readCandidates(database, [id]);
  if (!own) throw new AppError("not_found", `Paper ${id} is not in the index`);
  const terms = await tellingTerms(parts, totals, id);
  const plan = { terms, pairs: [] };
  const selection = { conditions: [isNoneOf([id])], isIndexed: totals.isIndexed };
  const where = { selection, guess: totals.documents };
  const ownVector = (await readVectors(database, [id])).get(id);
  const vector = ownVector && vectorText(ownVector);
  const [words, near] = await Promise.all([
    runWordsLeg(parts, totals, plan, { ...where, depth: NORMALISED_DEPTH }),
    vector ? runMeaningLeg(parts, totals, vector, where) : [],
  ]);
  const best = words.hits.slice(0, NORMALISED_DEPTH);
  const known = new Set<string>(best.map(({ paper }) => paper.id));
  const missing = near.filter((one) => !known.has(one.id)).map((one) => one.id);
  const others = await readCandidates(database, missing);
  const ids = [...known, ...missing];
  const cosines = vector ? await readCosines(database, vector, ids) : new Map<string, number>();
  const score = createWordScorer(plan, totals);
  const scored = [...best, ...others.map((paper) => ({ paper, words: score(paper) }))];
  const candidates = scored.map((one) => ({ ...one, meaning: cosines.get(one.paper.id) ?? 0 }));
  const ranked = await scoreCandidates(parts, candidates, {
    tops: {
      words: words.hits.slice(0, FUSED_DEPTH).map((hit) => hit.words),
      meaning: near.map(({ cosine }) => cosine),
    },
    weigh: () => [MEANING_SHARE],
    vector,
  });
  const unit = Math.max(1, ranked[0]?.score ?? 1);
  // One by one: most of them are never shown.
  return ranked
    .values()
    .map(({ paper, score }) => ({
      paperId: paper.id,
      score: score / unit,
      sharedTerms: reasons(terms, paper),
    }))
    .filter(({ sharedTerms }) => sharedTerms.length > 0)
    .take(limit)
    .toArray();
}

/** The most telling terms that a paper holds, as they are printed. */
export function reasons(terms: readonly PlannedTerm[], paper: Candidate): string[] {
  return termsInText(terms, paper)
    .slice(0, SHOWN_TERMS)
    .map(({ token }) => token);
}

/** Terms of a paper that are frequent in it and rare elsewhere, the most telling first. */
export async function tellingTerms(
  { database, papers }: PostgresParts,
  totals: IndexTotals,
  id: PaperId,
): Promise<PlannedTerm[]> {
  const paper = await papers.find(id);
  if (!paper) return [];
  const { title, abstract, keywords } = toDocument(paper);
  const language = findLanguage(title, abstract);
  const words = countWords([title, abstract, ...keywords], language);
  const resolved = await resolveWords(database, totals, words);
  return mostTelling(resolved.filter(({ frequency }) => frequency > 1));
}

/** Each term of the texts, weighed by how often it comes, under its most frequent form. */
function countWords(texts: readonly string[], language: Language | undefined): QueryWord[] {
  const forms = new Map<string, Map<string, number>>();
  const visit = (written: string) => {
    const token = language ? foldText(written) : written;
    if (!isTelling(token)) return;
    if (language && isFunctionWord(token)) return;
    const term = language ? stemIn(language, written) : textTerm(token);
    const counts = forms.get(term) ?? new Map<string, number>();
    forms.set(term, counts.set(token, (counts.get(token) ?? 0) + 1));
  };
  const fold = language ? foldCase : foldText;
  for (const text of texts) visitTokens(fold(text), visit, () => {});
  return Array.from(forms, ([term, counts]) => {
    const [[token] = [term]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
    return { token, term, weight: 1 + Math.log(count) };
  });
}
