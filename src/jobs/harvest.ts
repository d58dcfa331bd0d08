import { AppError, createPoliteClient, type Database, systemClock } from "#platform";
import { createArxivRss, createSourceRuns } from "#sources";
import { type IntakeCounts, type IntakeParts, takeIn } from "./intake.ts";
import type { ImportSummary, IntakeProgress, IntakeRequest } from "./intake-request.ts";

export interface HarvestParts extends IntakeParts {
  readonly database: Database;
}

/** Scheduled visits of several processes beside one database are an hour apart, clocks or no. */
const APART_MS = 30 * 60_000;

/**
 * Asks arXiv what is new and takes it in; the visit is recorded, so that the next one asks
 * only for what has changed since.
 *
 * @throws AppError `unavailable` when the source could not be reached or broke off.
 */
export async function harvest(
  parts: HarvestParts,
  request: IntakeRequest & { task: { kind: "harvest" } },
  onProgress: (progress: IntakeProgress) => void,
): Promise<ImportSummary> {
  const { task, seenOn } = request;
  const clock = systemClock;
  const client = createPoliteClient({ contact: task.contact });
  const source = createArxivRss({ client, clock, categories: task.categories });
  const runs = createSourceRuns({ database: parts.database, clock });
  let counts: IntakeCounts = { read: 0, added: 0, merged: 0, unchanged: 0 };
  const refused: { file: string; line: number; reason: string }[] = [];
  const unlessWithinMs = task.isShared ? APART_MS : 0;
  const take = async (readings: Parameters<typeof takeIn>[1]) => {
    counts = await takeIn(parts, readings, seenOn, (soFar, refusals) => {
      for (const { line, reason } of refusals) refused.push({ file: source.name, line, reason });
      onProgress({ bytesRead: 0, bytesTotal: 0, papersRead: soFar.read });
    });
    return counts.read;
  };
  const run = await runs.visit(source, take, { unlessWithinMs });
  if (run.outcome === "failed") {
    throw new AppError("unavailable", run.message ?? `${source.name} could not be read.`);
  }
  return { files: 0, ...counts, refused, failed: [] };
}
