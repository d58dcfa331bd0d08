import type { Insertable, Selectable, Updateable } from "kysely";
import type { ChannelPostTable, ChannelTable, Database, Executor } from "#platform";

export type ChannelRow = Selectable<ChannelTable>;
export type PostRow = Selectable<ChannelPostTable>;

export function insertChannel({ kysely }: Database, row: Insertable<ChannelTable>) {
  return kysely.insertInto("channel").values(row).execute();
}

export function listChannels({ kysely }: Database, owner: string): Promise<ChannelRow[]> {
  return kysely
    .selectFrom("channel")
    .selectAll()
    .where("account_id", "=", owner)
    .orderBy("created_at")
    .orderBy("channel_id")
    .execute();
}

export function findChannel(
  { kysely }: Database,
  owner: string,
  id: string,
): Promise<ChannelRow | undefined> {
  return kysely
    .selectFrom("channel")
    .selectAll()
    .where("account_id", "=", owner)
    .where("channel_id", "=", id)
    .executeTakeFirst();
}

export async function updateChannel(
  { kysely }: Database,
  id: string,
  change: Updateable<ChannelTable>,
): Promise<void> {
  await kysely.updateTable("channel").set(change).where("channel_id", "=", id).execute();
}

export async function deleteChannels(
  { kysely }: Database,
  owner: string,
  id?: string,
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    let mine = transaction
      .selectFrom("channel")
      .select("channel_id")
      .where("account_id", "=", owner);
    if (id !== undefined) mine = mine.where("channel_id", "=", id);
    await transaction.deleteFrom("channel_post").where("channel_id", "in", mine).execute();
    let gone = transaction.deleteFrom("channel").where("account_id", "=", owner);
    if (id !== undefined) gone = gone.where("channel_id", "=", id);
    await gone.execute();
  });
}

/** Newest first. */
export function listPosts({ kysely }: Database, channelId: string, limit: number) {
  return kysely
    .selectFrom("channel_post")
    .selectAll()
    .where("channel_id", "=", channelId)
    .orderBy("due_at", "desc")
    .orderBy("period", "desc")
    .limit(limit)
    .execute();
}

/** Active channels whose next issue is due, longest due first. */
export function listDue({ kysely }: Database, now: string, limit: number): Promise<ChannelRow[]> {
  return kysely
    .selectFrom("channel")
    .selectAll()
    .where("state", "=", "active")
    .where("next_due_at", "<=", now)
    .orderBy("next_due_at")
    .orderBy("channel_id")
    .limit(limit)
    .execute();
}

/**
 * Moves a channel on to its next issue and keeps the post of this one, together or not at all.
 *
 * @returns false when another run, or the owner, was there before.
 */
export function moveOn(
  { kysely }: Database,
  channel: ChannelRow,
  { nextDueAt, post }: { nextDueAt: string | null; post: PostRow | undefined },
): Promise<boolean> {
  return kysely.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("channel")
      .set({ next_due_at: nextDueAt })
      .where("channel_id", "=", channel.channel_id)
      .where("state", "=", "active")
      .where("next_due_at", "=", channel.next_due_at)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (post) {
      await transaction
        .insertInto("channel_post")
        .values(post)
        .onConflict((conflict) => conflict.columns(["channel_id", "period"]).doNothing())
        .execute();
    }
    return true;
  });
}

export interface ClaimedPost {
  readonly post: PostRow;
  readonly channel: ChannelRow;
}

interface Claim {
  readonly now: string;
  readonly leaseToken: string;
  readonly leaseUntil: string;
  readonly limit: number;
}

/** Takes posts that wait, for as long as the lease lasts; no other run gets them meanwhile. */
export function claimPosts(database: Database, claim: Claim): Promise<ClaimedPost[]> {
  return database.kysely.transaction().execute(async (transaction) => {
    const claimed: ClaimedPost[] = [];
    for (const row of await waitingPosts(transaction, database, claim)) {
      const change = {
        state: "sending",
        attempts: row.attempts + 1,
        lease_token: claim.leaseToken,
        lease_until: claim.leaseUntil,
      };
      await transaction
        .updateTable("channel_post")
        .set(change)
        .where("channel_id", "=", row.channel_id)
        .where("period", "=", row.period)
        .execute();
      const channel = await transaction
        .selectFrom("channel")
        .selectAll()
        .where("channel_id", "=", row.channel_id)
        .executeTakeFirstOrThrow();
      claimed.push({ post: { ...row, ...change }, channel });
    }
    return claimed;
  });
}

