import type { Digests } from "../digests.ts";
import { type Desk, expired, openToken, showDigest, showSubscriber, startColumns } from "./desk.ts";
import { rescheduled, takeUp } from "./managing.ts";
import { emailOf, scheduleOf } from "./read-rows.ts";
import type { DigestRow, SubscriberRow } from "./store.ts";

/** What the links of a mail do: look, leave, come back. */
export function createLeaving(desk: Desk) {
  const { store } = desk;
  const show = async (row: SubscriberRow) =>
    showSubscriber(desk, (await store.find(row.subscriber_id)) ?? row);
  return {
    async open(token) {
      const wanted = ["confirm", "manage", "add", "stop"] as const;
      const { claim, subscriber, digest } = await openToken(desk, token, wanted);
      const isStop = claim.purpose === "stop";
      return {
        ...(await show(subscriber)),
        ...(digest && isStop && { stops: digest.digest_id }),
        ...(digest && !isStop && { adds: showDigest(desk, subscriber, digest) }),
      };
    },

    async comeBack(token) {
      const { subscriber } = await openToken(desk, token, ["confirm", "manage"]);
      if (subscriber.confirmed_at === null) throw expired();
      await comeBack(desk, subscriber);
      return show(subscriber);
    },

    async unsubscribe(token) {
      const { subscriber, digest } = await openToken(desk, token, ["stop", "manage"]);
      if (digest) await store.updateDigest(digest.digest_id, { state: "stopped" });
      else await store.update(subscriber.subscriber_id, { state: "unsubscribed" });
    },

    async weeklyInstead(token) {
      const { subscriber, digest } = await openToken(desk, token, ["stop", "manage"]);
      if (subscriber.confirmed_at === null) throw expired();
      if (digest) await takeUp(store, subscriber, await store.digestsOf(digest.subscriber_id));
      await comeBack(desk, subscriber);
      for (const row of await store.digestsOf(subscriber.subscriber_id)) {
        const isNamed = row.digest_id === digest?.digest_id;
        if (isNamed || !digest) await makeWeekly(desk, row, isNamed);
      }
      return show(subscriber);
    },
  } satisfies Partial<Digests>;
}

/** Who has left and comes back with a link from a mail need not prove the address again. */
async function comeBack(desk: Desk, row: SubscriberRow): Promise<void> {
  const { store, mail, clock } = desk;
  if (row.state === "unsubscribed") {
    const confirmed_at = clock.now().toISOString();
    await store.update(row.subscriber_id, { state: "active", confirmed_at });
    // Nobody gets the news of the time away.
    for (const digest of await store.digestsOf(row.subscriber_id)) {
      if (digest.state !== "active") continue;
      await store.updateDigest(digest.digest_id, startColumns(desk, scheduleOf(digest)));
    }
  }
  const email = emailOf(row);
  if (email) await mail.addresses.restore(email, { isReader: true });
}

/** @param isNamed the reader named this digest: it is taken up again if it was stopped. */
async function makeWeekly(desk: Desk, row: DigestRow, isNamed: boolean): Promise<void> {
  const isActive = row.state === "active";
  if (isActive ? row.cadence === "weekly" : !isNamed) return;
  const schedule = { ...scheduleOf(row), cadence: "weekly" as const };
  const due = isActive ? rescheduled(desk, row, schedule) : startColumns(desk, schedule);
  await desk.store.updateDigest(row.digest_id, { cadence: "weekly", ...due });
}
