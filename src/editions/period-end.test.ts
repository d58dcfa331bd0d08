import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Day, dayOf } from "#platform";
import type { Period } from "./edition.ts";
import { lastDay, periodsOfDay } from "./period.ts";
import { periodEnd } from "./period-end.ts";

const end = (period: string, timeZone: string) =>
  periodEnd(period as Period, timeZone).toISOString();

test("a day ends at midnight of its own zone", () => {
  assert.equal(end("2026-11-20", "UTC"), "2026-11-21T00:00:00.000Z");
  assert.equal(end("2026-11-20", "Pacific/Kiritimati"), "2026-11-20T10:00:00.000Z");
  assert.equal(end("2026-11-20", "Etc/GMT+12"), "2026-11-21T12:00:00.000Z");
  assert.equal(end("2026-11-20", "Asia/Kathmandu"), "2026-11-20T18:15:00.000Z");
});

test("a week and a month end with their last day", () => {
  assert.equal(end("2026-W47", "Europe/Berlin"), "2026-11-22T23:00:00.000Z");
  assert.equal(end("2026-02", "America/New_York"), "2026-03-01T05:00:00.000Z");
});

test("a month that begins in winter ends in summer time", () => {
  assert.equal(end("2026-03", "America/New_York"), "2026-04-01T04:00:00.000Z");
  assert.equal(end("2026-03", "Europe/Berlin"), "2026-03-31T22:00:00.000Z");
  // Lord Howe moves its clocks by half an hour.
  assert.equal(end("2026-04-04", "Australia/Lord_Howe"), "2026-04-04T13:00:00.000Z");
  assert.equal(end("2026-04-05", "Australia/Lord_Howe"), "2026-04-05T13:30:00.000Z");
});

test("a day whose next one begins at one o'clock ends there", () => {
  // Cairo skips the hour from midnight to one on 2026-04-24.
  assert.equal(end("2026-04-23", "Africa/Cairo"), "2026-04-23T22:00:00.000Z");
  assert.equal(dayOf(new Date("2026-04-23T22:00:00Z"), "Africa/Cairo"), "2026-04-24");
});

test("a clock that goes back over midnight closes the day only the second time", () => {
  // St. John's showed 00:01 on 2010-11-07, then 23:01 on the day before.
  assert.equal(end("2010-11-06", "America/St_Johns"), "2010-11-07T03:30:00.000Z");
});

test("in no year does St. John's come back to a day that is over", () => {
  const timeZone = "America/St_Johns";
  for (let year = 1988; year <= 2010; year += 1) {
    for (let date = 24; date <= 38; date += 1) {
      const day = new Date(Date.UTC(year, 9, date)).toISOString().slice(0, 10);
      const endMs = periodEnd(day as Period, timeZone).getTime();
      for (let minute = 0; minute < 180; minute += 5) {
        assert.ok(dayOf(new Date(endMs + minute * 60_000), timeZone) > day, day);
      }
    }
  }
});

test("a day that a zone left out is over when it would have begun", () => {
  assert.equal(end("2011-12-29", "Pacific/Apia"), "2011-12-30T10:00:00.000Z");
  assert.equal(end("2011-12-30", "Pacific/Apia"), "2011-12-30T10:00:00.000Z");
});

test("before its end a period is not over, from its end on it always is, in any zone", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const days = fc
    .date({
      min: new Date("1975-01-01T00:00:00Z"),
      max: new Date("2037-01-01T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10) as Day);
  fc.assert(
    fc.property(days, fc.constantFrom(...zones), (day, timeZone) => {
      for (const period of Object.values(periodsOfDay(day))) {
        const endMs = periodEnd(period, timeZone).getTime();
        const dayAt = (ms: number) => dayOf(new Date(ms), timeZone);
        assert.ok(dayAt(endMs - 1) <= lastDay(period));
        for (let hour = 0; hour < 30; hour += 1) {
          assert.ok(dayAt(endMs + hour * 3_600_000) > lastDay(period));
        }
      }
    }),
    { numRuns: 100 },
  );
});

test("the last day of the calendar ends too", () => {
  assert.equal(end("9999-12-31", "UTC"), "+010000-01-01T00:00:00.000Z");
});
