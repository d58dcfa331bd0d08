import { setImmediate } from "node:timers/promises";
import type { Account, AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { CommunityParts } from "../community-parts.ts";
import { findCursor, saveCursor } from "../merges/store.ts";
import { recountPapers } from "../tallies/store.ts";
import { forgetOldKeys } from "./network-hash.ts";
import * as store from "./store.ts";
import { FULL_WEIGHT_DAYS, weightOf } from "./weigh.ts";

const DAY_MS = 86_400_000;

/** How long it is kept which network a vote came from, as a keyed hash. */
const NETWORK_DAYS = 14;

/** Accounts whose votes are weighed anew in one transaction. */
const ACCOUNTS_PER_STEP = 50;

/** Transactions that began before the last look may have ended after it. */
const OVERLAP_MS = 60_000;

/** Weighs the votes of accounts anew that count for more now; see `Votes.mature`. */
export async function mature(parts: CommunityParts): Promise<number> {
  const now = parts.clock.now();
  let changed = await comeOfAge(parts, "votes-counted", parts.settings.votesCountAfterDays);
  changed += await comeOfAge(parts, "votes-full", FULL_WEIGHT_DAYS);
  changed += await rise(parts);
  const before = new Date(now.getTime() - NETWORK_DAYS * DAY_MS).toISOString();
  await store.blankNetworks(parts.database, before);
  await forgetOldKeys(parts);
  return changed;
}

/** Follows the accounts in the order they were made, up to those that are `days` old. */
async function comeOfAge(parts: CommunityParts, name: string, days: number): Promise<number> {
  const { database, people } = parts;
  const until = parts.clock.now().getTime() - days * DAY_MS;
  const from = await findCursor(database.kysely, name);
  if (until <= from) return 0;
  const toText = (ms: number) => new Date(ms).toISOString();
  const ids = await people.createdBetween(toText(from), toText(until));
  const changed = await weighAllAgain(parts, ids);
  await saveCursor(database, database.kysely, { name, seq: until });
  return changed;
}

/** Follows accounts that were verified or given another role. */
async function rise(parts: CommunityParts): Promise<number> {
  const { database, people } = parts;
  const name = "votes-risen";
  const until = parts.clock.now().getTime();
  const from = Math.max(0, (await findCursor(database.kysely, name)) - OVERLAP_MS);
  const toText = (ms: number) => new Date(ms).toISOString();
  const changed = await weighAllAgain(
    parts,
    await people.risenBetween(toText(from), toText(until)),
  );
  await saveCursor(database, database.kysely, { name, seq: until });
  return changed;
}

/** Others are served between two steps. */
async function weighAllAgain(parts: CommunityParts, ids: readonly AccountId[]): Promise<number> {
  let changed = 0;
  for (let start = 0; start < ids.length; start += ACCOUNTS_PER_STEP) {
    changed += await weighAgain(parts, ids.slice(start, start + ACCOUNTS_PER_STEP));
    await setImmediate();
  }
  return changed;
}

async function weighAgain(parts: CommunityParts, ids: readonly AccountId[]): Promise<number> {
  const { database, people, papers, settings } = parts;
  const now = parts.clock.now();
  const accounts = new Map<string, Account>();
  const voters = await store.votesOfAccounts(database, database.kysely, ids);
  for (const id of new Set(voters.map((vote) => vote.account_id as AccountId))) {
    const account = await people.find(id);
    if (account) accounts.set(id, account);
  }
  if (accounts.size === 0) return 0;
  return database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, "papers");
    const votes = await store.votesOfAccounts(database, transaction, [...accounts.keys()]);
    // One that a burst made worth nothing stays so.
    const heavier = votes.flatMap((vote) => {
      const weight = weightOf(accounts.get(vote.account_id)!, settings, now);
      return weight > vote.weight && vote.is_burst === 0 ? [{ ...vote, weight }] : [];
    });
    await store.saveVotes(database, transaction, heavier);
    const paperIds = [...new Set(heavier.map(({ paper_id }) => paper_id as PaperId))];
    if (paperIds.length > 0) await recountPapers(database, transaction, papers, paperIds);
    return heavier.length;
  });
}
