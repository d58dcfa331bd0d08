import { runIntake } from "#jobs";
import { type Command, textOption, UsageError } from "./command.ts";
import { withApp } from "./with-app.ts";

export const harvestCommand: Command = {
  name: "harvest",
  usage: 'SOURCE [--set "cs.CL cs.LG"]',
  help: "Takes papers in from a live source: arxiv.",
  options: { set: { type: "string" } },
  words: [1, 1],
  async run(call) {
    const [source] = call.words;
    if (source !== "arxiv") throw new UsageError(`there is no source "${source}"; arxiv is one`);
    const categories = textOption(call, "set")?.split(/[\s+,]+/) ?? call.config.arxivCategories;
    if (categories.length === 0)
      throw new UsageError("name categories with --set or ARXIV_CATEGORIES");
    await withApp(call, async (app) => {
      const { contact } = call.config;
      const summary = await runIntake(app, { kind: "harvest", source, categories, contact }, {});
      await app.search.catchUp();
      await app.search.save();
      const { read, added, merged, unchanged } = summary;
      const text = `${read} read, ${added} added, ${merged} merged, ${unchanged} unchanged`;
      call.output.result({ source, read, added, merged, unchanged }, text);
    });
  },
};
