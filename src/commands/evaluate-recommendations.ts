import { evaluateRecommendations, evaluationSets, renderEvaluation } from "#recommendations";
import { type Command, choiceOption, countOption } from "./command.ts";

export const evaluateRecommendationsCommand: Command = {
  name: "evaluate-recommendations",
  usage: "DIR [--only citeulike|authors] [--readers 400] [--year 2023] [--seed 1]",
  help: "Measures recommendations on libraries of readers and papers of authors.",
  options: {
    only: { type: "string" },
    readers: { type: "string", default: "400" },
    year: { type: "string", default: "2023" },
    seed: { type: "string", default: "1" },
  },
  words: [1, 1],
  async run(call) {
    const only = choiceOption(call, "only", evaluationSets);
    const results = await evaluateRecommendations(call.words[0] ?? "", {
      ...(only && { sets: [only] }),
      readers: countOption(call, "readers", [1, 100_000]),
      year: countOption(call, "year", [1995, 2100]),
      seed: countOption(call, "seed", [1, 1_000_000]),
    });
    call.output.result(results, renderEvaluation(results));
  },
};
