/**
 * Prints how well a paper is found again by what someone remembers of its title: MRR@10 over
 * titles drawn at random from the papers of machine-learning conferences, each once with one
 * typo and once with 60 % of its words. Every other paper with the same title counts as found.
 *
 *   node scripts/report-known-items.ts [--titles 1000] [--papers 87288] [--mode hybrid] [--misses]
 */
import { parseArgs } from "node:util";
import { loadSpace, type SearchMode } from "#search";
import { streamPapers } from "../bench/corpus/papers.ts";
import type { Engine, IndexDocument } from "../src/search/engine/engine.ts";
import { buildFittedEngine } from "../src/search/evaluate/evaluate.ts";
import { plainQuery } from "../src/search/evaluate/plain-query.ts";
import { createRandom, type Random } from "../test/support/random.ts";

const SEED = 20_261_120;
const DEPTH = 10;
const SHARE_OF_WORDS = 0.6;
/** A typo in a shorter word leaves next to nothing of it. */
const LEAST_LETTERS = 3;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const { values } = parseArgs({
  options: {
    titles: { type: "string", default: "1000" },
    papers: { type: "string", default: "87288" },
    mode: { type: "string", default: "hybrid" },
    misses: { type: "boolean", default: false },
  },
});
const mode = values.mode as SearchMode;

const papers: IndexDocument[] = [];
for await (const paper of streamPapers(Number(values.papers))) papers.push(paper);
const engine = buildFittedEngine(papers, [await loadSpace()]);
const random = createRandom(SEED);
const titles = Array.from({ length: Number(values.titles) }, () => random.pick(papers).title);
const titleOf = new Map(papers.map(({ id, title }) => [id as string, sameTitle(title)]));

console.log(`| ${titles.length} titles of ${papers.length} papers | MRR@10 | first | CPU ms |`);
console.log("| --- | --- | --- | --- |");
const kinds = { "one typo": withTypo, "60 % of the words": withFewerWords };
for (const [kind, change] of Object.entries(kinds)) {
  const queries = titles.map((title) => [title, plainQuery(change(title, random))] as const);
  const started = process.cpuUsage();
  const ranks = queries.map(([title, query]) => rankOf(engine, title, query));
  const { user, system } = process.cpuUsage(started);
  const mrr = mean(ranks.map((rank) => (rank === 0 ? 0 : 1 / rank)));
  const first = mean(ranks.map((rank) => (rank === 1 ? 1 : 0)));
  const ms = (user + system) / 1_000 / ranks.length;
  console.log(`| ${kind} | ${mrr.toFixed(4)} | ${first.toFixed(3)} | ${ms.toFixed(2)} |`);
  if (!values.misses) continue;
  for (const [at, rank] of ranks.entries()) {
    if (rank !== 1) console.log(`  ${rank || "–"} · ${queries[at]![0]} · ${queries[at]![1]}`);
  }
}

/** 1 for the first hit; 0 when the paper is not among the first ten. */
function rankOf(searched: Engine, title: string, query: string): number {
  const { hits } = searched.find({ query, mode, limit: DEPTH });
  return hits.findIndex(({ paperId }) => titleOf.get(paperId) === sameTitle(title)) + 1;
}

function sameTitle(title: string): string {
  return (
    title
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  );
}

/** One letter of one word left out, put in, changed, or swapped with the next. */
function withTypo(title: string, { below, pick }: Random): string {
  const words = title.split(/\s+/);
  const long = words.flatMap((word, at) =>
    /^\p{L}+$/u.test(word) && word.length >= LEAST_LETTERS ? [at] : [],
  );
  if (long.length === 0) return title;
  const chosen = pick(long);
  words[chosen] = changeLetter(words[chosen]!, { below, pick });
  return words.join(" ");
}

function changeLetter(word: string, { below, pick }: Pick<Random, "below" | "pick">): string {
  const at = below(word.length - 1);
  const other = pick([...LETTERS].filter((letter) => letter !== word[at]!.toLowerCase()));
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  const forms = [
    before + after,
    before + other + word[at] + after,
    before + other + after,
    before + word[at + 1] + word[at] + word.slice(at + 2),
  ];
  return pick(forms.filter((form) => form !== word));
}

/** Words left out at random until 60 % are left, in their order. */
function withFewerWords(title: string, { below }: Random): string {
  const words = title.split(/\s+/);
  const kept = Math.ceil(words.length * SHARE_OF_WORDS);
  while (words.length > kept) words.splice(below(words.length), 1);
  return words.join(" ");
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);
}
