import { join } from "node:path";
import { texToText } from "#papers";
import { AppError, createProgress } from "#platform";
import { type EmbeddableText, saveSpace, trainSpace } from "#search";
import type { App } from "../app.ts";
import { type Command, textOption } from "./command.ts";
import { withApp } from "./with-app.ts";

/** Fewer papers than this teach the model less than the one that ships knows. */
const LEAST_PAPERS = 5000;
const PAPERS_PER_READ = 1000;

export const trainCommand: Command = {
  name: "train",
  usage: "[--out FILE]",
  help: "Fits the semantic model to the papers at hand.",
  options: { out: { type: "string" } },
  words: [0, 0],
  async run(call) {
    await withApp(call, async (app) => {
      const count = await app.papers.count();
      if (count < LEAST_PAPERS) {
        throw new AppError(
          "conflict",
          `There are ${count} papers; training needs ${LEAST_PAPERS}. The model that ships serves smaller collections better.`,
        );
      }
      const file = textOption(call, "out") ?? join(call.dataDir, "model.space");
      const bar = createProgress("Training", 1);
      const space = await trainSpace(textsOf(app), {
        onProgress: (share, stage) => bar.update(share, stage),
      });
      bar.finish();
      await saveSpace(file, space);
      call.output.result({ file, papers: count }, `The model of ${count} papers is in ${file}.`);
    });
  },
};

async function* textsOf(app: App): AsyncGenerator<EmbeddableText> {
  let position = 0;
  while (true) {
    const { seq, papers } = await app.papers.changedPapersSince(position, PAPERS_PER_READ);
    if (seq === position) return;
    position = seq;
    for (const { title, abstract } of papers) {
      yield { title: texToText(title), abstract: texToText(abstract) };
    }
  }
}
