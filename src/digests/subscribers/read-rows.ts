import type { AccountId } from "#accounts";
import type { NamedSubject, Schedule } from "#picks";
import { type ReaderId, readerOfAccount, readerOfSubscriber } from "#recommendations";
import type { DigestSettings, DigestWish, Subscriber } from "../digests.ts";
import type { DigestRow, SubscriberRow } from "./store.ts";

/** Stands for the address of an account that has none. */
const NO_ADDRESS = "none:";

export function addressOfNone(accountId: string): string {
  return `${NO_ADDRESS}${accountId}`;
}

/** The address mail can be sent to, if there is one. */
export function emailOf({ email }: Pick<SubscriberRow, "email">): string | undefined {
  return email.includes("@") ? email : undefined;
}

export function readerOf(row: Pick<SubscriberRow, "account_id" | "subscriber_id">): ReaderId {
  return row.account_id === null
    ? readerOfSubscriber(row.subscriber_id)
    : readerOfAccount(row.account_id as AccountId);
}

export function scheduleOf(row: DigestRow): Schedule {
  return {
    cadence: row.cadence as Schedule["cadence"],
    weekday: row.weekday,
    hour: row.hour,
    timeZone: row.time_zone,
  };
}

export function subjectOf(row: DigestRow): NamedSubject {
  return {
    kind: row.subject_kind as NamedSubject["kind"],
    target: row.subject_target,
    label: row.subject_label,
  };
}

export function wishOf(row: DigestRow): DigestWish & { readonly subject: NamedSubject } {
  const { papers } = row;
  const route = row.route === "feed" ? "feed" : "mail";
  return { subject: subjectOf(row), schedule: scheduleOf(row), papers, route };
}

export function toSettings(row: DigestRow, readToken: string): DigestSettings {
  const isActive = row.state === "active";
  return {
    id: row.digest_id,
    ...wishOf(row),
    state: isActive ? "active" : "stopped",
    createdAt: row.created_at,
    ...(isActive && row.next_due_at !== null && { nextDueAt: row.next_due_at }),
    readToken,
  };
}

export function toSubscriber(
  row: SubscriberRow,
  digests: readonly DigestSettings[],
  heldBack: Subscriber["heldBack"],
): Subscriber {
  const email = emailOf(row);
  return {
    id: row.subscriber_id,
    reader: readerOf(row),
    ...(email && { email }),
    state: row.state === "active" || row.state === "pending" ? row.state : "unsubscribed",
    ...(row.account_id !== null && { accountId: row.account_id as AccountId }),
    ...(heldBack && { heldBack }),
    digests,
  };
}
