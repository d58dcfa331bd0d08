import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Actor } from "#community";
import type { PaperId } from "#papers";
import { parseDay } from "#platform";
import { openTestCommunity, type TestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aRecord } from "../../../test/support/papers.ts";

const PEOPLE = 4;
const PAPERS = 4;

type Step =
  | { readonly kind: "cast" | "withdraw"; readonly voter: number; readonly paper: number }
  | { readonly kind: "merge"; readonly paper: number };

const voter = fc.nat(PEOPLE - 1);
const paper = fc.nat(PAPERS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("cast" as const), voter, paper }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), voter, paper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge" as const), paper }) },
);

/**
 * Each paper begins as a record without an arXiv id; `merge` brings the same work from arXiv,
 * so that its page gets another id and the votes must follow.
 */
async function begin(site: TestCommunity) {
  const works = Array.from({ length: PAPERS }, (_, index) => ({
    title: `A Long and Telling Title of Work Number ${index}`,
    authors: [`Author Number${index}`],
  }));
  const ids: PaperId[] = [];
  for (const [index, work] of works.entries()) {
    const record = aRecord({ ...work, source: "jsonl", sourceId: `work-${index}` });
    const { changed } = await site.papers.ingest([record], parseDay("2026-11-20"));
    ids.push(changed[0]!);
  }
  const people: Actor[] = [];
  for (let index = 0; index < PEOPLE; index++) people.push(await site.actor(`p${index}x`));
  const merge = async (index: number) => {
    const record = aRecord({ ...works[index]!, arxivId: `2611.0000${index}` });
    await site.papers.ingest([record], parseDay("2026-11-20"));
    await site.community.follow();
    ids[index] = `2611.0000${index}` as PaperId;
  };
  return { ids, people, merge };
}

async function run(site: TestCommunity, steps: readonly Step[]): Promise<void> {
  const { ids, people, merge } = await begin(site);
  const model = Array.from({ length: PAPERS }, () => new Set<number>());
  for (const one of steps) {
    if (one.kind === "merge") await merge(one.paper);
    else {
      const { upvotes } = await site.community.votes[one.kind](people[one.voter]!, ids[one.paper]!);
      if (one.kind === "cast") model[one.paper]!.add(one.voter);
      else model[one.paper]!.delete(one.voter);
      assert.equal(upvotes, model[one.paper]!.size);
    }
  }
  for (const [index, voters] of model.entries()) {
    const { upvotes, counted, votes } = await site.counts(ids[index]!);
    assert.deepEqual([upvotes, counted, votes], [voters.size, voters.size, voters.size]);
  }
  const orphans = await site.database.kysely
    .selectFrom("vote")
    .select("paper_id")
    .where("paper_id", "not in", ids)
    .execute();
  assert.deepEqual(orphans, []);
}

describeOnEachDatabase("any sequence of votes and merges", (withDatabase) => {
  test("leaves the votes and the counts that a plain set of voters has", () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), (steps) =>
        withDatabase((database, settings) => run(openTestCommunity({ database, settings }), steps)),
      ),
      { numRuns: 12 },
    ));
});
