import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDay } from "#platform";
import { instantOf } from "./wall-clock.ts";

const at = (day: string, hour: number, zone: string) =>
  instantOf(parseDay(day), hour, zone).toISOString();

test("an hour is the one that clocks of the zone show", () => {
  assert.equal(at("2026-11-21", 8, "UTC"), "2026-11-21T08:00:00.000Z");
  assert.equal(at("2026-11-21", 8, "Europe/Berlin"), "2026-11-21T07:00:00.000Z");
  assert.equal(at("2026-11-21", 8, "America/Los_Angeles"), "2026-11-21T16:00:00.000Z");
  assert.equal(at("2026-11-22", 8, "Pacific/Kiritimati"), "2026-11-21T18:00:00.000Z");
  assert.equal(at("2026-11-21", 8, "Asia/Kathmandu"), "2026-11-21T02:15:00.000Z");
});

test("an hour that clocks skip is the first instant after the gap", () => {
  assert.equal(at("2026-03-29", 2, "Europe/Berlin"), "2026-03-29T01:00:00.000Z");
  assert.equal(at("2026-10-04", 2, "Australia/Lord_Howe"), "2026-10-03T15:30:00.000Z");
});

test("an hour that clocks show twice is the first one", () => {
  assert.equal(at("2026-10-25", 2, "Europe/Berlin"), "2026-10-25T00:00:00.000Z");
});

test("in every zone, on every day, clocks show that hour, or the next where they skip it", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const property = fc.property(
    fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
    fc.integer({ min: 0, max: 23 }),
    fc.constantFrom(...zones),
    (date, hour, timeZone) => {
      const day = parseDay(date.toISOString().slice(0, 10));
      const instant = instantOf(day, hour, timeZone);
      const shown = new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
      const late = (Number(shown.format(instant)) - hour + 24) % 24;
      assert.ok(late === 0 || late === 1, `${shown.format(instant)} instead of ${hour}`);
    },
  );
  fc.assert(property, { numRuns: 2_000 });
});