/** `lease_until` of a post that waits says when it may be tried again. */
function waitingPosts(executor: Executor, { dialect }: Database, { now, limit }: Claim) {
  const rows = executor
    .selectFrom("channel_post")
    .selectAll()
    .where("state", "=", "due")
    .where("due_at", "<=", now)
    .where((row) => row.or([row("lease_until", "is", null), row("lease_until", "<=", now)]))
    .where("channel_id", "in", (build) =>
      build.selectFrom("channel").select("channel_id").where("state", "=", "active"),
    )
    .orderBy("due_at")
    .orderBy("channel_id")
    .limit(limit);
  return (dialect === "postgres" ? rows.forUpdate().skipLocked() : rows).execute();
}

/**
 * Posts whose run ended without a word: its lease is over, or it died.
 *
 * @param active leases of the runs of this process.
 */
export async function listAbandoned(
  { kysely, dialect }: Database,
  now: string,
  active: ReadonlySet<string>,
): Promise<ClaimedPost[]> {
  const sending = kysely.selectFrom("channel_post").selectAll().where("state", "=", "sending");
  // On SQLite one process has the data folder to itself: no other can be posting.
  const rows = dialect === "sqlite" ? sending : sending.where("lease_until", "<=", now);
  const posts = (await rows.execute()).filter((post) => !active.has(post.lease_token ?? ""));
  const found: ClaimedPost[] = [];
  for (const post of posts) {
    const channel = await kysely
      .selectFrom("channel")
      .selectAll()
      .where("channel_id", "=", post.channel_id)
      .executeTakeFirst();
    if (channel) found.push({ post, channel });
  }
  return found;
}

/** Notes of a claimed post that it leaves now. @returns false when the lease was lost. */
export async function noteLeaving({ kysely }: Database, post: PostRow, now: string) {
  return changeClaimed(kysely, post, { sent_at: now });
}

/** @returns false when the lease was lost. */
export async function settlePost(
  { kysely }: Database,
  post: PostRow,
  change: Updateable<ChannelPostTable>,
): Promise<boolean> {
  const free = { lease_token: null, lease_until: null, sent_at: null };
  return changeClaimed(kysely, post, { ...free, ...change });
}

async function changeClaimed(
  executor: Executor,
  post: PostRow,
  change: Updateable<ChannelPostTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable("channel_post")
    .set(change)
    .where("channel_id", "=", post.channel_id)
    .where("period", "=", post.period)
    .where("state", "=", "sending")
    .where("lease_token", "=", post.lease_token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives up what has waited since before `limit`. */
export async function expirePosts({ kysely }: Database, limit: string): Promise<void> {
  const old = () =>
    kysely.updateTable("channel_post").where("state", "=", "due").where("due_at", "<", limit);
  await old().set({ state: "failed", lease_until: null }).where("attempts", ">", 0).execute();
  await old().set({ state: "expired", lease_until: null }).execute();
}

export async function prunePosts({ kysely }: Database, before: string): Promise<void> {
  await kysely.deleteFrom("channel_post").where("due_at", "<", before).execute();
}

/** Counts the failure in, and says since when there is nothing else. */
export async function noteFailure(
  { kysely }: Database,
  id: string,
  failure: { readonly now: string; readonly reason: string },
): Promise<string> {
  await kysely
    .updateTable("channel")
    .set((row) => ({
      last_error: failure.reason,
      failing_since: row.fn.coalesce("failing_since", row.val(failure.now)),
    }))
    .where("channel_id", "=", id)
    .execute();
  const row = await kysely
    .selectFrom("channel")
    .select("failing_since")
    .where("channel_id", "=", id)
    .executeTakeFirst();
  return row?.failing_since ?? failure.now;
}

/** @returns false when it was not active. */
export async function disableChannel(
  { kysely }: Database,
  id: string,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable("channel")
    .set({ state: "disabled", next_due_at: null, last_error: reason })
    .where("channel_id", "=", id)
    .where("state", "=", "active")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
