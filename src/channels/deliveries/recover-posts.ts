import type { ChannelKind } from "../channels.ts";
import { services } from "../services/services.ts";
import { listAbandoned, noteFailure, settlePost } from "../store.ts";
import { postId } from "./hand-over.ts";
import type { RunParts } from "./run-parts.ts";

const STOPPED = "Broadsheet stopped while it was posting";

/**
 * Decides about posts that an earlier run left half done. What has not left, and what a service
 * shows once however often it comes, goes again; what may stand there already is let be. What was
 * taken is not sent again, only noted.
 */
export async function recoverPosts(parts: RunParts, now: Date): Promise<void> {
  const abandoned = await listAbandoned(parts.database, now.toISOString());
  for (const { post, channel } of abandoned) {
    const { isRepeatable } = services[channel.kind as ChannelKind];
    const id = postId(post.channel_id, post.period);
    const departure = isRepeatable ? undefined : parts.departures.find(id);
    const canGo = departure !== "leaving";
    const reason = canGo ? STOPPED : `${STOPPED}; it may have been posted`;
    await settlePost(parts.database, post, {
      state: canGo ? "due" : "failed",
      last_error: reason,
    });
    if (canGo) continue;
    await noteFailure(parts.database, channel.channel_id, { now: now.toISOString(), reason });
  }
}
