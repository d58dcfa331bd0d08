import { AppError } from "#platform";
import type { ChannelsReport } from "../channels.ts";
import { expirePosts, prunePosts } from "../store.ts";
import { deliverPosts } from "./deliver-posts.ts";
import { EXPIRES_AFTER_MS } from "./due-issue.ts";
import { makePosts } from "./make-posts.ts";
import { recoverPosts } from "./recover-posts.ts";
import type { RunParts } from "./run-parts.ts";

/** What was posted is remembered for this long. */
const KEPT_MS = 400 * 24 * 3_600_000;

/** Composes what is due and hands over what waits. */
export async function runChannels(
  parts: RunParts,
  now: Date,
  signal?: AbortSignal,
): Promise<ChannelsReport> {
  if (Number.isNaN(now.getTime())) throw new AppError("invalid", "That is no instant.");
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  parts.departures.load(now);
  await recoverPosts(parts, now);
  await makePosts(parts, now, signal);
  await expirePosts(parts.database, before(EXPIRES_AFTER_MS));
  await prunePosts(parts.database, before(KEPT_MS));
  return deliverPosts(parts, signal);
}
