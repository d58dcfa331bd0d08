/**
 * Fits the weights of the prior to the votes that papers got on their first day, and says
 * what the shipped weights are worth on days that were not looked at.
 *
 *   node scripts/fit-prior.ts [FOLDER]        default ../shared/data/hf-daily
 *   node scripts/fit-prior.ts --words         also with a term for each word
 *
 * Days before 2026-01 are for fitting, the others for testing. A weight says how far up its
 * day's page, as a share of it, a paper is lifted. See docs/ranking.md.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { prior, priorTerms } from "../src/ranking/prior.ts";
import { signals } from "../src/ranking/signals.ts";
import { tieBreak } from "../src/ranking/tie-break.ts";
import { aPaper } from "../test/support/papers.ts";
import { type Column, fitRidge, wordColumns } from "./fit-ridge.ts";
import { interval, mean, ndcgAt5, spearman } from "./rank-quality.ts";

const FIRST_TEST_DAY = "2026-01";
const FEWEST_PAPERS = 5;
const fitted = ["authors", "abstract", "title"] as const;
const PLAIN_PENALTY = 1;
const WORD_PENALTY = 10;

type Paper = ReturnType<typeof aPaper> & { readonly votes: number };
type Score = (paper: Paper) => number;

const { values: options, positionals } = parseArgs({
  options: { words: { type: "boolean" } },
  allowPositionals: true,
});
const days = readDays(`${positionals[0] ?? "../shared/data/hf-daily"}/papers.jsonl`);
const train = days.filter((papers) => papers[0]!.editionDay < FIRST_TEST_DAY);
const test = days.filter((papers) => papers[0]!.editionDay >= FIRST_TEST_DAY);
console.log(`fit on ${train.length} days, ${train.flat().length} papers`);
console.log(`tested on ${test.length} days, ${test.flat().length} papers\n`);

const columns = fitted.map(
  (name): Column<Paper> =>
    (paper) => [[name, signals[name](paper)]],
);
const weights = fitRidge({ days: train, columns, target: shareBeaten, penalty: PLAIN_PENALTY });
const shipped = new Map(priorTerms.map((term) => [term.name, term.weight]));
const scale =
  fitted.reduce((sum, name) => sum + shipped.get(name)!, 0) /
  fitted.reduce((sum, name) => sum + weights.get(name)!, 0);
console.log("term        fitted  scaled  shipped");
for (const name of fitted) {
  const weight = weights.get(name)!;
  const cells = [weight, weight * scale, shipped.get(name)!];
  console.log(`${name.padEnd(10)}${cells.map((cell) => cell.toFixed(3).padStart(8)).join("")}`);
}

console.log("\non the test days                 Spearman              nDCG@5");
const tie: Score = (paper) => -tieBreak(paper.editionDay, paper.id);
report("no prior: ties by hash", tie);
report("the prior as shipped", prior);
report("weights as fitted", (paper) =>
  fitted.reduce((sum, name) => sum + weights.get(name)! * signals[name](paper), 0),
);
for (const left of fitted) {
  report(
    `shipped without ${left}`,
    (paper) => prior(paper) - shipped.get(left)! * signals[left](paper),
  );
}
if (options.words) {
  const shareLeft = (papers: readonly Paper[]) => {
    const shares = shareBeaten(papers);
    return papers.map((paper, index) => shares[index]! - prior(paper) / scale);
  };
  const columns = wordColumns(train.flat());
  const ofWords = fitRidge({ days: train, columns, target: shareLeft, penalty: WORD_PENALTY });
  const words: Score = (paper) =>
    columns
      .flatMap((column) => column(paper))
      .reduce((sum, [name, value]) => sum + value * (ofWords.get(name) ?? 0), 0);
  report("words alone", words);
  report("shipped and words", (paper) => prior(paper) / scale + words(paper));
}

/** Papers by day of first show; days with too few to order are left out. */
function readDays(file: string): Paper[][] {
  const papers = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const shown = papers.filter((paper) => paper.dailyDate && paper.upvotesDaily !== null);
  const byDay = Object.groupBy(shown, (paper) => paper.dailyDate as string);
  return Object.keys(byDay)
    .sort()
    .map((day) => byDay[day]!)
    .filter((group) => group.length >= FEWEST_PAPERS)
    .map((group) =>
      group.map(({ id, title, abstract, authors, dailyDate, upvotesDaily }) => ({
        ...aPaper({
          id,
          title,
          abstract: abstract ?? "",
          authors,
          editionDay: dailyDate,
          categories: ["cs"],
        }),
        votes: upvotesDaily as number,
      })),
    );
}

/** The share of its day's papers that each has more votes than; ties count half. */
function shareBeaten(papers: readonly Paper[]): number[] {
  return papers.map(({ votes }) => {
    const below = papers.filter((other) => other.votes < votes).length;
    const same = papers.filter((other) => other.votes === votes).length;
    return (below + same / 2) / papers.length;
  });
}

function report(name: string, score: Score): void {
  const perDay = test.map((papers) => {
    // The hash decides what the score leaves open, as in an edition.
    const ordered = papers.toSorted(
      (one, other) => score(other) - score(one) || tie(other) - tie(one),
    );
    return {
      spearman: spearman(
        papers.map(score),
        papers.map((paper) => paper.votes),
      ),
      ndcg: ndcgAt5(ordered.map((paper) => paper.votes)),
    };
  });
  const show = (values: number[]) => {
    const [low, high] = interval(values);
    return `${mean(values).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  };
  const cells = [show(perDay.map((day) => day.spearman)), show(perDay.map((day) => day.ndcg))];
  console.log(`${name.padEnd(28)}${cells.join("  ")}`);
}
