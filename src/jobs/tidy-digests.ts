import type { Digests } from "#digests";
import type { Log } from "#platform";

export interface TidyDigestsParts {
  readonly digests: Pick<Digests, "tidy">;
  readonly log: Pick<Log, "info">;
  readonly signal?: AbortSignal;
}

/** Lets go of issues that have been kept long enough, and of requests nobody confirmed. */
export async function tidyDigests({ digests, log, signal }: TidyDigestsParts): Promise<void> {
  const { issues } = await digests.tidy(signal);
  if (issues > 0) log.info({ issues }, "old issues of digests are let go of");
}
