import { firstDay, lastDay, type Period, periodKind } from "#editions";
import { AppError, type Day } from "#platform";
import type { OwnedDigest, Plan } from "../issues/plan.ts";
import type { SenderParts } from "./run.ts";
import type { LedgerStore } from "./store.ts";

const DIGESTS_AT_ONCE = 500;
const cadencesOf = {
  day: ["daily", "weekdays"],
  week: ["weekly"],
  month: ["daily", "weekdays", "weekly"],
} as const;

/**
 * Makes the issues of one edition, due at `now`, on the word of the operator; what has expired or
 * was refused is due again, what was sent stays sent.
 *
 * @throws AppError `not_found` when the edition has no papers.
 */
export async function makeOnDemand(
  parts: Pick<SenderParts, "editions" | "issues" | "composing">,
  store: Pick<LedgerStore, "revive">,
  period: Period,
  { now, subscriberId }: { readonly now: Date; readonly subscriberId: string | undefined },
): Promise<void> {
  if ((await parts.editions.get(period, { limit: 1 })).total === 0) {
    throw new AppError(
      "not_found",
      `There are no papers in ${period}, so there is no digest of it`,
    );
  }
  // A named reader gets any edition; all readers get those of their cadence.
  const audience = subscriberId ? { subscriberId } : { cadences: cadencesOf[periodKind(period)] };
  for (let afterId = ""; ; ) {
    const digests = await parts.issues.listAudience(audience, { afterId, limit: DIGESTS_AT_ONCE });
    for (const turn of oncePerSubscriber(digests)) {
      const plans = turn.map((digest) => toPlan(digest, period, now));
      await parts.composing.make(plans, now);
    }
    const last = digests.at(-1);
    if (!last) break;
    afterId = last.digest_id;
  }
  await store.revive(period, now.toISOString(), subscriberId);
}

/** Parts in which nobody has two digests: the second has to know what the first has brought. */
function oncePerSubscriber(digests: readonly OwnedDigest[]): OwnedDigest[][] {
  const turns: OwnedDigest[][] = [];
  const seen = new Map<string, number>();
  for (const digest of digests) {
    const turn = seen.get(digest.subscriber_id) ?? 0;
    seen.set(digest.subscriber_id, turn + 1);
    const list = turns[turn] ?? [];
    list.push(digest);
    turns[turn] = list;
  }
  return turns;
}

function toPlan(digest: OwnedDigest, period: Period, now: Date): Plan {
  const { next_due_at, covered_until, looked_until } = digest;
  const [from, until] = [firstDay(period), lastDay(period)];
  const isOwn = (cadencesOf[periodKind(period)] as readonly string[]).includes(digest.cadence);
  const isNewer = isOwn && periodKind(period) !== "month" && until > (covered_until ?? "");
  return {
    digest,
    issue: { period, from, until: until as Day, dueAt: now },
    after: { next_due_at, covered_until: isNewer ? until : covered_until, looked_until },
  };
}
