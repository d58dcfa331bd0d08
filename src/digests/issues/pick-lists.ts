import type { PickList, PickRequest, Picks } from "#picks";
import type { Log } from "#platform";
import type { OwnedDigest, Plan } from "./plan.ts";

/** What one digest asks for. */
interface Asked {
  readonly digest: Pick<OwnedDigest, "digest_id">;
  readonly request: PickRequest;
}

interface Parts {
  readonly picks: Pick<Picks, "pick">;
  readonly log: Pick<Log, "warn" | "error">;
}

/** In the order asked; nothing for a digest whose papers can not be looked up now. */
export async function pickLists(
  { picks, log }: Parts,
  asked: readonly Asked[],
): Promise<readonly (PickList | undefined)[]> {
  if (asked.length === 0) return [];
  try {
    return await picks.pick(asked.map(({ request }) => request));
  } catch (first) {
    log.warn({ err: first }, "papers for digests are looked up one by one");
  }
  const lists: (PickList | undefined)[] = [];
  for (const { digest, request } of asked) {
    const [list] = await picks.pick([request]).catch((error: unknown) => {
      const { digest_id } = digest;
      log.error({ digest: digest_id, err: error }, "papers for a digest can not be looked up");
      return [];
    });
    lists.push(list);
  }
  return lists;
}

/** The plans that can be made: one digest that has none holds up no other. */
export function planEach(
  { log }: Pick<Parts, "log">,
  digests: readonly OwnedDigest[],
  plan: (digest: OwnedDigest) => Plan,
): Plan[] {
  return digests.flatMap((digest) => {
    try {
      return [plan(digest)];
    } catch (error) {
      log.error({ digest: digest.digest_id, err: error }, "when a digest is due can not be told");
      return [];
    }
  });
}
