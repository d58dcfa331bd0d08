import type { SearchAnswer } from "#search";
import type { App } from "../app.ts";
import { type Command, choiceOption, countOption } from "./command.ts";
import { listResult } from "./paper-lines.ts";
import { withApp } from "./with-app.ts";

export const searchCommand: Command = {
  name: "search",
  usage: "QUERY [--mode hybrid|words|meaning] [--limit 20] [--offset 0]",
  help: "Finds papers by words, by meaning or both.",
  options: {
    mode: { type: "string" },
    limit: { type: "string", default: "20" },
    offset: { type: "string", default: "0" },
  },
  takesMinusWords: true,
  words: [1, Number.POSITIVE_INFINITY],
  async run(call) {
    const mode = choiceOption(call, "mode", ["hybrid", "words", "meaning"]) ?? "hybrid";
    const limit = countOption(call, "limit", [1, 1000]);
    const offset = countOption(call, "offset", [0, 1_000_000]);
    await withApp(call, async (app) => {
      await app.search.catchUp();
      const query = call.words.join(" ");
      const answer = await app.search.find({ query, mode, limit, offset });
      await report(app, call.output, answer, offset);
    });
  },
};

async function report(
  app: App,
  output: Parameters<Command["run"]>[0]["output"],
  answer: SearchAnswer,
  offset: number,
): Promise<void> {
  const { query, mode, total, tookMs, hits, notes } = answer;
  const { papers, lines } = await listResult(app.papers, hits, offset);
  const heading = `${total} papers for “${query}” (${mode}, ${tookMs.toFixed(1)} ms)`;
  const said = notes.map(({ message }) => message);
  const value = { query, mode, total, tookMs, ...(notes.length > 0 && { notes }), papers };
  output.result(value, [heading, ...said, ...lines].join("\n"));
}
