import type { ChannelKind } from "../channels.ts";
import { services } from "../services/services.ts";
import { type ClaimedPost, listAbandoned, noteFailure, settlePost } from "../store.ts";
import type { Departure } from "./departures.ts";
import { postId } from "./hand-over.ts";
import { activeLeases } from "./leases.ts";
import type { RunParts } from "./run-parts.ts";

const STOPPED = "Broadsheet stopped while it was posting";

/**
 * Decides about posts that an earlier run left half done. What has not left, and what a service
 * shows once however often it comes, goes again; what may stand there already is let be. What was
 * taken is not sent again, only noted.
 */
export async function recoverPosts(parts: RunParts, now: Date): Promise<void> {
  const abandoned = await listAbandoned(parts.database, now.toISOString(), activeLeases);
  for (const { post, channel } of abandoned) {
    const { isRepeatable } = services[channel.kind as ChannelKind];
    const id = postId(post.channel_id, post.period);
    const canGo = isRepeatable || !mayBeShown(post, parts.departures.find(id));
    const reason = canGo ? STOPPED : `${STOPPED}; it may have been posted`;
    await settlePost(parts.database, post, {
      state: canGo ? "due" : "failed",
      last_error: reason,
    });
    if (canGo) continue;
    await noteFailure(parts.database, channel.channel_id, { now: now.toISOString(), reason });
  }
}

/**
 * Whether a try may stand there already. Our own file knows what became of what was to leave from
 * here; of other machines there is only the database, which says of a post when it left last.
 */
function mayBeShown({ sent_at }: ClaimedPost["post"], departure: Departure | undefined): boolean {
  if (departure?.step === "leaving") return true;
  // What was taken goes no further than the file that says so.
  if (departure?.step === "taken" || sent_at === null) return false;
  return departure === undefined || departure.at < sent_at;
}
