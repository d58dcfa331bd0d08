import assert from "node:assert/strict";
import { test } from "node:test";
import type { EditionReader } from "#editions";
import type { PaperId } from "#papers";
import { AppError } from "#platform";
import type { Summaries } from "#summaries";
import { aPaper } from "../../test/support/papers.ts";
import { editionReader } from "../../test/support/web-parts.ts";
import { keepSummaries } from "./keep-summaries.ts";

const days = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"];
const editions: EditionReader = editionReader(
  days.flatMap((editionDay) => [0, 1].map((upvotes) => aPaper({ editionDay, tally: { upvotes } }))),
);

function aJob(keep: Summaries["keep"], isOn = true) {
  const said: string[] = [];
  let now = Date.parse("2026-11-20T12:00:00Z");
  const note = (_details: object, text: string) => said.push(text);
  const run = keepSummaries({
    editions,
    summaries: { isOn, findMany: async () => new Map(), keep },
    clock: { now: () => new Date(now) },
    log: { info: note, warn: note } as never,
  });
  return {
    said,
    run,
    pass(minutes: number) {
      now += minutes * 60_000;
    },
  };
}

test("the papers of the three newest days are asked about, newest day and best paper first", async () => {
  const asked: PaperId[][] = [];
  const job = aJob(async (ids) => {
    asked.push([...ids]);
    return { made: 2, refused: 1 };
  });
  await job.run();
  const expected: PaperId[] = [];
  for (const day of days.toReversed().slice(0, 3)) {
    const { entries } = await editions.get(day as never);
    expected.push(...entries.map(({ paperId }) => paperId));
  }
  assert.deepEqual(asked, [expected]);
  assert.deepEqual(job.said, ["2 papers are summed up"]);
});

test("an endpoint that fails is left alone, ever longer, until it answers", async () => {
  let calls = 0;
  let isBroken = true;
  const job = aJob(async () => {
    calls += 1;
    if (isBroken) throw new AppError("unavailable", "no answer in time");
    return { made: 0, refused: 0 };
  });
  const callsAfter = async (minutes: number) => {
    job.pass(minutes);
    await job.run();
    return calls;
  };
  assert.equal(await callsAfter(0), 1);
  assert.equal(await callsAfter(0.5), 1);
  assert.equal(await callsAfter(0.5), 2);
  assert.equal(await callsAfter(1), 2);
  assert.equal(await callsAfter(1), 3);
  isBroken = false;
  assert.equal(await callsAfter(4), 4);
  assert.equal(await callsAfter(0), 5);
  assert.match(job.said[0]!, /wait to be summed up, for 60 s: no answer in time/);
});

test("where summaries are off nothing is looked up", async () => {
  const job = aJob(() => assert.fail("asked"), false);
  await job.run();
  assert.deepEqual(job.said, []);
});
