import type { AccountId } from "#accounts";
import { type ChannelRow, disableChannel } from "../store.ts";
import type { RunParts } from "./run-parts.ts";

/**
 * Lets a channel rest, and tells its owner once.
 *
 * @returns false when it rested already.
 */
export async function disable(
  parts: RunParts,
  channel: ChannelRow,
  reason: string,
): Promise<boolean> {
  if (!(await disableChannel(parts.database, channel.channel_id, reason))) return false;
  parts.log.warn({ channel: channel.channel_id, kind: channel.kind }, "a channel is disabled");
  const owner = await parts.people.find(channel.account_id as AccountId);
  if (!parts.sendLetter || owner?.email === undefined) return true;
  const letter = {
    subject: `Your channel “${channel.title}” has stopped`,
    before:
      `${parts.site.title} could not post to your channel “${channel.title}” any more, ` +
      "so it has been switched off. The page of your channels says what the service answered.",
    button: "See your channels",
    url: `${parts.site.url}/settings/channels`,
    after: "Mend its address there and switch it on again, or remove it.",
  };
  await parts.sendLetter(owner.email, letter).catch((error: unknown) => {
    parts.log.error({ err: error }, "the owner of a channel could not be told that it stopped");
  });
  return true;
}
