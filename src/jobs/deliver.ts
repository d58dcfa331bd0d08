import type { Digests } from "#digests";
import type { Clock, Log } from "#platform";

export interface DeliverParts {
  readonly digests: Pick<Digests, "send">;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: { readonly smtpUrl: string };
  /** Ends the run after the messages under way. */
  readonly signal?: AbortSignal;
}

/** Sends the digests that are due; does nothing where no mail server is set. */
export async function deliver(parts: DeliverParts): Promise<void> {
  if (parts.config.smtpUrl === "") return;
  const report = await parts.digests.send({
    now: parts.clock.now(),
    ...(parts.signal && { signal: parts.signal }),
  });
  if (report.due > 0 || report.expired > 0) parts.log.info({ ...report }, "digests are sent");
}
