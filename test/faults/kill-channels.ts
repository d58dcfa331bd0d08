import assert from "node:assert/strict";
import type { ChannelKind } from "#channels";
import { openDatabase } from "#platform";
import { ended, startProgram } from "../support/program.ts";
import { endLeases, type KillPlace, killRun, settingsOf, share } from "./kill-bench.ts";
import {
  chatEnvironment,
  fillRooms,
  type Machine,
  openMachines,
  roomId,
  roomName,
} from "./rooms-to-kill.ts";

export interface ChannelKillPlan extends KillPlace {
  readonly kills: number;
  /** Channels, spread evenly over the services; each has one post due. */
  readonly rooms: number;
  readonly note?: (text: string) => void;
}

/** What became of the posts. */
export interface ChannelKillReport {
  readonly rooms: number;
  readonly shown: number;
  /** Runs that were killed; those over before the kill came do not count. */
  readonly kills: number;
  /** Of these, before the run's first post. */
  readonly killsBeforePost: number;
  /** Requests that came again, to services that show a post once however often it comes. */
  readonly again: number;
  /** Posts of the others of which the ledger says that they may have been posted. */
  readonly unsure: number;
  /** Of these, not shown: what the kill hit between the ledger's word and the request. */
  readonly unsureUnshown: number;
  /** Rooms that nothing was posted to, and the ledger does not say so. */
  readonly lost: readonly string[];
  /** Rooms that show a post more than once. */
  readonly twice: readonly string[];
}

/** Every third kill comes at any moment, up to so late in a run. */
const ANY_MOMENT = 3;
const MOST_RUN_MS = 3_000;
/** Of the others, this long after a post at most. */
const MOST_DELAY_MS = 12;
const MOST_LAST_RUNS = 4;
/** Runs that came to their end before they could be killed: there is nothing left to post. */
const MOST_OVER = 5;
/** The hours of all channels are over, and their issue is not a day old. */
const NOW = "2026-11-20T12:00:00Z";
const PROGRAM = "test/faults/post-to-channels.ts";
/** Services that know a post again. */
const repeatable: readonly ChannelKind[] = ["matrix", "webhook"];

/**
 * Lets the program post to channels of every service, and kills it again and again (`kill -9`),
 * at any moment: then lets it come to its end, and compares what stands in the rooms with what
 * was to be posted. Machines on loopback play the services, by their written rules.
 */
export async function killChannels(plan: ChannelKillPlan): Promise<ChannelKillReport> {
  const aheadMs = Date.parse(NOW) - Date.now();
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  let secret = "";
  const machines = await openMachines(clock, () => secret);
  try {
    secret = await fillRooms(plan, { machines, rooms: plan.rooms, clock });
    const words = [settingsOf(plan).dataDir, String(aheadMs)];
    const environment = chatEnvironment(plan, machines);
    const start = () => startProgram(words, environment, PROGRAM);
    const killed = await killAll(plan, machines, start);
    await comeToAnEnd(plan, start);
    for (const { chat } of machines) assert.deepEqual(chat.broken, [], "rules were broken");
    return { rooms: plan.rooms, ...killed, ...(await compare(plan, machines)) };
  } finally {
    await Promise.all(machines.map(({ chat }) => chat.close()));
  }
}

type Start = () => ReturnType<typeof startProgram>;

/** Spreads the kills over the posts there are. */
async function killAll(plan: ChannelKillPlan, machines: readonly Machine[], start: Start) {
  const { kills, rooms, note } = plan;
  const shown = () => machines.reduce((sum, { chat }) => sum + chat.shown.length, 0);
  let killed = 0;
  let killsBeforePost = 0;
  let over = 0;
  while (killed < kills && over < MOST_OVER) {
    const before = shown();
    const goal = before + share({ left: rooms - before, kills: kills - killed });
    const isAnyMoment = killed % ANY_MOMENT === 0;
    const endAt = isAnyMoment ? Date.now() + Math.random() * MOST_RUN_MS : Number.POSITIVE_INFINITY;
    const isKilled = await killRun(start(), {
      isTime: () => shown() >= goal || Date.now() >= endAt,
      mostDelayMs: isAnyMoment ? 0 : MOST_DELAY_MS,
    });
    await endLeases(plan, "channel_post");
    if (!isKilled) {
      over += 1;
      continue;
    }
    killed += 1;
    if (shown() === before) killsBeforePost += 1;
    if (killed % 10 === 0) note?.(`${killed} kills, ${shown()} posts`);
  }
  return { kills: killed, killsBeforePost };
}

/** Lets it run until nothing is due any more. */
async function comeToAnEnd(plan: ChannelKillPlan, start: Start): Promise<void> {
  for (let runs = 0; runs < MOST_LAST_RUNS; runs++) {
    await endLeases(plan, "channel_post");
    const { code, stdout, stderr } = await ended(start());
    assert.equal(code, 0, stderr);
    if (JSON.parse(stdout).due === 0) return;
  }
  assert.fail("something was still due");
}

async function compare(plan: ChannelKillPlan, machines: readonly Machine[]) {
  const shown = countShown(machines);
  const posts = await readPosts(plan);
  const rooms = Array.from({ length: plan.rooms }, (_, index) => {
    const { rules } = machines[index % machines.length]!;
    const post = posts.get(roomId(index));
    const isUnsure = /it may have been posted/.test(post?.last_error ?? "");
    const mayBeUnsure = isUnsure && !repeatable.includes(rules.kind);
    const name = `${roomName(index)} of ${rules.kind}`;
    return { name, times: shown.get(roomName(index)) ?? 0, state: post?.state, mayBeUnsure };
  });
  const unsure = rooms.filter((room) => room.mayBeUnsure && room.state === "failed");
  const known = rooms.filter((room) => !unsure.includes(room));
  const taken = machines.filter(({ rules }) => repeatable.includes(rules.kind));
  return {
    shown: [...shown.values()].reduce((sum, times) => sum + times, 0),
    again: taken.reduce((sum, { chat }) => sum + chat.requests.length - chat.shown.length, 0),
    unsure: unsure.length,
    unsureUnshown: unsure.filter(({ times }) => times === 0).length,
    lost: known
      .filter(({ times, state }) => times === 0 || state !== "sent")
      .map(({ name, state }) => `${name}, which stands as ${state ?? "not made"}`),
    twice: rooms.filter(({ times }) => times > 1).map(({ name }) => name),
  };
}

/** How often each room shows its post. */
function countShown(machines: readonly Machine[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { text } of machines.flatMap(({ chat }) => chat.shown)) {
    const room = /Room \d+/.exec(text)?.[0] ?? "nowhere";
    times.set(room, (times.get(room) ?? 0) + 1);
  }
  return times;
}

async function readPosts(plan: ChannelKillPlan) {
  const database = await openDatabase(settingsOf(plan));
  const rows = await database.kysely.selectFrom("channel_post").selectAll().execute();
  await database.close();
  return new Map(rows.map((row) => [row.channel_id, row]));
}
