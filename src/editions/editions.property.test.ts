import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type Database, type Day } from "#platform";
import { prior, tieBreak } from "#ranking";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { aPaper, paperId } from "../../test/support/papers.ts";
import type { Period } from "./edition.ts";
import { createEditions, type Editions } from "./editions.ts";
import { periodsOfDay } from "./period.ts";
import { isOver } from "./period-end.ts";

const FIRST_DAY = "2026-12-29" as Day;
const timeZone = "Australia/Lord_Howe";

type Step =
  | { readonly kind: "place"; readonly papers: readonly (readonly [number, number, number])[] }
  | { readonly kind: "withdraw"; readonly paper: number }
  | { readonly kind: "freeze"; readonly day: number; readonly of: "day" | "week" | "month" }
  | { readonly kind: "wait"; readonly hours: number };

const paper = fc.integer({ min: 0, max: 11 });
const dayNumber = fc.integer({ min: 0, max: 5 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("place" as const),
      papers: fc.array(fc.tuple(paper, dayNumber, fc.integer({ min: 0, max: 3 })), {
        maxLength: 6,
      }),
    }),
    fc.record({ kind: fc.constant("withdraw" as const), paper }),
    fc.record({
      kind: fc.constant("freeze" as const),
      day: dayNumber,
      of: fc.constantFrom("day" as const, "week" as const, "month" as const),
    }),
    fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 60 }) }),
  ),
  { minLength: 1, maxLength: 25 },
);

type Paper = ReturnType<typeof aPaper>;

/** The rules of editions, said with lists instead of tables. */
function createModel() {
  const standing = new Map<string, Paper>();
  const frozen = new Map<string, readonly string[]>();
  const stands = (period: string) =>
    [...standing.values()].filter((one) =>
      Object.values(periodsOfDay(one.editionDay)).includes(period as Period),
    );
  const order = (period: string) =>
    stands(period)
      .sort(
        (a, b) =>
          b.tally.upvotes - a.tally.upvotes ||
          prior(b) - prior(a) ||
          tieBreak(a.editionDay, a.id) - tieBreak(b.editionDay, b.id),
      )
      .map((one) => one.id as string);
  return {
    standing,
    freeze: (period: string) => {
      if (!frozen.has(period)) frozen.set(period, order(period));
    },
    isFrozen: (period: string) => frozen.has(period),
    entries: (period: string) => frozen.get(period) ?? order(period),
    late: (period: string) =>
      stands(period).filter((one) => frozen.get(period)?.includes(one.id) === false).length,
  };
}

/** Does one step to the editions and to the model, and checks that both say the same. */
async function take(
  step: Step,
  at: Date,
  editions: Editions,
  model: ReturnType<typeof createModel>,
) {
  if (step.kind === "place") {
    const papers = step.papers.map(([number, day, upvotes]) =>
      aPaper({
        id: `p${number}`,
        // Titles of unlike length, so that priors differ where votes do not.
        title: "word ".repeat(4 + (number % 3) * 4),
        editionDay: addDays(FIRST_DAY, day),
        tally: { upvotes },
      }),
    );
    await editions.place(papers);
    for (const one of papers) model.standing.set(one.id, one);
  }
  if (step.kind === "withdraw") {
    await editions.withdraw([paperId(`p${step.paper}`)]);
    model.standing.delete(`p${step.paper}`);
  }
  if (step.kind === "freeze") {
    const period = periodsOfDay(addDays(FIRST_DAY, step.day))[step.of];
    const outcome = await editions.freeze(period, at).then(
      () => "done",
      (error: { code: string }) => error.code,
    );
    const isKnown = model.isFrozen(period) || model.entries(period).length > 0;
    const mayFreeze = model.isFrozen(period) || isOver(period, at, timeZone);
    assert.equal(outcome, !isKnown ? "not_found" : mayFreeze ? "done" : "conflict");
    if (outcome === "done") model.freeze(period);
  }
}

async function check(steps: readonly Step[], database: Database) {
  let now = new Date(`${FIRST_DAY}T06:00:00Z`);
  const clock = { now: () => now };
  const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 12 });
  const model = createModel();
  for (const step of steps) {
    if (step.kind === "wait") now = new Date(now.getTime() + step.hours * 3_600_000);
    await take(step, now, editions, model);
  }
  const days = Array.from({ length: 6 }, (_, index) => addDays(FIRST_DAY, index));
  for (const period of new Set(days.flatMap((day) => Object.values(periodsOfDay(day))))) {
    const edition = await editions.get(period);
    assert.deepEqual(
      edition.entries.map((entry) => entry.paperId),
      model.entries(period),
    );
    assert.equal(edition.total, model.entries(period).length);
    assert.equal(edition.status, model.isFrozen(period) ? "frozen" : "open");
    assert.equal(edition.lateArrivals, model.late(period));
    if (model.isFrozen(period)) assert.ok((await editions.verify(period)).isIntact);
  }
}

describeOnEachDatabase("editions and a model of them", (withDatabase) => {
  test("say the same after any steps", () =>
    withDatabase(async (database) => {
      const property = fc.asyncProperty(steps, async (some) => {
        for (const table of ["placement", "edition", "edition_entry"] as const) {
          await database.kysely.deleteFrom(table).execute();
        }
        await check(some, database);
      });
      await fc.assert(property, { numRuns: 60 });
    }));
});
