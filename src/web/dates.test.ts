import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePeriod } from "#editions";
import { count, grouped, longPeriod, moment, shortPeriod } from "./dates.ts";
import { pager } from "./pages/pager.ts";

test("periods have a long and a short name", () => {
  const names: Record<string, [string, string]> = {
    "2026-11-20": ["Friday, 20 November 2026", "Fri 20 Nov"],
    "2026-W47": ["16–22 November 2026", "Week 47"],
    "2026-W49": ["30 November – 6 December 2026", "Week 49"],
    "2026-W53": ["28 December 2026 – 3 January 2027", "Week 53"],
    "2026-11": ["November 2026", "Nov 2026"],
  };
  for (const [text, expected] of Object.entries(names)) {
    const period = parsePeriod(text);
    assert.deepEqual([longPeriod(period), shortPeriod(period)], expected);
  }
});

test("numbers are grouped, and nouns agree with them", () => {
  assert.equal(grouped(87_288), "87,288");
  assert.equal(grouped(999), "999");
  assert.equal(count(1, "paper"), "1 paper");
  assert.equal(count(1_000_000, "paper"), "1,000,000 papers");
});

test("an instant is told in the site's zone", () => {
  assert.equal(moment("2026-11-21T11:00:00Z", "Europe/Berlin"), "21 Nov 2026, 12:00 CET");
});

test("the pager shows the first, the last and the pages around the current one", () => {
  const shown = (page: number, pages: number): string =>
    String(pager(page, pages, String))
      .replace(/<[^>]*>|Page /g, " ")
      .replace(/\s+/g, " ")
      .trim();
  assert.equal(shown(1, 1), "");
  assert.equal(shown(1, 3), "1 2 3 Next page →");
  assert.equal(shown(7, 20), "1 … 6 7 8 9 … 20 Next page →");
  assert.equal(shown(20, 20), "1 … 19 20");
});
