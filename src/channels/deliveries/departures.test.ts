import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openDepartures } from "./departures.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-departures-"));
after(() => rmSync(folder, { recursive: true }));

test("what left is known to the next process, until it no longer matters", () => {
  const now = new Date("2026-11-20T09:00:00Z");
  const first = openDepartures(folder);
  first.load(now);
  first.note("a", "ready", now);
  first.note("a", "leaving", now);
  first.note("b", "leaving", now);
  first.note("b", "taken", now);
  first.note("c", "leaving", now);
  first.note("c", "refused", now);
  first.note("d", "ready", now);
  const next = openDepartures(folder);
  assert.equal(next.find("a"), undefined, "nothing is read before it is asked for");
  next.load(now);
  assert.deepEqual(
    ["a", "b", "c", "d", "e"].map((id) => next.find(id)?.step),
    ["leaving", "taken", "refused", "ready", undefined],
  );
  assert.equal(next.find("c")?.at, now.toISOString());
  next.load(new Date("2026-11-24T09:00:00Z"));
  assert.equal(next.find("b"), undefined);
});

test("a long file loses its old lines, and nobody else reads it", () => {
  const file = join(folder, "posted.log");
  const old = `${"x".repeat(40)} taken 2026-11-01T09:00:00.000Z\n`;
  appendFileSync(file, old.repeat(20_000));
  const departures = openDepartures(folder);
  const now = new Date("2026-11-20T10:00:00Z");
  departures.load(now);
  assert.ok(statSync(file).size < 1_000);
  assert.equal(departures.find("b")?.step, "taken");
  assert.equal(statSync(file).mode & 0o777, 0o600);
});
