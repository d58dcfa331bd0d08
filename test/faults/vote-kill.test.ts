import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { readyUrl, startProgram, temporaryFolder } from "../support/program.ts";
import {
  type CastVote,
  castVotes,
  countVotes,
  prepareElectorate,
  sqliteIn,
} from "../support/vote-load.ts";

/** All twenty in CI, fewer where somebody waits. */
const KILLS = process.env.REQUIRE_EVERYTHING ? 20 : 3;
const MOST_RUN_MS = 400;
/** Answered before a kill, however busy the machine is: what was never answered can not be lost. */
const LEAST_VOTES = 10;

test(`the program killed ${KILLS} times while people vote: every vote that was answered is there once, and the counts are right`, async (t) => {
  const folder = await temporaryFolder(t);
  const settings = sqliteIn(folder);
  await mkdir(settings.dataDir);
  const electorate = await prepareElectorate(settings, { papers: 40, readers: 400 });
  const acked: CastVote[] = [];
  let from = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const words = ["serve", "--port", "0", "--offline", "--data", settings.dataDir];
    const child = startProgram(words, { ARXIV_CATEGORIES: "" });
    const url = await readyUrl(child);
    const exit = once(child, "exit");
    let isDead = false;
    const answered: CastVote[] = [];
    const load = { atOnce: 24, from, acked: answered, isOver: () => isDead };
    const voting = castVotes(url, electorate, load);
    await sleep(100 + Math.random() * MOST_RUN_MS);
    while (answered.length < LEAST_VOTES && child.exitCode === null) await sleep(5);
    child.kill("SIGKILL");
    await exit;
    isDead = true;
    const cast = await voting;
    assert.deepEqual(cast.refused, []);
    acked.push(...cast.acked);
    from += cast.acked.length + 24;
    const { lost, wrong, votes } = await countVotes(settings, electorate, acked);
    assert.deepEqual({ kill, lost, wrong }, { kill, lost: 0, wrong: 0 });
    assert.ok(votes >= acked.length);
  }
  t.diagnostic(`${acked.length} votes answered`);
});
