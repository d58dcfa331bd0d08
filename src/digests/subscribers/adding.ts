import type { NamedSubject } from "#picks";
import { type Desk, expired, type Opened, startColumns } from "./desk.ts";
import { MOST_DIGESTS, takeUp } from "./managing.ts";
import { scheduleOf } from "./read-rows.ts";
import type { DigestRow, SubscriberStore } from "./store.ts";

/**
 * Keeps what an active subscriber was asked about until the link of a mail confirms it, in place
 * of what was asked before.
 *
 * @returns whether there is something to confirm: not where they have it, or have too many.
 */
export async function noteMore(
  store: SubscriberStore,
  made: DigestRow,
  { kind, target }: NamedSubject,
): Promise<boolean> {
  const there: DigestRow[] = [];
  for (const row of await store.digestsOf(made.subscriber_id)) {
    if (row.state === "asked") await store.removeDigest(row.digest_id);
    else there.push(row);
  }
  const has = there.some(
    ({ state, subject_kind, subject_target }) =>
      state === "active" && subject_kind === kind && subject_target === target,
  );
  if (has || there.length >= MOST_DIGESTS) return false;
  await store.insertDigest(made);
  return true;
}

/**
 * Begins the digest of an `add` token; pressing twice does no more than once.
 *
 * @throws AppError `not_found` when it was asked for before `oldest`, or has been ended since.
 */
export async function beginMore(
  desk: Desk,
  { subscriber, digest }: Opened,
  oldest: string,
): Promise<void> {
  if (digest?.state === "active") return;
  if (digest?.state !== "asked" || digest.created_at < oldest) throw expired();
  await desk.store.inTurn(async (turn) => {
    await takeUp(turn, subscriber, await turn.digestsOf(subscriber.subscriber_id));
    await turn.updateDigest(digest.digest_id, startColumns(desk, scheduleOf(digest)));
  });
}
