/**
 * Kills the program while it makes and sends digests, many times, and counts what is lost and
 * what comes twice.
 *
 *   npm run faults -- digests [--kills 200] [--readers 4000] [--no-receipts]
 *
 * Ends with status 1 when a mail was lost or came twice. Some minutes; docs/digests.md has what
 * it said.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killDigests } from "./kill-digests.ts";

const { values, positionals } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    readers: { type: "string", default: "4000" },
    receipts: { type: "boolean", default: true },
  },
  allowPositionals: true,
  allowNegative: true,
});
if (positionals.join() !== "digests") {
  console.error("usage: npm run faults -- digests [--kills N] [--readers N] [--no-receipts]");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "broadsheet-faults-"));
const startedAt = performance.now();
try {
  const report = await killDigests({
    folder,
    kills: Number(values.kills),
    readers: Number(values.readers),
    hasReceipts: values.receipts,
    note: (text) => console.error(text),
  });
  const { lost, twice, repeated, ...counts } = report;
  const faults = { lost: lost.length, twice: twice.length, papersTwice: repeated.length };
  const minutes = Math.round((performance.now() - startedAt) / 6_000) / 10;
  console.log(JSON.stringify({ ...counts, receipts: values.receipts, ...faults, minutes }));
  for (const reader of [...lost, ...twice, ...repeated]) console.error(reader);
  if (lost.length + twice.length + repeated.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
