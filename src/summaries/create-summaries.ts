import type { PaperId, Papers, PaperWithTally } from "#papers";
import type { Clock, Database, Log } from "#platform";
import { checkAnswer } from "./check-answer.ts";
import { type AskTiming, createAsker } from "./create-asker.ts";
import { hashOf, type SourceText, sourceText } from "./source-text.ts";
import { countSince, findSummaries, putSummary } from "./store.ts";
import type { Summaries, Summary } from "./summaries.ts";
import type { SummarySettings } from "./summary-settings.ts";

export interface SummariesParts {
  readonly database: Database;
  readonly papers: Pick<Papers, "findMany" | "touch">;
  readonly clock: Clock;
  readonly log: Pick<Log, "info">;
  /** Absent: off. */
  readonly settings: SummarySettings | undefined;
  /** For tests. */
  readonly timing?: AskTiming;
}

/** Papers asked about in one round: the next one begins with newer papers. */
const PAPERS_PER_ROUND = 50;
const DAY_MS = 86_400_000;
/** Shorter ones are their own summary; in characters. */
const SHORTEST_ABSTRACT = 200;

const none: Summaries = {
  isOn: false,
  findMany: async () => new Map(),
  keep: async () => ({ made: 0, refused: 0 }),
};

export function createSummaries(parts: SummariesParts): Summaries {
  const { settings } = parts;
  if (!settings) return none;
  const ask = createAsker(settings, parts.timing);
  // Papers that the endpoint does not take, until the program starts anew.
  const untakable = new Set<string>();
  const sumUp: SumUp = async ({ paper, source }, signal) => {
    const answer = await ask(source, signal);
    if ("words" in answer) return keepAnswer(parts, settings, { paper, source, ...answer });
    untakable.add(hashOf(source));
    return false;
  };
  return {
    isOn: true,
    findMany: (ids) => findCurrent(parts, settings, ids),
    keep: async (ids, signal) => {
      const open = await findOpen(parts, settings, ids);
      const takable = open.filter(({ source }) => !untakable.has(hashOf(source)));
      return runRound(parts, takable.slice(0, await roomFor(parts, settings)), { sumUp, signal });
    },
  };
}

interface OpenPaper {
  readonly paper: PaperWithTally;
  readonly source: SourceText;
}

/** @returns whether there is a summary now. */
type SumUp = (open: OpenPaper, signal: AbortSignal | undefined) => Promise<boolean>;

async function runRound(
  { papers }: SummariesParts,
  open: readonly OpenPaper[],
  { sumUp, signal }: { sumUp: SumUp; signal: AbortSignal | undefined },
) {
  const made: PaperId[] = [];
  let asked = 0;
  try {
    for (const one of open) {
      signal?.throwIfAborted();
      if (await sumUp(one, signal)) made.push(one.paper.id);
      asked += 1;
    }
  } finally {
    // Pages that are kept are made anew, with the summary.
    if (made.length > 0) await papers.touch(made);
  }
  return { made: made.length, refused: asked - made.length };
}

async function keepAnswer(
  { database, clock, log }: SummariesParts,
  { model }: SummarySettings,
  { paper, source, words }: OpenPaper & { readonly words: string | undefined },
): Promise<boolean> {
  const checked = words === undefined ? { refused: "there is none" } : checkAnswer(words, source);
  const text = "text" in checked ? checked.text : "";
  if ("refused" in checked) {
    log.info({ paper: paper.id, model, reason: checked.refused }, "an answer is no summary");
  }
  const at = clock.now().toISOString();
  // An empty one is kept too, so that nobody asks again until the abstract is another.
  await putSummary(database, model, { paperId: paper.id, text, textHash: hashOf(source), at });
  return text !== "";
}

/** Papers without an answer, or whose abstract is another now; in the order of `ids`. */
async function findOpen(
  { database, papers }: SummariesParts,
  { model }: SummarySettings,
  ids: readonly PaperId[],
): Promise<OpenPaper[]> {
  const kept = await findSummaries(database, model, ids);
  const hashes = new Map(kept.map((one) => [one.paperId, one.textHash]));
  return (await papers.findMany(ids))
    .map((paper) => ({ paper, source: sourceText(paper) }))
    .filter(({ source }) => source.abstract.length >= SHORTEST_ABSTRACT)
    .filter(({ paper, source }) => hashes.get(paper.id) !== hashOf(source));
}

async function roomFor(
  { database, clock }: SummariesParts,
  { papersPerDay }: SummarySettings,
): Promise<number> {
  const since = new Date(clock.now().getTime() - DAY_MS).toISOString();
  const left = papersPerDay - (await countSince(database, since));
  return Math.max(0, Math.min(left, PAPERS_PER_ROUND));
}

/** Leaves out what sums up an abstract that is another now. */
async function findCurrent(
  { database, papers }: SummariesParts,
  { model }: SummarySettings,
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, Summary>> {
  const kept = (await findSummaries(database, model, ids)).filter(({ text }) => text !== "");
  const found = await papers.findMany(kept.map(({ paperId }) => paperId));
  const hashes = new Map(found.map((paper) => [paper.id, hashOf(sourceText(paper))]));
  return new Map(
    kept
      .filter(({ paperId, textHash }) => hashes.get(paperId) === textHash)
      .map(({ paperId, text, at }) => [paperId, { paperId, text, model, at }]),
  );
}
