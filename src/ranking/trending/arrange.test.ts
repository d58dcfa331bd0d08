import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arrange, arrangement, type TrendCandidate } from "./arrange.ts";
import { noSignals } from "./signals.ts";
import { explainTrend } from "./trend.ts";

const DAY = "2026-11-20";

function candidate(
  id: string,
  votes: number,
  groups: readonly string[] = [],
  ageHours = 12,
): TrendCandidate {
  const gained = { ...noSignals, votes };
  return {
    id,
    groups,
    trend: explainTrend({ window: "1d", ageHours, usual: 3, gained, before: noSignals }),
  };
}

const candidates = fc
  .array(
    fc.record({
      votes: fc.integer({ min: 0, max: 40 }),
      group: fc.constantFrom("a", "b", "c", ""),
      ageHours: fc.integer({ min: 0, max: 400 }),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ votes, group, ageHours }, at) =>
      candidate(`p${at}`, votes, group ? [group] : [], ageHours),
    ),
  );

test("every candidate has one place, whatever is drawn", () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const ids = arrange(list, DAY).map((one) => one.candidate.id);
      assert.deepEqual(ids.toSorted(), list.map((one) => one.id).toSorted());
    }),
  );
});

test("no author or organisation has more than two of the first ten while others are there", () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const top = arrange(list, DAY).slice(0, arrangement.groupedPlaces);
      const sizeOf = (group: string) => list.filter((one) => one.groups.includes(group)).length;
      const free = list.filter((one) => one.groups.length === 0).length;
      const allowed = ["a", "b", "c"].reduce(
        (sum, group) => sum + Math.min(2, sizeOf(group)),
        free,
      );
      if (allowed < arrangement.groupedPlaces) return;
      for (const group of ["a", "b", "c"]) {
        const count = top.filter((one) => one.candidate.groups.includes(group)).length;
        assert.ok(count <= arrangement.mostPerGroup, `${group}: ${count}`);
      }
    }),
  );
});

test("the order does not hang on the order in which candidates come", () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const ids = (some: readonly TrendCandidate[]) =>
        arrange(some, DAY).map((one) => one.candidate.id);
      assert.deepEqual(ids(list.toReversed()), ids(list));
    }),
  );
});

test("two of the first twenty places are for papers that nobody has voted for yet", () => {
  const known = Array.from({ length: 25 }, (_, at) => candidate(`known-${at}`, 30 - at));
  const unseen = Array.from({ length: 30 }, (_, at) => candidate(`unseen-${at}`, 0));
  const list = arrange([...known, ...unseen], DAY);
  const drawn = list.slice(0, 20).filter((one) => one.isDrawn);
  assert.deepEqual(
    drawn.map((one) => list.indexOf(one) + 1),
    [...arrangement.littleSeenPlaces],
  );
  assert.ok(drawn.every((one) => one.candidate.id.startsWith("unseen")));
  assert.deepEqual(arrange([...known, ...unseen], DAY), list, "the same all day");
  const days = Array.from({ length: 30 }, (_, at) => `2026-10-${String(at + 1).padStart(2, "0")}`);
  const everDrawn = new Set(
    days.flatMap((day) =>
      arrange([...known, ...unseen], day)
        .filter((one) => one.isDrawn)
        .map((one) => one.candidate.id),
    ),
  );
  assert.ok(everDrawn.size > 15, "others on other days");
});

test("a short list keeps no places free", () => {
  const list = arrange([candidate("a", 3), candidate("b", 0), candidate("c", 1)], DAY);
  assert.deepEqual(
    list.map((one) => one.candidate.id),
    ["a", "c", "b"],
  );
});
