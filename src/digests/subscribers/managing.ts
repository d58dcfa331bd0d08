import type { PaperId } from "#papers";
import { nextIssue, type Schedule } from "#picks";
import { AppError } from "#platform";
import type { DigestSettings, Digests, DigestWish } from "../digests.ts";
import { type Desk, openToken, showDigest, startColumns } from "./desk.ts";
import { emailOf, readerOf, wishOf } from "./read-rows.ts";
import type { DigestRow, SubscriberRow, SubscriberStore } from "./store.ts";
import { checkWish, newDigest, wishColumns } from "./wishes.ts";

export const MOST_DIGESTS = 50;
/** An issue that is later than this is not made up for when a schedule changes. */
const LATE_MS = 12 * 3_600_000;

type Change = Partial<DigestWish> & { readonly state?: "active" | "stopped" };

/** The digests of one subscriber: more of them, others, fewer. */
export function createManaging(desk: Desk) {
  const { store } = desk;
  return {
    async add(subscriberId, wish) {
      checkWish(wish);
      const row = await getSubscriber(desk, subscriberId);
      refuseMailToNobody(row, wish.route);
      const subject = await desk.picks.name(wish.subject, accountOf(row));
      const now = desk.clock.now();
      const made = newDigest(row.subscriber_id, { ...wish, subject }, { state: "active", now });
      const digest = { ...made, ...startColumns(desk, wish.schedule) };
      await store.inTurn((turn) => insert(turn, row, digest));
      return showDigest(desk, row, digest);
    },

    async change(subscriberId, digestId, change) {
      const row = await getSubscriber(desk, subscriberId);
      const digest = await getDigest(desk, row, digestId);
      const columns = await changedColumns(desk, { row, digest }, change);
      await store.inTurn(async (turn) => {
        if (change.state === "active") await takeUp(turn, row, await turn.digestsOf(subscriberId));
        await turn.updateDigest(digestId, columns);
      });
      return showDigest(desk, row, { ...digest, ...columns });
    },

    async remove(subscriberId, digestId) {
      const row = await getSubscriber(desk, subscriberId);
      await getDigest(desk, row, digestId);
      await store.inTurn((turn) => turn.removeDigest(digestId));
    },

    async openMark(token) {
      const { claim, subscriber } = await openToken(desk, token, ["mark"]);
      return { reader: readerOf(subscriber), paperId: claim.paperId as PaperId };
    },

    async openRead(token): Promise<DigestSettings> {
      const { subscriber, digest } = await openToken(desk, token, ["read"]);
      return showDigest(desk, subscriber, digest as DigestRow);
    },
  } satisfies Partial<Digests>;
}

/** @throws AppError `not_found` where it is not a digest of that subscriber. */
export async function getOwned(desk: Desk, subscriberId: string, digestId: string) {
  const row = await getSubscriber(desk, subscriberId);
  const { email, account_id } = row;
  return { ...(await getDigest(desk, row, digestId)), email, account_id };
}

function accountOf(row: SubscriberRow) {
  return (row.account_id ?? undefined) as Parameters<Digests["forget"]>[0] | undefined;
}

async function getSubscriber({ store }: Desk, id: string): Promise<SubscriberRow> {
  const row = await store.find(id);
  if (row) return row;
  throw new AppError("not_found", "There is no such subscriber any more; subscribe again");
}

async function getDigest({ store }: Desk, row: SubscriberRow, id: string): Promise<DigestRow> {
  const digest = await store.findDigest(id);
  if (digest?.subscriber_id === row.subscriber_id) return digest;
  throw new AppError("not_found", "There is no such digest; it may have been removed");
}

/** @throws AppError `conflict` when there are as many as there may be. */
async function insert(store: SubscriberStore, row: SubscriberRow, digest: DigestRow) {
  const there = await store.digestsOf(row.subscriber_id);
  if (there.length >= MOST_DIGESTS) {
    throw new AppError("conflict", `There may be ${MOST_DIGESTS} digests; remove one first`);
  }
  await takeUp(store, row, there);
  await store.insertDigest(digest);
}

/** Who left all of them and asks for one gets that one alone. */
export async function takeUp(
  store: SubscriberStore,
  row: SubscriberRow,
  there: readonly DigestRow[],
) {
  if (row.state !== "unsubscribed") return;
  for (const { digest_id, state } of there) {
    if (state === "active") await store.updateDigest(digest_id, { state: "stopped" });
  }
  await store.update(row.subscriber_id, { state: "active" });
}

function refuseMailToNobody(row: SubscriberRow, route: DigestWish["route"]): void {
  if (route === "feed" || emailOf(row)) return;
  throw new AppError("invalid", "This account has no mail address; add one, or choose the feed");
}

async function changedColumns(
  desk: Desk,
  { row, digest }: { row: SubscriberRow; digest: DigestRow },
  { state, ...change }: Change,
): Promise<Partial<DigestRow>> {
  const before = wishOf(digest);
  const wish = { ...before, ...change };
  checkWish(wish);
  refuseMailToNobody(row, wish.route);
  const subject = change.subject
    ? await desk.picks.name(change.subject, accountOf(row))
    : before.subject;
  const columns = wishColumns({ ...wish, subject });
  if (state === "stopped") return { ...columns, state, next_due_at: null };
  const wasOff = digest.state !== "active" || row.state === "unsubscribed";
  if (state === "active" && wasOff) {
    return { ...columns, ...startColumns(desk, wish.schedule) };
  }
  return { ...columns, ...rescheduled(desk, digest, wish.schedule) };
}

/** When a digest with another schedule is due next: at once, if its new hour was missed today. */
export function rescheduled(desk: Desk, digest: DigestRow, schedule: Schedule) {
  const now = desk.clock.now();
  if (schedule.cadence === "at-once") {
    const looked_until = digest.cadence === "at-once" ? digest.looked_until : now.toISOString();
    return { next_due_at: null, looked_until };
  }
  const since = Math.max(Date.parse(digest.active_since), now.getTime() - LATE_MS);
  let issue = nextIssue(schedule, new Date(since), desk.site.timeZone);
  while (issue && issue.until <= (digest.covered_until ?? "")) {
    issue = nextIssue(schedule, issue.dueAt, desk.site.timeZone);
  }
  return { next_due_at: issue ? issue.dueAt.toISOString() : null };
}
