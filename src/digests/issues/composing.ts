import { setImmediate as nextTurn } from "node:timers/promises";
import type { PaperId, PaperReader } from "#papers";
import type { PickList, Picks } from "#picks";
import { addDays, type Day, type Log } from "#platform";
import type { ComposeReport, IssuePaper } from "../digests.ts";
import { pickLists, planEach } from "./pick-lists.ts";
import { createPlanner, type OwnedDigest, type Plan, planAtOnce, toRequest } from "./plan.ts";
import type { IssueStore } from "./store.ts";
import type { MadeIssue } from "./write/made-issue.ts";

/** Digests chosen for at once: the papers of a window are read once for all of them. */
const CHOSEN_AT_ONCE = 500;
/** Issues of one transaction; few, since pages wait meanwhile. */
const WRITTEN_AT_ONCE = 20;
/** Alerts look at what came in at most this often. */
const LOOK_EVERY_MS = 5 * 60_000;
/** A quiet site is looked at so often all the same: collections change without its papers. */
const LOOK_AGAIN_MS = 60 * 60_000;
/** A paper is brought on the day it belongs to at the earliest, in any zone. */
const ZONE_DAYS = 2;

export interface ComposingParts {
  readonly store: IssueStore;
  readonly picks: Pick<Picks, "pick" | "settled">;
  readonly papers: Pick<PaperReader, "lastChange">;
  /** In which a day begins and ends. */
  readonly siteZone: string;
  /** Of Message-IDs. */
  readonly domain: string;
  readonly log: Pick<Log, "warn" | "error">;
}

export interface Composing {
  compose(now: Date, signal?: AbortSignal): Promise<ComposeReport>;
  /** Makes these issues now; their digests go on as planned. */
  make(plans: readonly Plan[], now: Date): Promise<ComposeReport>;
}

/** Makes issues. */
export function createComposing(parts: ComposingParts): Composing {
  let looked = { seq: -1, at: new Date(0), isWhole: false };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const run = last.then(work);
    last = run.catch(() => {});
    return run;
  };
  async function lookAtOnce(run: Run): Promise<void> {
    const { now } = run;
    const agoMs = now.getTime() - looked.at.getTime();
    if (agoMs >= 0 && agoMs < LOOK_EVERY_MS) return;
    const seq = await parts.papers.lastChange();
    const isSame = seq === looked.seq;
    if (isSame && looked.isWhole && agoMs >= 0 && agoMs < LOOK_AGAIN_MS) return;
    // What came in last may not be indexed yet; it is news of the next look.
    const settled = await parts.picks.settled(now);
    if (!settled) return;
    const look = { now, until: settled };
    const list = () => parts.store.listUnlooked(settled.toISOString(), CHOSEN_AT_ONCE);
    await composeAll(run, list, (digest) => planAtOnce(digest, look, parts.siteZone));
    looked = { seq, at: now, isWhole: isSame };
  }
  return {
    compose: (now, signal) =>
      inTurn(async () => {
        const run: Run = { parts, now, signal, report: { made: 0, empty: 0 } };
        const list = () => parts.store.listDue(now.toISOString(), CHOSEN_AT_ONCE);
        await composeAll(run, list, createPlanner(now, parts.siteZone));
        if (!signal?.aborted) await lookAtOnce(run);
        return run.report;
      }),
    make: (plans, now) =>
      inTurn(async () => {
        const run: Run = { parts, now, signal: undefined, report: { made: 0, empty: 0 } };
        await makeAll(run, plans);
        return run.report;
      }),
  };
}

interface Run {
  readonly parts: ComposingParts;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
  report: { made: number; empty: number };
}

async function composeAll(
  run: Run,
  list: () => Promise<readonly OwnedDigest[]>,
  plan: (digest: OwnedDigest) => Plan,
): Promise<void> {
  let before = "";
  while (!run.signal?.aborted) {
    const digests = await list();
    const batch = digests.map(({ digest_id }) => digest_id).join();
    // What somebody else is changing again and again is left to the next run.
    if (digests.length === 0 || batch === before) return;
    before = batch;
    await makeAll(run, planEach(run.parts, digests, plan));
  }
}

/** Chooses papers for all of them, then writes them in short transactions. */
async function makeAll(run: Run, plans: readonly Plan[]): Promise<void> {
  const { store, domain } = run.parts;
  const due = plans.flatMap((plan) => (plan.issue ? [{ plan, issue: plan.issue }] : []));
  const brought = await readBrought(store, plans);
  const asked = due.map(({ plan, issue }) => {
    const { digest } = plan;
    return { digest, request: toRequest(plan, issue, brought.get(digest.subscriber_id)) };
  });
  const lists = await pickLists(run.parts, asked);
  const chosen = new Map(
    due.map(({ plan, issue }, index) => [plan, { issue, list: lists[index] }]),
  );
  const made = plans.flatMap((plan): MadeIssue[] => {
    const found = chosen.get(plan);
    if (!found) return [{ plan, messageId: "" }];
    const { issue, list } = found;
    // What could not be looked up now stays due.
    if (!list) return [];
    const messageId = messageIdOf(issue.period, plan.digest.digest_id, domain);
    return [{ plan, chosen: { issue, ...frozen(list) }, messageId }];
  });
  for (let start = 0; start < made.length && !run.signal?.aborted; start += WRITTEN_AT_ONCE) {
    const part = made.slice(start, start + WRITTEN_AT_ONCE);
    const written = await store.write(part, run.now.toISOString());
    run.report = {
      made: run.report.made + written.made,
      empty: run.report.empty + written.empty,
    };
    await nextTurn();
  }
}

/** What the subscribers of these plans have had, as far as their issues reach back. */
export async function readBrought(store: Pick<IssueStore, "broughtSince">, plans: readonly Plan[]) {
  const days = plans.flatMap(({ issue }) => (issue ? [issue.from] : [])).sort();
  const brought = new Map<string, ReadonlySet<PaperId>>();
  const oldest: Day | undefined = days[0];
  if (!oldest) return brought;
  const since = `${addDays(oldest, -ZONE_DAYS)}T00:00:00.000Z`;
  const subscribers = [...new Set(plans.map(({ digest }) => digest.subscriber_id))];
  for (let start = 0; start < subscribers.length; start += WRITTEN_AT_ONCE) {
    const part = subscribers.slice(start, start + WRITTEN_AT_ONCE);
    for (const [id, papers] of await store.broughtSince(part, since)) brought.set(id, papers);
    await nextTurn();
  }
  return brought;
}

/** What an issue keeps of what was chosen. */
export function frozen({ picks, replies, total }: PickList) {
  const papers = picks.map(
    ({ paperId, reason, upvotes, comments }): IssuePaper => ({
      paperId,
      reason,
      upvotes,
      comments,
    }),
  );
  return { papers, replies: replies ?? [], total };
}

/** A dot-atom of RFC 5322; the same issue of the same digest always has the same one. */
function messageIdOf(period: string, digestId: string, domain: string): string {
  return `${period.replaceAll(":", "")}.${digestId}@${domain}`;
}
