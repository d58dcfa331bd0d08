import { evaluateRanking } from "#ranking";
import { loadSpace } from "#search";
import { loadContentModel } from "../trending-sources.ts";
import { type Command, dayOption } from "./command.ts";
import { attacks } from "./ranking/attacks.ts";
import { readHistory } from "./ranking/read-history.ts";
import { renderReport } from "./ranking/render-report.ts";
import { historyFrom } from "./ranking/settle-history.ts";

/** The last day that the shipped prior was fitted on is the one before. */
const FIRST_TEST_DAY = "2026-01-01";

export const evaluateRankingCommand: Command = {
  name: "evaluate-ranking",
  usage: `DIR [--from ${FIRST_TEST_DAY}] [--until DAY]`,
  help: "Measures the ranking on the history of a public daily list.",
  options: {
    from: { type: "string", default: FIRST_TEST_DAY },
    until: { type: "string" },
  },
  words: [1, 1],
  async run(call) {
    const from = dayOption(call, "from") ?? FIRST_TEST_DAY;
    const until = dayOption(call, "until") ?? "9999-12-31";
    const [read, space, model] = await Promise.all([
      readHistory(call.words[0] ?? ""),
      loadSpace(),
      loadContentModel(),
    ]);
    const history = historyFrom(read, { from, until }, { prior: { model, trust: 1 }, space });
    const report = evaluateRanking(history, attacks);
    call.output.result(report, renderReport(report));
  },
};
