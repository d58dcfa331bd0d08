import type { Digests } from "#digests";
import type { Clock, Log } from "#platform";

export interface DeliverParts {
  readonly digests: Pick<Digests, "send" | "compose">;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: { readonly smtpUrl: string };
  /** Ends the run after the messages under way. */
  readonly signal?: AbortSignal;
}

/**
 * Makes the issues that are due and sends them; where no mail server is set they are pages and
 * feeds alone.
 */
export async function deliver(parts: DeliverParts): Promise<void> {
  const { digests, clock, log, signal } = parts;
  const now = clock.now();
  if (parts.config.smtpUrl === "") {
    const report = await digests.compose(now, signal);
    if (report.made > 0) log.info({ ...report }, "digests are made");
    return;
  }
  const report = await digests.send({ now, ...(signal && { signal }) });
  if (report.due > 0 || report.expired > 0) log.info({ ...report }, "digests are sent");
}
