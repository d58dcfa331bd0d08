import { type ImportSummary, type IntakeTask, runIntake } from "#jobs";
import { AppError, createProgress, type Day } from "#platform";
import { formatNames } from "#sources";
import type { App } from "../app.ts";
import { type Call, type Command, choiceOption, dayOption } from "./command.ts";
import { withApp } from "./with-app.ts";

export const importCommand: Command = {
  name: "import",
  usage: "FILE… [--format auto] [--date YYYY-MM-DD]",
  help: "Takes papers in from files and indexes them.",
  options: { format: { type: "string", default: "auto" }, date: { type: "string" } },
  words: [1, Number.POSITIVE_INFINITY],
  async run(call) {
    const format = choiceOption(call, "format", ["auto", ...formatNames]) ?? "auto";
    const day = dayOption(call, "date");
    await withApp(call, async (app) => {
      const task = { kind: "files", files: call.words, format } as const;
      report(call, await importAndIndex(app, task, day));
    });
  },
};

/** Indexing goes on beside the import, in a thread of its own. */
async function importAndIndex(
  app: App,
  task: IntakeTask,
  seenOn: Day | undefined,
): Promise<ImportSummary> {
  const bar = createProgress("Importing", 1);
  const onProgress = ({ bytesRead, bytesTotal }: { bytesRead: number; bytesTotal: number }) => {
    bar.update(bytesTotal > 0 ? bytesRead / bytesTotal : 0);
    // What fails here fails again, and is told, in the last catch-up below.
    app.search.catchUp().catch(() => {});
  };
  const summary = await runIntake(app, task, { seenOn, onProgress });
  bar.finish();
  await app.search.catchUp();
  await app.search.save();
  return summary;
}

/** @throws AppError `invalid` when a file could not be read to its end. */
function report(call: Call, summary: ImportSummary): void {
  const { files, read, added, merged, unchanged, refused, failed } = summary;
  const counts = `${files} ${files === 1 ? "file" : "files"}: ${read} read, ${added} added, ${merged} merged, ${unchanged} unchanged, ${refused.length} refused`;
  const lines = refused
    .slice(0, 20)
    .map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`);
  if (refused.length > 20) lines.push(`  … and ${refused.length - 20} more; --json lists them all`);
  const value = { files, read, added, merged, unchanged, refused };
  call.output.result(value, [counts, ...lines].join("\n"));
  const [first] = failed;
  if (first === undefined) return;
  const reason = refused.findLast(({ file }) => file === first)?.reason ?? "";
  const others =
    failed.length > 1 ? ` Nor can these be read to their end: ${failed.slice(1).join(", ")}.` : "";
  const why = reason.includes(first) ? reason : `${first}: ${reason}`;
  throw new AppError("invalid", `${why}${others} Mend it, then import it again.`);
}
