import type { Channels } from "#channels";
import type { Clock, Log } from "#platform";

export interface ChannelJobParts {
  readonly channels: Pick<Channels, "run">;
  readonly clock: Clock;
  readonly log: Pick<Log, "info">;
  /** Ends the run after the posts under way. */
  readonly signal?: AbortSignal;
}

/** Posts what is due in the channels of readers. */
export async function postToChannels(parts: ChannelJobParts): Promise<void> {
  const report = await parts.channels.run(parts.clock.now(), parts.signal);
  if (report.due > 0) parts.log.info({ ...report }, "channels have their posts");
}
