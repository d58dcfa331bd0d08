import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type Day } from "#platform";
import type { Period } from "./edition.ts";
import {
  findPeriod,
  firstDay,
  lastDay,
  parsePeriod,
  periodKind,
  periodsOfDay,
  shiftPeriod,
} from "./period.ts";

const period = (text: string) => text as Period;

const anyDay = fc
  .date({
    min: new Date("1000-01-01T00:00:00Z"),
    max: new Date("9998-12-20T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10) as Day);

test("each kind of period is read as it is written", () => {
  assert.equal(periodKind(parsePeriod("2026-11-20")), "day");
  assert.equal(periodKind(parsePeriod("2026-W47")), "week");
  assert.equal(periodKind(parsePeriod("2026-11")), "month");
});

test("what the calendar does not have is no period", () => {
  const wrong = [
    "2026-02-29",
    "2026-13",
    "2026-00",
    "2026-W00",
    "2026-W54",
    "2025-W53",
    "2026-w47",
    "2026-W7",
    "2026",
    "",
    "26-11-20",
    "2026-11-20 ",
    "2026-11-20T00:00:00Z",
    "-026-11-20",
    "20261120",
    "2026-W47-1",
    "２026-11",
  ];
  for (const text of wrong) {
    assert.equal(findPeriod(text), undefined, text);
    assert.throws(() => parsePeriod(text), { code: "invalid" });
  }
});

test("weeks at the turn of the year belong to the year of their Thursday", () => {
  const weekOf = (day: string) => periodsOfDay(day as Day).week;
  // The examples of ISO 8601 as every calendar prints them.
  assert.equal(weekOf("2024-12-30"), "2025-W01");
  assert.equal(weekOf("2026-12-31"), "2026-W53");
  assert.equal(weekOf("2027-01-03"), "2026-W53");
  assert.equal(weekOf("2027-01-04"), "2027-W01");
  assert.equal(weekOf("2021-01-03"), "2020-W53");
  assert.equal(weekOf("2008-12-29"), "2009-W01");
  assert.equal(weekOf("2010-01-03"), "2009-W53");
  assert.equal(firstDay(period("2026-W53")), "2026-12-28");
  assert.equal(lastDay(period("2026-W53")), "2027-01-03");
});

test("the week of a day is the one that counting Thursdays from new year gives", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      let thursday = day;
      const weekday = (of: Day) => new Date(`${of}T00:00:00Z`).getUTCDay();
      // Walks to the week's Thursday: back on Friday to Sunday, on from Monday to Wednesday.
      const step = [5, 6, 0].includes(weekday(day)) ? -1 : 1;
      while (weekday(thursday) !== 4) thursday = addDays(thursday, step);
      const year = thursday.slice(0, 4);
      let week = 0;
      for (let at = `${year}-01-01` as Day; at <= thursday; at = addDays(at, 1)) {
        if (weekday(at) === 4) week += 1;
      }
      assert.equal(periodsOfDay(day).week, `${year}-W${String(week).padStart(2, "0")}`);
    }),
    { numRuns: 150 },
  );
});

test("a period begins and ends with days that lie in it, and its neighbours do not", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      for (const own of Object.values(periodsOfDay(day))) {
        const kind = periodKind(own);
        assert.ok(firstDay(own) <= day && day <= lastDay(own));
        assert.equal(periodsOfDay(firstDay(own))[kind], own);
        assert.equal(periodsOfDay(lastDay(own))[kind], own);
        assert.notEqual(periodsOfDay(addDays(firstDay(own), -1))[kind], own);
        assert.notEqual(periodsOfDay(addDays(lastDay(own), 1))[kind], own);
        assert.equal(parsePeriod(own), own);
      }
    }),
  );
});

test("a shift by one is the period of the day next to it, and shifts add up", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (day, by) => {
      for (const own of Object.values(periodsOfDay(day))) {
        const kind = periodKind(own);
        assert.equal(shiftPeriod(own, 1), periodsOfDay(addDays(lastDay(own), 1))[kind]);
        assert.equal(shiftPeriod(own, -1), periodsOfDay(addDays(firstDay(own), -1))[kind]);
        if (day > "1100" && day < "9900") {
          assert.equal(shiftPeriod(shiftPeriod(own, by), -by), own);
        }
      }
    }),
  );
});

test("names of one kind sort as their days do", () => {
  fc.assert(
    fc.property(anyDay, anyDay, (one, other) => {
      const [before, after] = one < other ? [one, other] : [other, one];
      const [first, second] = [periodsOfDay(before), periodsOfDay(after)];
      for (const kind of ["day", "week", "month"] as const) {
        assert.ok(first[kind] <= second[kind]);
      }
    }),
  );
});

test("the calendar has ends, and nothing breaks there", () => {
  assert.equal(shiftPeriod(period("9999-12-31"), 1), "9999-12-31");
  assert.equal(shiftPeriod(period("9999-12"), 1), "9999-12");
  assert.equal(shiftPeriod(period("0000-01"), -1), "0000-01");
  assert.equal(lastDay(period("9999-12")), "9999-12-31");
  assert.equal(lastDay(period("9999-W52")), "9999-12-31");
  assert.deepEqual(periodsOfDay("0000-01-01" as Day), {
    day: "0000-01-01",
    week: "0000-W01",
    month: "0000-01",
  });
  assert.equal(periodsOfDay("9999-12-31" as Day).week, "9999-W52");
});
