import { createProgress } from "#platform";
import { evaluate } from "#search";
import { type Call, type Command, choiceOption, textOption, UsageError } from "./command.ts";

export const evaluateCommand: Command = {
  name: "evaluate",
  usage:
    "DIR [--mode hybrid|words|meaning] [--against bm25|hybrid|words|meaning] [--split test] [--similar] [--judged] [--encoder]",
  help: "Measures search on a test collection in BEIR layout.",
  options: {
    mode: { type: "string" },
    against: { type: "string" },
    similar: { type: "boolean", default: false },
    judged: { type: "boolean", default: false },
    split: { type: "string", default: "test" },
    encoder: { type: "boolean", default: false },
  },
  words: [1, 1],
  async run(call) {
    const mode = choiceOption(call, "mode", ["hybrid", "words", "meaning"]) ?? "hybrid";
    const split = textOption(call, "split") ?? "test";
    const encoder = call.values.encoder === true ? encoderOf(call) : {};
    const bar = createProgress("Encoding", 1);
    const onProgress = (done: number, of: number) => bar.update(done / of, `${done} of ${of}`);
    const options = { mode, ...readOptions(call), split, onProgress, ...encoder };
    const report = await evaluate(call.words[0] ?? "", options).finally(() => bar.finish());
    const lines = Object.entries(report).map(([name, value]) => `${name.padEnd(14)} ${value}`);
    call.output.result(report, lines.join("\n"));
  },
};

function readOptions(call: Call) {
  return {
    against: choiceOption(call, "against", ["bm25", "hybrid", "words", "meaning"]) ?? "bm25",
    similar: call.values.similar === true,
    onlyJudged: call.values.judged === true,
  };
}

function encoderOf({ config, dataDir }: Call) {
  if (!config.encoder) throw new UsageError("--encoder needs ENCODER to be set");
  return { encoder: { settings: config.encoder, dataDir } };
}
