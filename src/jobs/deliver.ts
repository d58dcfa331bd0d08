import type { Digests } from "#digests";
import type { Clock, Log } from "#platform";

export interface DeliverParts {
  readonly digests: Pick<Digests, "send">;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: { readonly smtpUrl: string };
}

/** Sends the digests that are due; does nothing where no mail server is set. */
export async function deliver(parts: DeliverParts): Promise<void> {
  if (parts.config.smtpUrl === "") return;
  const { due, sent, failed, expired } = await parts.digests.send({ now: parts.clock.now() });
  if (due > 0) parts.log.info({ due, sent, failed, expired }, "digests are sent");
}
