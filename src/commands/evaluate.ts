import { evaluate } from "#search";
import { type Command, choiceOption, textOption } from "./command.ts";

export const evaluateCommand: Command = {
  name: "evaluate",
  usage: "DIR [--mode hybrid|words|meaning] [--split test]",
  help: "Measures search on a test collection in BEIR layout.",
  options: { mode: { type: "string" }, split: { type: "string", default: "test" } },
  words: [1, 1],
  async run(call) {
    const mode = choiceOption(call, "mode", ["hybrid", "words", "meaning"]) ?? "hybrid";
    const split = textOption(call, "split") ?? "test";
    const report = await evaluate(call.words[0] ?? "", { mode, split });
    const lines = Object.entries(report).map(([name, value]) => `${name.padEnd(12)} ${value}`);
    call.output.result(report, lines.join("\n"));
  },
};
