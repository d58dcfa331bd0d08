import type { AccountId } from "#accounts";
import type { ReaderId } from "./recommendations.ts";

const SUBSCRIBER = "s:";

export function readerOfAccount(id: AccountId): ReaderId {
  return id as string as ReaderId;
}

export function readerOfSubscriber(subscriberId: string): ReaderId {
  return `${SUBSCRIBER}${subscriberId}` as ReaderId;
}

/** Absent for who reads by mail without an account. */
export function accountOf(reader: ReaderId): AccountId | undefined {
  return reader.startsWith(SUBSCRIBER) ? undefined : (reader as string as AccountId);
}
