/**
 * Fits the content prior of trending to the votes that papers got on their first day, and
 * says what it and the constants of the formula are worth by cross-validation.
 *
 *   node scripts/fit-trending-prior.ts [FOLDER]           default ../shared/data/hf-daily
 *   node scripts/fit-trending-prior.ts --write            writes models/trending-prior.json
 *
 * Days from 2026-01 on are never looked at: they are for `broadsheet evaluate-ranking`.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { attacks } from "../src/commands/ranking/attacks.ts";
import { readHistory } from "../src/commands/ranking/read-history.ts";
import { renderReport } from "../src/commands/ranking/render-report.ts";
import {
  type DatedPaper,
  daysOf,
  historyFrom,
  settledOf,
} from "../src/commands/ranking/settle-history.ts";
import { evaluateRanking } from "../src/ranking/evaluation/evaluate-ranking.ts";
import { fitContent } from "../src/ranking/trending/fit-content.ts";
import { loadSpace } from "../src/search/semantic/load-space.ts";

const FIRST_TEST_DAY = "2026-01-01";
const FOLDS = 5;

const { values: options, positionals } = parseArgs({
  options: { write: { type: "boolean" } },
  allowPositionals: true,
});
const space = await loadSpace();
const read = await readHistory(positionals[0] ?? "../shared/data/hf-daily");
const days = daysOf(read.papers).filter((day) => day[0]!.dailyDate < FIRST_TEST_DAY);
const papers = { ...read, papers: read.papers.filter(isBeforeTest) };
console.log(`${days.flat().length} papers of ${days.length} days before ${FIRST_TEST_DAY}`);

const folds = Array.from({ length: FOLDS }, (_, fold) => {
  const [first, after] = [fold, fold + 1].map((at) => Math.floor((at * days.length) / FOLDS));
  const tested = days.slice(first, after);
  const model = fitContent(
    settledOf([...days.slice(0, first), ...days.slice(after)], space),
    space.identity,
  );
  const until = days[after!]?.[0]?.dailyDate ?? FIRST_TEST_DAY;
  const split = { from: tested[0]![0]!.dailyDate, until };
  return historyFrom(papers, split, { prior: { model, trust: 1 }, space });
});
const crossed = {
  usualVotes: days.flat().reduce((sum, paper) => sum + paper.upvotesDaily, 0) / days.flat().length,
  days: folds.flatMap((fold) => fold.days),
  weeks: folds.flatMap((fold) => fold.weeks),
};
console.log(`\ncross-validated, ${FOLDS} stretches of days\n`);
console.log(renderReport(evaluateRanking(crossed, attacks)));

if (options.write) {
  const model = fitContent(settledOf(days, space), space.identity);
  const file = new URL("../models/trending-prior.json", import.meta.url);
  writeFileSync(file, `${JSON.stringify(model)}\n`);
  console.log(`\nwritten: ${file.pathname}`);
}

function isBeforeTest({ dailyDate }: { readonly dailyDate: DatedPaper["dailyDate"] | null }) {
  return dailyDate === null || dailyDate < FIRST_TEST_DAY;
}
