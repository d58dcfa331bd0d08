import type { Mail } from "#mail";
import { nextIssue, type Picks, type Schedule } from "#picks";
import { AppError, type Clock, type Database, type Log } from "#platform";
import type { Recommendations } from "#recommendations";
import type { DigestSettings, Subscriber } from "../digests.ts";
import type { MailSite } from "../messages/site.ts";
import type { Keys } from "./keys.ts";
import { emailOf, scheduleOf, toSettings, toSubscriber } from "./read-rows.ts";
import type { createSubscriberStore, DigestRow, SubscriberRow, SubscriberStore } from "./store.ts";
import { readToken, type TokenClaim, type TokenPurpose } from "./tokens.ts";

/** What everything about subscribers needs. */
export interface Desk {
  readonly database: Database;
  readonly store: ReturnType<typeof createSubscriberStore>;
  readonly keys: Keys;
  readonly mail: Pick<Mail, "canSend" | "sendOne" | "addresses">;
  readonly picks: Pick<Picks, "name">;
  /** Absent where nobody learns what readers like. */
  readonly recommendations?: Pick<Recommendations, "interests" | "adopt" | "forget"> | undefined;
  readonly site: MailSite;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "error">;
}

/** What a genuine token opens. */
export interface Opened {
  readonly claim: TokenClaim;
  readonly subscriber: SubscriberRow;
  /** Of an `add`, `stop` or `read` token. */
  readonly digest?: DigestRow;
}

/** @throws AppError `not_found` when the token is not ours, or not for one of these purposes. */
export async function openToken(
  { store, keys }: Desk,
  token: string,
  wanted: readonly TokenPurpose[],
): Promise<Opened> {
  const claim = readToken(token);
  if (claim && wanted.includes(claim.purpose)) {
    const isOfDigest = ["add", "stop", "read"].includes(claim.purpose);
    const digest = isOfDigest ? await store.findDigest(claim.id) : undefined;
    const id = isOfDigest ? digest?.subscriber_id : claim.id;
    const subscriber = id === undefined ? undefined : await store.find(id);
    if (subscriber && keys.isGenuine(token, claim, subscriber)) {
      return { claim, subscriber, ...(digest && { digest }) };
    }
  }
  throw new AppError("not_found", "This link is not valid, or not any more; subscribe again");
}

export function expired(): AppError {
  return new AppError("not_found", "This link has expired; subscribe again to get a new one");
}

/** The subscriber as others see it, with its digests. */
export async function showSubscriber(desk: Desk, row: SubscriberRow): Promise<Subscriber> {
  const digests = await desk.store.digestsOf(row.subscriber_id);
  const shown = digests
    .filter(({ state }) => state !== "asked" || row.state === "pending")
    .map((digest) => showDigest(desk, row, digest));
  return toSubscriber(row, shown, await heldBack(desk, row));
}

export function showDigest(desk: Desk, row: SubscriberRow, digest: DigestRow): DigestSettings {
  return toSettings(digest, desk.keys.read(row, digest.digest_id));
}

async function heldBack({ mail }: Desk, row: SubscriberRow): Promise<Subscriber["heldBack"]> {
  const email = emailOf(row);
  if (!email) return undefined;
  const { state, reason } = await mail.addresses.standing(email);
  return state === "suppressed" ? (reason ?? "operator") : undefined;
}

/** The columns of a digest that begins now. */
export function startColumns(desk: Desk, schedule: Schedule) {
  const now = desk.clock.now();
  const next = nextIssue(schedule, now, desk.site.timeZone);
  return {
    state: "active",
    active_since: now.toISOString(),
    next_due_at: next ? next.dueAt.toISOString() : null,
    looked_until: now.toISOString(),
  };
}

/** Everything that was asked for is made from now on, beginning with the newest issue there is. */
export async function startAsked(
  desk: Desk,
  store: SubscriberStore,
  digests: readonly DigestRow[],
): Promise<void> {
  for (const row of digests) {
    if (row.state !== "asked") continue;
    const columns = startColumns(desk, scheduleOf(row));
    const isScheduled = columns.next_due_at !== null;
    const welcome = isScheduled && { next_due_at: columns.active_since };
    await store.updateDigest(row.digest_id, { ...columns, ...welcome });
  }
}
