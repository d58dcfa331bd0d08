import { setImmediate as nextTurn } from "node:timers/promises";
import type { NamedSubject } from "#picks";
import { AppError, createId, parseEmailAddress } from "#platform";
import type { DigestMessage, Digests, Subscriber, SubscriptionRequest } from "../digests.ts";
import { renderAddition, renderConfirmation, renderReminder } from "../messages/confirmation.ts";
import { beginMore, noteMore } from "./adding.ts";
import { type Desk, expired, type Opened, openToken, showSubscriber, startAsked } from "./desk.ts";
import { letGoOfUnconfirmed, PENDING_MS } from "./letting-go.ts";
import { readerOf, scheduleOf, subjectOf } from "./read-rows.ts";
import type { DigestRow, SubscriberRow, SubscriberStore } from "./store.ts";
import { createSalt } from "./tokens.ts";
import { checkWish, newDigest, wishColumns } from "./wishes.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** At most one mail per address within this time. */
const MAIL_INTERVAL_MS = DAY_MS;
/** An address that never confirms is asked this often, ever. */
const MAX_CONFIRMATIONS = 3;
/** Beyond this somebody is abusing the form, and it rests. */
const MAX_MAILS_PER_HOUR = 300;
const MOST_INTERESTS = 50;

type Wanted = Omit<SubscriptionRequest, "subject"> & { readonly subject: NamedSubject };

/** A request that is to be answered by a mail. */
interface Asked {
  readonly subscriber: SubscriberRow;
  readonly digest: DigestRow;
  /** Nothing is to be confirmed: the subscriber has it. */
  readonly isThere?: boolean;
}

/** Asking for a first digest, and proving the address. */
export function createSubscribing(desk: Desk) {
  const underWay = new Set<Promise<void>>();
  return {
    async subscribe(request) {
      checkWish(request);
      const email = parseEmailAddress(request.email);
      if (!desk.mail.canSend) throw noMail();
      const wanted = { ...request, email, subject: await desk.picks.name(request.subject) };
      for (const interest of interestsIn(wanted))
        await desk.recommendations?.interests.check(interest);
      await letGoOfUnconfirmed(desk);
      const asked = await desk.store.inTurn((turn) => register(turn, desk, wanted));
      if (!asked) return;
      // After the answer, whose time would tell else whether a mail was written.
      const work = nextTurn().then(() => write(desk, asked, wanted));
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },

    async confirm(token) {
      const opened = await openToken(desk, token, ["confirm", "add"]);
      if (opened.claim.purpose === "add") return confirmMore(desk, opened);
      const { subscriber } = opened;
      const now = desk.clock.now();
      if (subscriber.state !== "active" && !isOpen(subscriber, now)) throw expired();
      const active = { state: "active", confirmed_at: now.toISOString() };
      await desk.store.inTurn(async (turn) => {
        if (subscriber.state !== "active") await turn.update(subscriber.subscriber_id, active);
        await startAsked(desk, turn, await turn.digestsOf(subscriber.subscriber_id));
      });
      await desk.mail.addresses.restore(subscriber.email, { isReader: true });
      return showSubscriber(desk, { ...subscriber, ...active });
    },

    /** Waits until the mails that `subscribe` has started are through. */
    async idle() {
      await Promise.all(underWay);
    },
    /** Lets go of requests that nobody confirmed within a week. */
    letGoOfUnconfirmed: () => letGoOfUnconfirmed(desk),
  } satisfies Partial<Digests> & { letGoOfUnconfirmed(): Promise<void> };
}

async function confirmMore(desk: Desk, opened: Opened): Promise<Subscriber> {
  const { subscriber_id, email } = opened.subscriber;
  const oldest = new Date(desk.clock.now().getTime() - PENDING_MS).toISOString();
  await beginMore(desk, opened, oldest);
  await desk.mail.addresses.restore(email, { isReader: true });
  return showSubscriber(desk, (await desk.store.find(subscriber_id)) ?? opened.subscriber);
}

function isOpen(row: SubscriberRow, now: Date): boolean {
  return row.state === "pending" && !isOlder(row.confirmation_sent_at, PENDING_MS, now);
}

