import { AppError } from "#platform";
import { type Command, countOption } from "./command.ts";
import { listResult } from "./paper-lines.ts";
import { withApp } from "./with-app.ts";

export const similarCommand: Command = {
  name: "similar",
  usage: "ID [--limit 20]",
  help: "Lists the papers nearest to one paper.",
  options: { limit: { type: "string", default: "20" } },
  words: [1, 1],
  async run(call) {
    const limit = countOption(call, "limit", [1, 1000]);
    await withApp(call, async (app) => {
      await app.search.catchUp();
      const [query = ""] = call.words;
      const id = await app.papers.resolve(query);
      if (!id) throw new AppError("not_found", `There is no paper "${query}" in ${call.dataDir}.`);
      const startedMs = performance.now();
      const hits = await app.search.similar(id, limit);
      const tookMs = performance.now() - startedMs;
      const scored = hits.map((hit) => ({ ...hit, words: 0, meaning: hit.score }));
      const { papers, lines } = await listResult(app.papers, scored, 0);
      const total = papers.length;
      const value = { query: id, mode: "similar", total, tookMs, papers };
      call.output.result(value, [`${total} papers like ${id}`, ...lines].join("\n"));
    });
  },
};
