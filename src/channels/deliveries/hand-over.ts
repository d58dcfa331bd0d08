import { createHash } from "node:crypto";
import { AppError } from "#platform";
import type { ChannelKind } from "../channels.ts";
import type { Post } from "../posts/post.ts";
import type { Envelope, Verdict } from "../services/service.ts";
import { services } from "../services/services.ts";
import { addressOf } from "../settings/channel-row.ts";
import type { ChannelRow } from "../store.ts";
import type { RunParts } from "./run-parts.ts";

/** What a channel's post is known by to its service: the same on every try, and no other's. */
export function postId(channelId: string, period: string): string {
  const name = `${channelId} ${period}`;
  return `post_${createHash("sha256").update(name).digest("base64url").slice(0, 27)}`;
}

/** What a try is made with. */
interface Try extends Pick<Envelope, "id" | "at"> {
  /** Right before the post leaves; where it throws, nothing does. */
  readonly beforeLeaving?: () => Promise<void>;
}

/** One try. Never throws; what a service must not know of stands in no reason. */
export async function handOver(
  { client, seal }: Pick<RunParts, "client" | "seal">,
  channel: ChannelRow,
  post: Post,
  { id, at, beforeLeaving }: Try,
): Promise<Verdict> {
  const service = services[channel.kind as ChannelKind];
  const address = addressOf(channel, seal);
  const secret = channel.secret === "" ? "" : seal.open(channel.secret);
  if (!address || secret === undefined) {
    return {
      kind: "gone",
      reason: "Its address was sealed with another secret than this site's; give it again",
    };
  }
  try {
    const request = service.request(post, address, { id, at, secret });
    const outcome = await client.send({ ...request, ...(beforeLeaving && { beforeLeaving }) });
    if (outcome.kind === "answered") return service.read(outcome, at);
    return { kind: outcome.kind === "unsent" ? "later" : "unknown", reason: outcome.reason };
  } catch (error) {
    const reason = error instanceof AppError ? error.message : "the post could not be made";
    return { kind: "later", reason };
  }
}
