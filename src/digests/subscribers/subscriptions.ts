import { createHmac } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, type Clock, type Database, type Log, parseEmailAddress } from "#platform";
import type { Digests, Preferences, SubscriptionRequest } from "../digests.ts";
import type { Mail } from "../mail/mail.ts";
import { renderConfirmation, renderReminder } from "../messages/confirmation.ts";
import { createSubscriberStore, type SubscriberRow, type SubscriberStore } from "./store.ts";
import { createSalt, createSubscriberId, isSameToken, readToken } from "./tokens.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** At most one mail per address within this time. */
const MAIL_INTERVAL_MS = DAY_MS;
/** An address that never confirms is asked this often, ever. */
const MAX_CONFIRMATIONS = 3;
/** A request that is not confirmed within this time is let go. */
const PENDING_MS = 7 * DAY_MS;
/** Beyond this somebody is abusing the form, and it rests. */
const MAX_MAILS_PER_HOUR = 300;

export interface SubscriptionsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "error">;
  readonly mail: Mail;
}

type Subscriptions = Pick<
  Digests,
  "subscribe" | "confirm" | "peek" | "updatePreferences" | "unsubscribe" | "idle"
> & {
  /** Lets go of requests that nobody confirmed within a week. */
  tidy(): Promise<void>;
};

