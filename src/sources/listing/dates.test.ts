import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Day } from "#platform";
import { pageDay, parseCount, parseDateLine, resolveDate } from "./dates.ts";

test("dates are read as pages write them", () => {
  const cases: [string, number | undefined, number, number, number?][] = [
    ["Oct 17", undefined, 10, 17],
    ["Oct 17 6", undefined, 10, 17, 6],
    ["Jul 21, 2023", 2023, 7, 21],
    ["Feb 12, 2021 1", 2021, 2, 12, 1],
    ["September 9 1,204", undefined, 9, 9, 1204],
    ["Sept 9", undefined, 9, 9],
    ["Oct\u00a017\u00a06", undefined, 10, 17, 6],
    ["17 Oct 2024", 2024, 10, 17],
    ["Oct 17 2024", 2024, 10, 17],
    ["2024-10-17 3", 2024, 10, 17, 3],
  ];
  for (const [text, year, month, day, comments] of cases) {
    assert.deepEqual(parseDateLine(text), { date: { year, month, day }, comments }, text);
  }
});

test("what is no date of the calendar is none", () => {
  for (const text of [
    "Oct 32",
    "Feb 30",
    "Octopus 3",
    "Oct",
    "17",
    "Oct 17 was a day",
    "Mayor 5",
    "",
  ]) {
    assert.equal(parseDateLine(text), undefined, text);
  }
});

test("a day without a year is the most recent one, never after the page", () => {
  const day = fc.date({
    min: new Date("2000-01-01"),
    max: new Date("2099-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, day, (shown, latest) => {
      const page = latest.toISOString().slice(0, 10) as Day;
      const date = { year: undefined, month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
      const resolved = resolveDate(date, page);
      assert.ok(resolved !== undefined && resolved <= page);
      const isLeapDay = date.month === 2 && date.day === 29;
      const age = (Date.parse(page) - Date.parse(resolved)) / 86_400_000;
      assert.ok(age < (isLeapDay ? 8 * 366 : 366));
    }),
  );
});

test("the label's day bounds the page, and may be a day ahead of the capture", () => {
  const label = (month: number, day: number) => ({ year: undefined, month, day });
  const captured = "2026-11-20" as Day;
  assert.equal(pageDay(label(11, 20), captured), "2026-11-20");
  assert.equal(pageDay(label(11, 21), captured), "2026-11-21");
  assert.equal(pageDay(label(11, 22), captured), "2025-11-22");
  assert.equal(pageDay(undefined, captured), captured);
});

test("counts are whole numbers, with thousands parted or cut short", () => {
  assert.deepEqual(["6", "1,204", "1.2k", "3k"].map(parseCount), [6, 1204, 1200, 3000]);
  assert.deepEqual(["", "x", "1,2", undefined].map(parseCount), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
