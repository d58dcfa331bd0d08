import type { Picks } from "#picks";
import type { ComingIssue, Digests } from "../digests.ts";
import type { Desk } from "../subscribers/desk.ts";
import { getOwned } from "../subscribers/managing.ts";
import { frozen, readBrought } from "./composing.ts";
import { type OwnedDigest, planNext, toRequest } from "./plan.ts";
import type { IssueStore } from "./store.ts";

interface Parts {
  readonly desk: Desk;
  readonly issues: Pick<IssueStore, "broughtSince">;
  readonly picks: Pick<Picks, "pick">;
}

/** Looks ahead, and writes nothing. */
export function createForeseeing(parts: Parts) {
  return {
    async previewNext(subscriberId, digestId) {
      return foresee(parts, await getOwned(parts.desk, subscriberId, digestId));
    },
  } satisfies Partial<Digests>;
}

async function foresee({ desk, issues, picks }: Parts, digest: OwnedDigest): Promise<ComingIssue> {
  const plan = planNext(digest, desk.clock.now(), desk.site.timeZone);
  const { period, from, until, dueAt } = plan.issue;
  const brought = await readBrought(issues, [plan]);
  const request = toRequest(plan, plan.issue, brought.get(digest.subscriber_id));
  const [list] = await picks.pick([request]);
  const chosen = frozen(list ?? { picks: [], total: 0 });
  return { period, days: { from, until }, dueAt: dueAt.toISOString(), ...chosen };
}
