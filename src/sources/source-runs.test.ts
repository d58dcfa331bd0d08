import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { AppError, type Database, fixedClock, openDatabase } from "#platform";
import type { Reading } from "./record.ts";
import type { Harvest, Source, Validators } from "./source.ts";
import { createSourceRuns } from "./source-runs.ts";

const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-runs-"));
let database: Database;
let hour = 0;

before(async () => {
  database = await openDatabase({ databaseUrl: "", dataDir });
});
beforeEach(async () => {
  await database.kysely.deleteFrom("source_run").execute();
});
after(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

/** Runs an hour apart. */
function createRuns() {
  hour += 1;
  const clock = fixedClock(`2026-11-20T${String(hour).padStart(2, "0")}:00:00Z`);
  return createSourceRuns({ database, clock });
}

async function* batches(...readings: Reading[]) {
  if (readings.length > 0) yield readings;
}

function aSource(answer: (known: Validators | undefined) => Partial<Harvest> | Promise<never>) {
  const source: Source = {
    name: "arxiv",
    async harvest(known) {
      const given = await answer(known);
      return { isChanged: true, readings: batches(), validators: {}, ...given };
    },
  };
  return source;
}

const countAll = async (readings: AsyncIterable<readonly Reading[]>) => {
  let count = 0;
  for await (const batch of readings) count += batch.length;
  return count;
};
const aReading: Reading = {
  kind: "record",
  line: 1,
  record: { source: "arxiv", sourceId: "1", title: "Notes" },
};

test("a visit is recorded with what it brought, and its validators go to the next one", async () => {
  const seen: (Validators | undefined)[] = [];
  const source = aSource((known) => {
    seen.push(known);
    return { readings: batches(aReading), validators: { etag: '"a"' } };
  });
  const first = await createRuns().visit(source, countAll);
  assert.equal(first.outcome, "done");
  assert.equal(first.records, 1);
  await createRuns().visit(source, countAll);
  assert.deepEqual(seen[1]?.etag, '"a"');
  const status = await createRuns().listSourceStatus();
  assert.equal(status.length, 1);
  assert.equal(status[0]?.startedAt, `2026-11-20T${String(hour - 1).padStart(2, "0")}:00:00.000Z`);
});

test("an unchanged source is a run that is done and keeps the validators", async () => {
  const changed = aSource(() => ({ readings: batches(aReading), validators: { etag: '"a"' } }));
  await createRuns().visit(changed, countAll);
  const unchanged = aSource(() => ({ isChanged: false }));
  const run = await createRuns().visit(unchanged, () => assert.fail("nothing is to be taken"));
  assert.deepEqual(
    [run.outcome, run.message, run.validators.etag],
    ["done", "Nothing is new.", '"a"'],
  );
  let known: Validators | undefined;
  const third = aSource((validators) => {
    known = validators;
    return {};
  });
  await createRuns().visit(third, countAll);
  assert.equal(known?.etag, '"a"');
});

test("a source that can not be asked is an outcome with a message, not an exception", async () => {
  const source = aSource(() => Promise.reject(new AppError("unavailable", "no answer came")));
  const run = await createRuns().visit(source, countAll);
  assert.deepEqual([run.outcome, run.message], ["failed", "no answer came"]);
  assert.equal((await createRuns().listSourceStatus())[0]?.outcome, "failed");
});

test("an answer that breaks off is a failure, and is asked for in full the next time", async () => {
  const broken: Reading = { kind: "refused", line: 9, reason: "It breaks off.", isFatal: true };
  const source = aSource(() => ({
    readings: batches(aReading, broken),
    validators: { etag: '"b"' },
  }));
  const run = await createRuns().visit(source, countAll);
  assert.deepEqual([run.outcome, run.message], ["failed", "It breaks off."]);
  let known: Validators | undefined = { etag: "unset" };
  const next = aSource((validators) => {
    known = validators;
    return {};
  });
  await createRuns().visit(next, countAll);
  assert.equal(known?.etag, undefined);
});

test("a bug in the taking is recorded and thrown on", async () => {
  const source = aSource(() => ({ readings: batches(aReading) }));
  const visit = createRuns().visit(source, () => Promise.reject(new TypeError("a bug")));
  await assert.rejects(visit, TypeError);
  assert.equal((await createRuns().listSourceStatus())[0]?.outcome, "failed");
});

test("a source that was visited a moment ago, by whomever, is not asked again", async () => {
  let asked = 0;
  const source = aSource(() => {
    asked++;
    return { readings: batches(aReading) };
  });
  const runs = createRuns();
  const options = { unlessWithinMs: 60_000 };
  const visits = [runs, runs].map((one) => one.visit(source, countAll, options));
  const [first] = await Promise.all(visits);
  assert.equal(asked, 1);
  assert.equal(first?.outcome, "done");
  await createRuns().visit(source, countAll, options);
  assert.equal(asked, 2, "an hour later it is");
});