/** Notes the request; returns what to write of, or nothing where the limits say no. */
async function register(
  store: SubscriberStore,
  { clock, keys, log }: Desk,
  wanted: Wanted,
): Promise<Asked | undefined> {
  const now = clock.now();
  const hourAgo = new Date(now.getTime() - HOUR_MS).toISOString();
  const isRush = (await store.countConfirmationsSince(hourAgo)) >= MAX_MAILS_PER_HOUR;
  const known = await store.findByEmail([wanted.email, keys.hashOf(wanted.email)]);
  if (isRush) {
    log.warn({ limit: MAX_MAILS_PER_HOUR }, "too many subscription requests this hour; resting");
    return undefined;
  }
  if (known && !mayWrite(known, now)) {
    // A commit like any other, so that the time of the answer tells nothing.
    await store.update(known.subscriber_id, { token_salt: known.token_salt });
    return undefined;
  }
  const subscriber = asked(known ?? newSubscriber(now), wanted.email, now);
  if (known) await store.update(known.subscriber_id, subscriber);
  else await store.insert(subscriber);
  if (subscriber.state !== "active") {
    return { subscriber, digest: await note(store, { subscriber, wanted }, now) };
  }
  const digest = newDigest(subscriber.subscriber_id, wanted, { state: "asked", now });
  return { subscriber, digest, isThere: !(await noteMore(store, digest, wanted.subject)) };
}

/** Writes the digest that is asked for, in place of all there were. */
async function note(
  store: SubscriberStore,
  { subscriber, wanted }: { subscriber: SubscriberRow; wanted: Wanted },
  now: Date,
): Promise<DigestRow> {
  const made = newDigest(subscriber.subscriber_id, wanted, { state: "asked", now });
  const { kind, target } = wanted.subject;
  let same: DigestRow | undefined;
  for (const row of await store.digestsOf(subscriber.subscriber_id)) {
    if (row.subject_kind === kind && row.subject_target === target) same = row;
    else if (row.state === "asked") await store.removeDigest(row.digest_id);
    else await store.updateDigest(row.digest_id, { state: "stopped" });
  }
  if (!same) {
    await store.insertDigest(made);
    return made;
  }
  const again = { ...wishColumns(wanted), state: "asked" };
  await store.updateDigest(same.digest_id, again);
  return { ...same, ...again };
}

function newSubscriber(now: Date): SubscriberRow {
  return {
    subscriber_id: createId(),
    email: "",
    state: "pending",
    token_salt: createSalt(),
    created_at: now.toISOString(),
    confirmed_at: null,
    confirmation_sent_at: null,
    confirmations_sent: 0,
    account_id: null,
  };
}

/** The row after a request. */
function asked(row: SubscriberRow, email: string, now: Date): SubscriberRow {
  const written = {
    confirmation_sent_at: now.toISOString(),
    confirmations_sent: row.confirmations_sent + 1,
  };
  if (row.state === "active") return { ...row, ...written };
  return { ...row, ...written, state: "pending", email };
}

function mayWrite(row: SubscriberRow, now: Date): boolean {
  const isUnproven = row.confirmed_at === null;
  if (isUnproven && row.confirmations_sent >= MAX_CONFIRMATIONS) return false;
  return isOlder(row.confirmation_sent_at, MAIL_INTERVAL_MS, now);
}

/** Sends what a request asks for; when that fails the request may be made again at once. */
async function write(desk: Desk, asked: Asked, wanted: Wanted): Promise<void> {
  const { mail, store, log } = desk;
  const { subscriber } = asked;
  try {
    if (subscriber.state !== "active") await noteInterests(desk, subscriber, wanted);
    await mail.sendOne(subscriber.email, answerTo(desk, asked));
  } catch (error) {
    log.error({ err: error }, "a confirmation could not be sent");
    await store.update(subscriber.subscriber_id, {
      confirmation_sent_at: null,
      confirmations_sent: subscriber.confirmations_sent - 1,
    });
  }
}

function answerTo({ site, keys }: Desk, { subscriber, digest, isThere }: Asked): DigestMessage {
  const what = { kind: subjectOf(digest).kind, schedule: scheduleOf(digest) };
  const confirmUrl = `${site.url}/subscribe/confirm?t=`;
  if (isThere) {
    const url = `${site.url}/preferences?t=${keys.manage(subscriber)}`;
    return renderReminder(site, { ...what, url });
  }
  return subscriber.state === "active"
    ? renderAddition(site, { ...what, url: confirmUrl + keys.add(subscriber, digest.digest_id) })
    : renderConfirmation(site, { ...what, url: confirmUrl + keys.confirm(subscriber) });
}

async function noteInterests(desk: Desk, row: SubscriberRow, wanted: Wanted): Promise<void> {
  const { recommendations, log } = desk;
  for (const interest of interestsIn(wanted)) {
    await recommendations?.interests
      .add(readerOf(row), interest)
      .catch((error: unknown) => log.warn({ err: error }, "an interest could not be noted"));
  }
}

function interestsIn({ interests = [] }: Wanted) {
  return interests.slice(0, MOST_INTERESTS);
}

function isOlder(instant: string | null, ageMs: number, now: Date): boolean {
  return instant === null || now.getTime() - Date.parse(instant) >= ageMs;
}

function noMail(): AppError {
  return new AppError("unavailable", "This site sends no mail; its operator has set no SMTP_URL");
}
