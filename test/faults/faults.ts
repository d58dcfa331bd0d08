/**
 * Kills the program while it makes and sends digests, or posts to channels, many times, and
 * counts what is lost and what comes twice.
 *
 *   npm run faults -- digests [--kills 200] [--readers 4000] [--no-receipts] [--postgres]
 *   npm run faults -- channels [--kills 200] [--rooms 1400] [--postgres]
 *
 * With `--postgres`: in a database of its own on the server of TEST_DATABASE_URL. Ends with
 * status 1 when something was lost or came twice. Some minutes; docs/digests.md and
 * docs/channels.md have what it said.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openTemporaryPostgresDatabase, whyNoPostgres } from "../support/database.ts";
import type { KillPlace } from "./kill-bench.ts";
import { killChannels } from "./kill-channels.ts";
import { killDigests } from "./kill-digests.ts";

const { values, positionals } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    readers: { type: "string", default: "4000" },
    rooms: { type: "string", default: "1400" },
    receipts: { type: "boolean", default: true },
    postgres: { type: "boolean", default: false },
  },
  allowPositionals: true,
  allowNegative: true,
});

type Place = KillPlace & { readonly kills: number; readonly note: (text: string) => void };
/** What is printed, and who was forgotten or bothered twice. */
type Outcome = { readonly counts: object; readonly faults: readonly string[] };

const subjects: Readonly<Record<string, (place: Place) => Promise<Outcome>>> = {
  async digests(place) {
    const hasReceipts = values.receipts;
    const report = await killDigests({ ...place, readers: Number(values.readers), hasReceipts });
    const { lost, twice, repeated, ...counts } = report;
    const found = { lost: lost.length, twice: twice.length, papersTwice: repeated.length };
    const faults = [...lost, ...twice, ...repeated];
    return { counts: { ...counts, receipts: hasReceipts, ...found }, faults };
  },
  async channels(place) {
    const { lost, twice, ...counts } = await killChannels({
      ...place,
      rooms: Number(values.rooms),
    });
    const found = { lost: lost.length, twice: twice.length };
    return { counts: { ...counts, ...found }, faults: [...lost, ...twice] };
  },
};

const subject = subjects[positionals.join()];
const noPostgres = values.postgres && whyNoPostgres();
if (!subject || noPostgres) {
  console.error(noPostgres || "usage: npm run faults -- digests|channels [--kills N] [--postgres]");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "broadsheet-faults-"));
const postgres = values.postgres ? await openTemporaryPostgresDatabase() : undefined;
const startedAt = performance.now();
try {
  const { counts, faults } = await subject({
    folder,
    ...(postgres && { databaseUrl: postgres.settings.databaseUrl }),
    kills: Number(values.kills),
    note: (text) => console.error(text),
  });
  const minutes = Math.round((performance.now() - startedAt) / 6_000) / 10;
  const database = postgres ? "PostgreSQL" : "SQLite";
  console.log(JSON.stringify({ database, ...counts, minutes }));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await postgres?.dispose();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