export function createSubscriptions(parts: SubscriptionsParts): Subscriptions {
  const store = createSubscriberStore(parts.database);
  const underWay = new Set<Promise<void>>();

  async function get(token: string): Promise<SubscriberRow> {
    const claim = readToken(token);
    const row = claim && (await store.find(claim.id));
    if (row && claim && isSameToken(token, parts.mail.token(claim.purpose, row))) return row;
    throw new AppError("not_found", "This link is not valid, or not any more; subscribe again");
  }

  return {
    async subscribe(request) {
      const wanted = { ...checkRequest(request), email: parseEmailAddress(request.email) };
      if (!parts.mail.canSend) throw noMail();
      await letGoOfUnconfirmed(store, parts);
      const row = await store.inTurn((turn) => register(turn, parts, wanted));
      if (!row) return;
      // After the answer, whose time would tell else whether a mail was written.
      const work = nextTurn().then(() => write(store, parts, row));
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    async confirm(token) {
      const row = await get(token);
      if (row.state === "active") return toPreferences(row);
      const now = parts.clock.now();
      if (!isOpen(row, token, now)) throw expired();
      await store.update(row.subscriber_id, { state: "active", confirmed_at: now.toISOString() });
      return toPreferences({ ...row, state: "active" });
    },
    peek: async (token) => toPreferences(await get(token)),
    updatePreferences: async (token, change) => {
      const row = await get(token);
      if (readToken(token)?.purpose !== "manage") throw expired();
      return updatePreferences(store, { row, back: returning(row, parts.clock.now()) }, change);
    },
    async unsubscribe(token) {
      const row = await get(token);
      await store.update(row.subscriber_id, { state: "unsubscribed" });
    },
    tidy: () => letGoOfUnconfirmed(store, parts),
    async idle() {
      await Promise.all(underWay);
    },
  };
}

/** Whether the token confirms a request that still waits for it. */
function isOpen(row: SubscriberRow, token: string, now: Date): boolean {
  const isWaiting = row.state === "pending" && readToken(token)?.purpose === "confirm";
  return isWaiting && !isOlder(row.confirmation_sent_at, PENDING_MS, now);
}

/** Who has left and comes back with a link from a mail need not prove the address again. */
function returning(
  row: SubscriberRow,
  now: Date,
): { state: "active"; confirmed_at: string } | null {
  const isBack = row.state === "unsubscribed" && row.confirmed_at !== null;
  return isBack ? { state: "active", confirmed_at: now.toISOString() } : null;
}

async function updatePreferences(
  store: SubscriberStore,
  { row, back }: { row: SubscriberRow; back: ReturnType<typeof returning> },
  change: Partial<SubscriptionRequest>,
): Promise<Preferences> {
  const before = toPreferences({ ...row, ...back });
  if (change.email !== undefined && change.email !== before.email) {
    throw new AppError("invalid", "To get the digest elsewhere, subscribe with that address");
  }
  const { cadence, hour, timeZone } = checkRequest({ ...before, ...change });
  await store.update(row.subscriber_id, { cadence, hour, time_zone: timeZone, ...back });
  return { ...before, cadence, hour, timeZone };
}

/** Notes the request; returns the row to write to, or nothing where the limits say no. */
async function register(
  store: SubscriberStore,
  { mail, clock, log }: SubscriptionsParts,
  wanted: SubscriptionRequest,
): Promise<SubscriberRow | undefined> {
  const now = clock.now();
  const hourAgo = new Date(now.getTime() - HOUR_MS).toISOString();
  const isRush = (await store.countConfirmationsSince(hourAgo)) >= MAX_MAILS_PER_HOUR;
  const known = await store.findByEmail([wanted.email, hashOf(mail, wanted.email)]);
  if (isRush) {
    log.warn({ limit: MAX_MAILS_PER_HOUR }, "too many subscription requests this hour; resting");
    return undefined;
  }
  if (known && !mayWrite(known, now)) {
    // A commit like any other, so that the time of the answer tells nothing.
    await store.update(known.subscriber_id, { hour: known.hour });
    return undefined;
  }
  const row = asked(known ?? newSubscriber(now), wanted, now);
  if (known) await store.update(known.subscriber_id, row);
  else await store.insert(row);
  return row;
}

function newSubscriber(now: Date): SubscriberRow {
  return {
    subscriber_id: createSubscriberId(),
    email: "",
    state: "pending",
    cadence: "daily",
    hour: 0,
    time_zone: "UTC",
    token_salt: createSalt(),
    created_at: now.toISOString(),
    confirmed_at: null,
    confirmation_sent_at: null,
    confirmations_sent: 0,
  };
}

/** The row after a request. An active subscriber keeps the preferences; a mail tells how to change them. */
function asked(row: SubscriberRow, wanted: SubscriptionRequest, now: Date): SubscriberRow {
  const written = {
    confirmation_sent_at: now.toISOString(),
    confirmations_sent: row.confirmations_sent + 1,
  };
  if (row.state === "active") return { ...row, ...written };
  const { email, cadence, hour, timeZone } = wanted;
  return { ...row, ...written, state: "pending", email, cadence, hour, time_zone: timeZone };
}

function mayWrite(row: SubscriberRow, now: Date): boolean {
  const isUnproven = row.confirmed_at === null;
  if (isUnproven && row.confirmations_sent >= MAX_CONFIRMATIONS) return false;
  return isOlder(row.confirmation_sent_at, MAIL_INTERVAL_MS, now);
}

/** Sends what a request asks for; when that fails the request may be made again at once. */
async function write(
  store: SubscriberStore,
  { mail, log }: SubscriptionsParts,
  row: SubscriberRow,
): Promise<void> {
  try {
    const render = row.state === "active" ? renderReminder : renderConfirmation;
    await mail.sendOne(row.email, render(mail.site, mail.linksFor(row)));
  } catch (error) {
    log.error({ err: error }, "a confirmation could not be sent");
    await store.update(row.subscriber_id, {
      confirmation_sent_at: null,
      confirmations_sent: row.confirmations_sent - 1,
    });
  }
}

/** After a week an unconfirmed address is replaced by its keyed hash, so that its count stays. */
async function letGoOfUnconfirmed(
  store: SubscriberStore,
  { mail, clock }: SubscriptionsParts,
): Promise<void> {
  const limit = new Date(clock.now().getTime() - PENDING_MS).toISOString();
  for (const row of await store.listPendingBefore(limit)) {
    const isUnproven = row.confirmed_at === null;
    const change = isUnproven ? { email: hashOf(mail, row.email) } : {};
    await store.update(row.subscriber_id, { ...change, state: "unsubscribed" });
  }
}

function hashOf(mail: Mail, email: string): string {
  return `hmac:${createHmac("sha256", mail.secret()).update(email).digest("base64url")}`;
}

function checkRequest(request: SubscriptionRequest): SubscriptionRequest {
  const { cadence, hour, timeZone } = request;
  if (cadence !== "daily" && cadence !== "weekly") {
    throw new AppError("invalid", "The digest comes daily or weekly");
  }
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) {
    throw new AppError("invalid", "The hour is a number from 0 to 23");
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new AppError("invalid", "The time zone is a name such as Europe/Berlin");
  }
  if (timeZone === "") throw new AppError("invalid", "The time zone is missing");
  return request;
}

function isOlder(instant: string | null, ageMs: number, now: Date): boolean {
  return instant === null || now.getTime() - Date.parse(instant) >= ageMs;
}

function toPreferences(row: SubscriberRow): Preferences {
  return {
    email: row.email,
    cadence: row.cadence === "weekly" ? "weekly" : "daily",
    hour: row.hour,
    timeZone: row.time_zone,
    state: row.state === "active" || row.state === "pending" ? row.state : "unsubscribed",
  };
}

function expired(): AppError {
  return new AppError("not_found", "This link has expired; subscribe again to get a new one");
}

function noMail(): AppError {
  return new AppError("unavailable", "This site sends no mail; its operator has set no SMTP_URL");
}
