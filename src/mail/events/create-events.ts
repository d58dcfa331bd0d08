import { AppError, createGuardedClient } from "#platform";
import { applyEvent } from "../addresses/policy.ts";
import type { AddressStore } from "../addresses/store.ts";
import type { MailEvent, Sending } from "../addresses.ts";
import type { MailKeys } from "../keys.ts";
import type { MailParts } from "../mail.ts";
import type { ReturnPaths } from "../return-path.ts";
import { type Bursts, countedWith } from "../sending/bursts.ts";
import { classify, findStatus, toDetail } from "./classify.ts";
import type { MailEvents, ReportSource } from "./events.ts";
import { prove } from "./prove.ts";
import { createProviders } from "./providers/create-providers.ts";
import { readReport } from "./read-report.ts";
import { createEventStore } from "./store.ts";

interface EventParts extends MailParts {
  readonly keys: MailKeys;
  readonly paths: ReturnPaths;
  readonly bursts: Bursts;
  readonly sending: Pick<Sending, "pause">;
  readonly addresses: AddressStore;
}

/** `forgetBefore` lets old events go. */
export function createEvents(
  parts: EventParts,
): MailEvents & { forgetBefore(instant: string): Promise<void> } {
  const { clock, paths, settings } = parts;
  const store = createEventStore(parts.database);
  const client = createGuardedClient({ contact: settings.contact ?? "" });
  const providers = createProviders({ secrets: settings.providers ?? {}, client, paths });
  const now = () => clock.now().toISOString();
  const record = createRecorder(parts, store);
  return {
    async takeReport(raw, source, to) {
      const at = now();
      const events: MailEvent[] = [];
      for (const told of await readReport(raw, to)) events.push(await prove(parts, told, at));
      for (const event of events) await record(event, source);
      return events;
    },
    async takeProvider(name, request) {
      const provider = providers[name];
      if (!provider) throw new AppError("not_found", "No such mail provider is set up here.");
      const events: MailEvent[] = [];
      for (const event of await provider(request, now())) events.push(await named(parts, event));
      for (const event of events) await record(event, name as ReportSource);
      return events;
    },
    async noteRefusal({ delivery, to, reason }) {
      const status = findStatus(reason);
      const kind = status === undefined ? "blocked" : classify(status);
      const key = `${kind} ${paths.make(delivery, to).envelopeId}`;
      const event = { key, kind, address: to, delivery, detail: toDetail(reason), at: now() };
      await record({ ...event, ...(status && { status }) }, "smtp");
    },
    list: (limit) => store.list(limit),
    counts: (since) => store.counts(since),
    forgetBefore: (instant) => store.deleteBefore(instant),
  };
}

/** A provider that has proved to be it, and names no message, speaks of the last one most likely. */
async function named({ lastSentTo }: EventParts, event: MailEvent): Promise<MailEvent> {
  if (event.delivery || !event.address || countedWith(event.kind).length === 0) return event;
  const delivery = await lastSentTo?.(event.address);
  return delivery ? { ...event, delivery } : event;
}

/** Keeps an event once, and draws the consequences for its address and for sending. */
function createRecorder(parts: EventParts, store: ReturnType<typeof createEventStore>) {
  const { database, keys, addresses, bursts, sending, log } = parts;
  return async (event: MailEvent, source: ReportSource): Promise<void> => {
    const hash = event.address === undefined ? null : keys.hashAddress(event.address);
    const news = await database.kysely.transaction().execute(async (transaction) => {
      const { key, kind, status = null, delivery, detail, at } = event;
      const named = { digest_id: delivery?.digestId ?? null, period: delivery?.period ?? null };
      const row = {
        event_key: key,
        kind,
        address_hash: hash,
        status,
        source,
        detail,
        at,
        ...named,
      };
      if (!(await store.insert(transaction, row))) return "known";
      // One address at a time, so that two reports of one message do not miss each other.
      if (hash) await addresses.change(hash, (fare) => applyEvent(fare, event), transaction);
      const alike = countedWith(kind);
      return (await store.isToldAlready(transaction, row, alike)) ? "told otherwise" : "new";
    });
    // A report that proves nothing is shown to the operator, and counts for nothing.
    if (news === "known" || hash === null) return;
    const { kind, status, detail } = event;
    if (kind === "blocked") log.warn({ status, detail }, "mail is refused because of us");
    if (news === "told otherwise") return;
    const burst = await bursts.noteEvent(event);
    if (burst) await sending.pause(burst);
  };
}
