import { AppError, createId } from "#platform";
import type { ChannelKind, ChannelsReport } from "../channels.ts";
import type { Post } from "../posts/post.ts";
import type { Verdict } from "../services/service.ts";
import { services } from "../services/services.ts";
import { addressOf, contentOf } from "../settings/channel-row.ts";
import {
  type ClaimedPost,
  claimPosts,
  noteFailure,
  noteLeaving,
  settlePost,
  updateChannel,
} from "../store.ts";
import { disable } from "./disable.ts";
import { handOver, postId } from "./hand-over.ts";
import { underLease } from "./leases.ts";
import { DISABLED_AFTER_MS, nextTry } from "./retry.ts";
import type { RunParts } from "./run-parts.ts";

/** Posts under way at once, each to another machine. */
const CLAIMED = 16;
/** Longer than that many posts to one slow machine take. */
const LEASE_MS = 15 * 60_000;

type Counts = { -readonly [Key in keyof ChannelsReport]: number };

/** Hands over everything that waits, machines side by side, each one post after the other. */
export async function deliverPosts(parts: RunParts, signal?: AbortSignal): Promise<ChannelsReport> {
  const counts: Counts = { due: 0, sent: 0, failed: 0, disabled: 0 };
  const leaseToken = createId();
  await underLease(leaseToken, async () => {
    while (!signal?.aborted) {
      const claimed = await claimPosts(parts.database, claimNow(parts, leaseToken));
      if (claimed.length === 0) break;
      counts.due += claimed.length;
      await deliverAll(parts, claimed, { counts, signal });
    }
  });
  return counts;
}

async function deliverAll(
  parts: RunParts,
  claimed: readonly ClaimedPost[],
  { counts, signal }: { counts: Counts; signal: AbortSignal | undefined },
): Promise<void> {
  const queues = Map.groupBy(claimed, ({ channel }) => machineOf(parts, channel));
  await Promise.all(
    [...queues.values()].map(async (queue) => {
      for (const one of queue) {
        if (signal?.aborted) await putBack(parts, one);
        else await deliverOne(parts, one, counts);
      }
    }),
  );
}

function claimNow({ clock }: RunParts, leaseToken: string) {
  const now = clock.now();
  return {
    now: now.toISOString(),
    leaseToken,
    leaseUntil: new Date(now.getTime() + LEASE_MS).toISOString(),
    limit: CLAIMED,
  };
}

function machineOf({ seal }: RunParts, channel: ClaimedPost["channel"]): string {
  const url = addressOf(channel, seal)?.url ?? "";
  return URL.canParse(url) ? new URL(url).host : channel.kind;
}

/** As it was before it was claimed. */
function putBack({ database }: RunParts, { post }: ClaimedPost): Promise<boolean> {
  return settlePost(database, post, { state: "due", attempts: post.attempts - 1 });
}

async function deliverOne(parts: RunParts, claimed: ClaimedPost, counts: Counts): Promise<void> {
  const { post, channel } = claimed;
  const content = contentOf(post);
  if (!content) return void (await settlePost(parts.database, post, { state: "empty" }));
  const id = postId(post.channel_id, post.period);
  const verdict = services[channel.kind as ChannelKind].isRepeatable
    ? await handOver(parts, channel, content, { id, at: parts.clock.now() })
    : await handOverOnce(parts, claimed, content, id);
  await settle(parts, claimed, verdict, counts);
}

/** Where a second time would show: only what can not have left before. */
async function handOverOnce(
  parts: RunParts,
  { post, channel }: ClaimedPost,
  content: Post,
  id: string,
): Promise<Verdict> {
  const { database, departures, clock } = parts;
  const before = departures.find(id)?.step;
  if (before === "taken") return { kind: "taken" };
  if (before === "leaving") return { kind: "unknown", reason: "It had left before" };
  const beforeLeaving = async () => {
    const now = clock.now();
    departures.note(id, "ready", now);
    // The database tells other machines; the file outlives a database brought back from a copy.
    const isOurs = await noteLeaving(database, post, now.toISOString());
    if (!isOurs) throw new AppError("conflict", "another run has taken the post over");
    departures.note(id, "leaving", now);
  };
  const at = clock.now();
  const verdict = await handOver(parts, channel, content, { id, at, beforeLeaving });
  if (verdict.kind === "taken") departures.note(id, "taken", clock.now());
  else if (verdict.kind !== "unknown") departures.note(id, "refused", clock.now());
  return verdict;
}

/** Writes what became of a post, and how its channel fares. */
async function settle(
  parts: RunParts,
  { post, channel }: ClaimedPost,
  verdict: Verdict,
  counts: Counts,
): Promise<void> {
  const { database } = parts;
  const id = channel.channel_id;
  const now = parts.clock.now();
  if (verdict.kind === "taken") {
    const at = now.toISOString();
    counts.sent += 1;
    await settlePost(database, post, { state: "sent", sent_at: at, last_error: null });
    const fine = { failing_since: null, last_error: null, last_post_at: at };
    return updateChannel(database, id, fine);
  }
  const { reason } = verdict;
  parts.log.warn({ channel: id, kind: channel.kind, reason }, "a post was not taken");
  counts.failed += 1;
  if (verdict.kind === "moved") await follow(parts, channel, verdict.room);
  const again = whenAgain(channel.kind as ChannelKind, post, verdict, now);
  const isSettled = await settlePost(database, post, {
    state: again ? "due" : "failed",
    last_error:
      verdict.kind === "unknown" && !again ? `${reason}; it may have been posted` : reason,
    lease_until: again?.toISOString() ?? null,
  });
  // Whoever took it over says what becomes of it.
  if (!isSettled) return;
  const since = await noteFailure(database, id, { now: now.toISOString(), reason });
  const isLong = now.getTime() - Date.parse(since) >= DISABLED_AFTER_MS;
  if (verdict.kind !== "gone" && !isLong) return;
  if (await disable(parts, channel, reason)) counts.disabled += 1;
}

function whenAgain(
  kind: ChannelKind,
  post: ClaimedPost["post"],
  verdict: Exclude<Verdict, { kind: "taken" }>,
  now: Date,
): Date | undefined {
  if (verdict.kind === "gone") return undefined;
  if (verdict.kind === "moved") return now;
  // Nobody is told the same thing twice where the service can not tell that it is the same.
  if (verdict.kind === "unknown" && !services[kind].isRepeatable) return undefined;
  const asked = verdict.kind === "later" ? verdict.waitMs : undefined;
  return nextTry({ attempts: post.attempts, dueAt: new Date(post.due_at), now }, asked);
}

/** Takes over the new id of a room. */
async function follow(
  { database, seal }: RunParts,
  channel: ClaimedPost["channel"],
  room: string,
): Promise<void> {
  const address = { ...addressOf(channel, seal), room };
  await updateChannel(database, channel.channel_id, {
    address: seal.close(JSON.stringify(address)),
  });
}
