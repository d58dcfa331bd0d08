import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { firstAtHour } from "./due-time.ts";

const at = (start: string, hour: number, zone: string) =>
  firstAtHour(new Date(start), hour, zone).toISOString();

test("an hour is the reader's own, after the end of the edition", () => {
  assert.equal(at("2026-11-21T00:00:00Z", 8, "UTC"), "2026-11-21T08:00:00.000Z");
  assert.equal(at("2026-11-21T00:00:00Z", 8, "Europe/Berlin"), "2026-11-21T07:00:00.000Z");
  assert.equal(at("2026-11-21T00:00:00Z", 8, "America/Los_Angeles"), "2026-11-21T16:00:00.000Z");
  assert.equal(at("2026-11-21T00:00:00Z", 8, "Pacific/Kiritimati"), "2026-11-21T18:00:00.000Z");
  assert.equal(at("2026-11-21T00:00:00Z", 8, "Asia/Kathmandu"), "2026-11-21T02:15:00.000Z");
});

test("midnight in the site's own zone is the very end of the edition", () => {
  assert.equal(at("2026-11-21T00:00:00Z", 0, "UTC"), "2026-11-21T00:00:00.000Z");
});

test("an hour that clocks skip is the first instant after the gap", () => {
  assert.equal(at("2026-03-29T00:00:00Z", 2, "Europe/Berlin"), "2026-03-29T01:00:00.000Z");
  assert.equal(at("2026-10-03T13:00:00Z", 2, "Australia/Lord_Howe"), "2026-10-03T15:30:00.000Z");
});

test("an hour that clocks show twice is the first one", () => {
  assert.equal(at("2026-10-24T22:00:00Z", 2, "Europe/Berlin"), "2026-10-25T00:00:00.000Z");
});

test("in every zone, for every start, the hour comes within 25 hours and is what clocks show", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const property = fc.property(
    fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
    fc.integer({ min: 0, max: 23 }),
    fc.constantFrom(...zones),
    (start, hour, timeZone) => {
      const instant = firstAtHour(start, hour, timeZone);
      const waitHours = (instant.getTime() - start.getTime()) / 3_600_000;
      assert.ok(waitHours >= 0 && waitHours <= 25, `${waitHours} hours`);
      const shown = new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
      const late = (Number(shown.format(instant)) - hour + 24) % 24;
      // Where clocks skip the hour, they show the next one.
      assert.ok(late === 0 || late === 1, `${shown.format(instant)} instead of ${hour}`);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
});
