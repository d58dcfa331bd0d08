import { type Edition, parsePeriod } from "#editions";
import { texToText } from "#papers";
import { AppError } from "#platform";
import type { App } from "../app.ts";
import type { Call, Command } from "./command.ts";
import { withApp } from "./with-app.ts";

export const editionCommand: Command = {
  name: "edition",
  usage: "[DATE|WEEK|MONTH]",
  help: "Shows an edition: 2026-11-20, 2026-W47 or 2026-11; the newest day when none is named.",
  options: {},
  words: [0, 1],
  run: (call) =>
    withApp(call, async (app) => {
      const [word] = call.words;
      const period = word === undefined ? await app.editions.newest("day") : parsePeriod(word);
      if (!period) throw new AppError("not_found", "There are no papers yet; import some first.");
      await show(app, call, await app.editions.get(period, { limit: 1_000_000 }));
    }),
};

export const freezeCommand: Command = {
  name: "freeze",
  usage: "DATE|WEEK|MONTH",
  help: "Closes an edition for good.",
  options: {},
  words: [1, 1],
  run: (call) =>
    withApp(call, async (app) => {
      const period = parsePeriod(call.words[0] ?? "");
      await app.editions.freeze(period, app.clock.now());
      await show(app, call, await app.editions.get(period, { limit: 1_000_000 }));
    }),
};

async function show(app: App, call: Call, edition: Edition): Promise<void> {
  const papers = await app.papers.findMany(edition.entries.map((entry) => entry.paperId));
  const titles = new Map(papers.map((paper) => [paper.id, texToText(paper.title)]));
  const entries = edition.entries.map((entry) => ({ ...entry, title: titles.get(entry.paperId) }));
  const heading = `${edition.period}: ${edition.total} papers, ${edition.status}`;
  const lines = entries.map(
    (entry) =>
      `${String(entry.rank).padStart(4)}  ${entry.title}  (${entry.paperId}, ${entry.upvotes} votes)`,
  );
  call.output.result({ ...edition, entries }, [heading, ...lines].join("\n"));
}
