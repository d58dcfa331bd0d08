import { type Edition, parsePeriod } from "#editions";
import { texToText } from "#papers";
import { AppError } from "#platform";
import type { App } from "../app.ts";
import { asWords, type Call, type Command } from "./command.ts";
import { withApp } from "./with-app.ts";

export const editionCommand: Command = {
  name: "edition",
  usage: "[DATE|WEEK|MONTH]",
  help: "Shows an edition: 2026-11-20, 2026-W47 or 2026-11; the newest day when none is named.",
  options: {},
  words: [0, 1],
  async run(call) {
    const [word] = call.words;
    const named = word === undefined ? undefined : asWords(() => parsePeriod(word));
    await withApp(call, async (app) => {
      const period = named ?? (await app.editions.newest("day"));
      if (!period) throw new AppError("not_found", "There are no papers yet; import some first.");
      await show(app, call, await app.editions.get(period, { limit: 1_000_000 }));
    });
  },
};

export const freezeCommand: Command = {
  name: "freeze",
  usage: "DATE|WEEK|MONTH",
  help: "Closes an edition for good.",
  options: {},
  words: [1, 1],
  async run(call) {
    const period = asWords(() => parsePeriod(call.words[0] ?? ""));
    await withApp(call, async (app) => {
      await app.editions.freeze(period, app.clock.now());
      await show(app, call, await app.editions.get(period, { limit: 1_000_000 }));
    });
  },
};

async function show(app: App, call: Call, edition: Edition): Promise<void> {
  const papers = await app.papers.findMany(edition.entries.map((entry) => entry.paperId));
  const titles = new Map(papers.map((paper) => [paper.id, texToText(paper.title)]));
  const entries = edition.entries.map((entry) => ({ ...entry, title: titles.get(entry.paperId) }));
  const heading = `${edition.period}: ${edition.total} ${edition.total === 1 ? "paper" : "papers"}, ${edition.status}`;
  const lines = entries.map(
    (entry) =>
      `${String(entry.rank).padStart(4)}  ${entry.title}  (${entry.paperId}, ${entry.upvotes} ${entry.upvotes === 1 ? "vote" : "votes"})`,
  );
  call.output.result({ ...edition, entries }, [heading, ...lines].join("\n"));
}
