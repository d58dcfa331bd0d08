import { type Account, type AccountId, isAtLeast } from "#accounts";
import { AppError, createGuardedClient, createId, loadSecret } from "#platform";
import type { Channels, ChannelWish } from "./channels.ts";
import type { ChannelsParts } from "./channels-parts.ts";
import { openDepartures } from "./deliveries/departures.ts";
import { nextLook } from "./deliveries/due-issue.ts";
import { handOver } from "./deliveries/hand-over.ts";
import { createLooks } from "./deliveries/looks.ts";
import { runChannels } from "./deliveries/run-channels.ts";
import type { RunParts } from "./deliveries/run-parts.ts";
import { createWebhookSecret } from "./services/webhook.ts";
import { toChannel, toChannelPost } from "./settings/channel-row.ts";
import { changeColumns, newColumns } from "./settings/columns.ts";
import { createSeal } from "./settings/seal.ts";
import * as store from "./store.ts";

/** Of one account. */
const MAX_CHANNELS = 20;
const SHOWN_POSTS = 50;
/** From the first look for its name to the last byte of a service's answer. */
const DEADLINE_MS = 10_000;
const MAX_ANSWER_BYTES = 64 << 10;

export function createChannels(given: ChannelsParts): Channels {
  const { contact, settings, dataDir } = given;
  const limits = { deadlineMs: DEADLINE_MS, maxBytes: MAX_ANSWER_BYTES };
  const client =
    given.client ?? createGuardedClient({ contact, inside: settings.inside, ...limits });
  const seal = createSeal(loadSecret(dataDir));
  const departures = openDepartures(dataDir);
  const parts: RunParts = { ...given, client, seal, departures, looks: createLooks() };
  return {
    async list(owner) {
      const rows = await store.listChannels(parts.database, owner);
      return rows.map((row) => toChannel(row, seal));
    },
    get: async (owner, id) => toChannel(await requireRow(parts, owner, id), seal),
    create: (owner, wish) => create(parts, owner, wish),
    change: (owner, id, change) => changeChannel(parts, owner, id, change),
    pause: (owner, id, isPaused) => pause(parts, owner, { id, isPaused }),
    async remove(owner, id) {
      await requireRow(parts, owner, id);
      await store.deleteChannels(parts.database, owner, id);
    },
    test: (owner, id) => test(parts, owner, id),
    async posts(owner, id) {
      await requireRow(parts, owner, id);
      return (await store.listPosts(parts.database, id, SHOWN_POSTS)).map(toChannelPost);
    },
    run: (now, signal) => runChannels(parts, now, signal),
    exportData: (owner) => exportData(parts, owner),
    forget: (owner) => store.deleteChannels(parts.database, owner),
  };
}

async function requireRow(
  { database }: RunParts,
  owner: AccountId,
  id: string,
): Promise<store.ChannelRow> {
  const row = await store.findChannel(database, owner, id);
  if (row) return row;
  throw new AppError("not_found", "You have no such channel.");
}

function requireAllowed({ settings: { allowed } }: RunParts, { role }: Account): void {
  if (allowed !== "nobody" && isAtLeast(role, allowed)) return;
  const who = allowed === "nobody" ? "Nobody" : `Only accounts with the role ${allowed}`;
  throw new AppError("forbidden", `${who} can have channels on this site.`);
}

async function create(parts: RunParts, owner: Account, wish: ChannelWish) {
  requireAllowed(parts, owner);
  const { database, clock, site, seal } = parts;
  if ((await store.listChannels(database, owner.id)).length >= MAX_CHANNELS) {
    throw new AppError("conflict", `You have ${MAX_CHANNELS} channels; remove one first.`);
  }
  const columns = await newColumns(parts, owner, wish);
  const now = clock.now();
  const secret = wish.kind === "webhook" ? createWebhookSecret() : "";
  const row: store.ChannelRow = {
    ...columns,
    channel_id: createId(),
    account_id: owner.id,
    kind: wish.kind,
    secret: secret === "" ? "" : seal.close(secret),
    state: "active",
    failing_since: null,
    last_error: null,
    last_post_at: null,
    created_at: now.toISOString(),
    active_since: now.toISOString(),
    next_due_at: nextLook(wish.schedule, now, site.timeZone),
  };
  await store.insertChannel(database, row);
  return { channel: toChannel(row, seal), ...(secret !== "" && { secret }) };
}

async function changeChannel(
  parts: RunParts,
  owner: Account,
  id: string,
  change: Partial<ChannelWish>,
) {
  requireAllowed(parts, owner);
  const row = await requireRow(parts, owner.id, id);
  const columns = await changeColumns(parts, owner, row, change);
  const schedule = change.schedule;
  const isActive = row.state === "active";
  await store.updateChannel(parts.database, id, {
    ...columns,
    ...(change.address && { failing_since: null, last_error: null }),
    ...(schedule &&
      isActive && { next_due_at: nextLook(schedule, parts.clock.now(), parts.site.timeZone) }),
  });
  return toChannel(await requireRow(parts, owner.id, id), parts.seal);
}

async function pause(
  parts: RunParts,
  owner: AccountId,
  { id, isPaused }: { id: string; isPaused: boolean },
) {
  const row = await requireRow(parts, owner, id);
  const { schedule } = toChannel(row, parts.seal);
  const now = parts.clock.now();
  const isActive = row.state === "active";
  if (isPaused && isActive) {
    await store.updateChannel(parts.database, id, { state: "paused", next_due_at: null });
  } else if (!isPaused && !isActive) {
    await store.updateChannel(parts.database, id, {
      state: "active",
      failing_since: null,
      last_error: null,
      active_since: now.toISOString(),
      next_due_at: nextLook(schedule, now, parts.site.timeZone),
    });
  }
  return toChannel(await requireRow(parts, owner, id), parts.seal);
}

async function test(parts: RunParts, owner: AccountId, id: string): Promise<void> {
  const row = await requireRow(parts, owner, id);
  const { site, clock } = parts;
  const at = clock.now();
  const greeting = `This is a test of ${site.title}: papers of “${row.title}” will be posted here.`;
  const post = {
    at: at.toISOString(),
    title: row.title,
    dateline: "",
    url: `${site.url}/`,
    site: { title: site.title, url: site.url },
    papers: [],
    replies: [],
    more: 0,
    greeting,
  };
  const verdict = await handOver(parts, row, post, { id: `test_${createId()}`, at });
  if (verdict.kind === "taken") return;
  throw new AppError("unavailable", `The test was not taken: ${verdict.reason}.`);
}

async function exportData({ database, seal }: RunParts, owner: AccountId) {
  const rows = await store.listChannels(database, owner);
  const channels = [];
  for (const row of rows) {
    const posts = await store.listPosts(database, row.channel_id, 1_000);
    const { owner: _, ...channel } = toChannel(row, seal);
    channels.push({ ...channel, posts: posts.map(toChannelPost) });
  }
  return { channels };
}
