import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dayOf } from "#platform";
import { readFile } from "#sources";
import { type App, createApp } from "./app.ts";

const file = fileURLToPath(new URL("../demo/papers.jsonl", import.meta.url));

/**
 * Opens the demonstration: an app of its own in a folder of its own, made afresh so that
 * its papers stand in today's edition and never mix with the reader's.
 */
export async function openDemonstration(app: App): Promise<App> {
  const dataDir = join(app.databaseSettings.dataDir, "demonstration");
  await rm(dataDir, { recursive: true, force: true });
  const { clock, log } = app;
  log.info({}, "There are no papers yet: readers see the demonstration edition");
  const config = { ...app.config, databaseUrl: "", smtpUrl: "" };
  const shown = await createApp(config, { dataDir, clock, log });
  const seenOn = dayOf(clock.now(), config.timeZone);
  for await (const readings of readFile(file, { format: "jsonl", capturedOn: seenOn })) {
    const records = readings.flatMap((reading) =>
      reading.kind === "record" ? [reading.record] : [],
    );
    await shown.papers.ingest(records, seenOn);
  }
  await shown.editions.follow(shown.papers);
  await shown.search.catchUp();
  return shown;
}
