import type { Account, AccountId } from "#accounts";
import { createId, parseEmailAddress } from "#platform";
import type { DigestSettings, Digests } from "../digests.ts";
import { type Desk, showDigest, showSubscriber } from "./desk.ts";
import { addressOfNone, emailOf, readerOf, wishOf } from "./read-rows.ts";
import type { SubscriberRow } from "./store.ts";
import { createSalt } from "./tokens.ts";

/** The subscribers of accounts. */
export function createAccountDesk(desk: Desk) {
  const { store } = desk;
  const show = (row: SubscriberRow) => showSubscriber(desk, row);
  return {
    async ofAccount(account) {
      const mine = await store.findByAccount(account.id);
      return show(mine ? await withAddress(desk, mine, account) : await join(desk, account));
    },

    digestsOf: (accountId) => digestsOf(desk, accountId),

    async seeAccount(account) {
      const { id, email } = account;
      const known = (await store.findByAccount(id)) ?? (await findFree(desk, account));
      if (known) return { ...(await show(known)), reader: readerOfAccount(id), accountId: id };
      const state = "active";
      const reader = readerOfAccount(id);
      return { id: "", reader, ...(email && { email }), state, accountId: id, digests: [] };
    },

    async exportData(accountId) {
      const row = await store.findByAccount(accountId);
      return row ? exportRow(desk, row) : {};
    },

    async forget(accountId) {
      const row = await store.findByAccount(accountId);
      if (!row) return;
      // What was said by mail, where a kill has kept it from the account.
      await desk.recommendations?.forget(readerOf({ ...row, account_id: null }));
      await store.inTurn((turn) => turn.remove(row.subscriber_id));
    },
  } satisfies Partial<Digests>;
}

async function digestsOf(desk: Desk, accountId: AccountId): Promise<DigestSettings[]> {
  const row = await desk.store.findByAccount(accountId);
  if (!row) return [];
  const digests = await desk.store.digestsOf(row.subscriber_id);
  return digests
    .filter(({ state }) => state !== "asked")
    .map((digest) => showDigest(desk, row, digest));
}

/** Who subscribed with the address of an account before they had it. */
async function findFree({ store }: Desk, { email }: Account): Promise<SubscriberRow | undefined> {
  const row = email ? await store.findByEmail([parseEmailAddress(email)]) : undefined;
  return row?.account_id === null ? row : undefined;
}

function readerOfAccount(id: AccountId) {
  return readerOf({ account_id: id, subscriber_id: "" });
}

/** The address of the account, where it has changed and nobody else has it. */
async function withAddress(
  { store }: Desk,
  row: SubscriberRow,
  account: Account,
): Promise<SubscriberRow> {
  const email = account.email ? parseEmailAddress(account.email) : row.email;
  if (email === row.email || (await store.findByEmail([email]))) return row;
  await store.update(row.subscriber_id, { email });
  return { ...row, email };
}

/** Who subscribed with the address that the account has proved is this account. */
async function join(desk: Desk, account: Account): Promise<SubscriberRow> {
  const { store, clock, keys } = desk;
  const email = account.email ? parseEmailAddress(account.email) : undefined;
  const now = clock.now().toISOString();
  const [row, isNew] = await store.inTurn(async (turn) => {
    const known = email && (await turn.findByEmail([email, keys.hashOf(email)]));
    const free = known && known.account_id === null ? known : undefined;
    if (!free) {
      const made = newPerson(account.id, known ? undefined : email, now);
      await turn.insert(made);
      return [made, true] as const;
    }
    // Signing in has proved the address; who has left has left.
    const state = free.state === "pending" ? "active" : free.state;
    const change = { account_id: account.id, state, confirmed_at: free.confirmed_at ?? now };
    const claimed = { ...free, ...change, email: email ?? free.email };
    await turn.update(free.subscriber_id, claimed);
    return [claimed, false] as const;
  });
  if (!isNew) {
    await desk.recommendations?.adopt(readerOf({ ...row, account_id: null }), account.id);
  }
  return row;
}

function newPerson(accountId: AccountId, email: string | undefined, now: string): SubscriberRow {
  return {
    subscriber_id: createId(),
    email: email ?? addressOfNone(accountId),
    state: "active",
    token_salt: createSalt(),
    created_at: now,
    confirmed_at: now,
    confirmation_sent_at: null,
    confirmations_sent: 0,
    account_id: accountId,
  };
}

async function exportRow({ store }: Desk, row: SubscriberRow): Promise<Record<string, unknown>> {
  const digests = await store.digestsOf(row.subscriber_id);
  return {
    email: emailOf(row) ?? null,
    state: row.state,
    createdAt: row.created_at,
    digests: digests.map((digest) => ({
      ...wishOf(digest),
      state: digest.state,
      createdAt: digest.created_at,
    })),
    papersBrought: await store.listBrought(row.subscriber_id),
  };
}
