import type { PaperId } from "#papers";
import { AppError } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { recountPapers } from "../tallies/store.ts";
import type { Settled } from "./batcher.ts";
import * as store from "./store.ts";
import type { VoteOutcome } from "./votes.ts";
import { BURST_MS, countsFrom, countsInBurst, isTrusted, weightOf } from "./weigh.ts";

/** One vote to be cast or withdrawn. */
export interface Ballot {
  readonly actor: Actor;
  readonly paperId: PaperId;
  readonly isOn: boolean;
  /** Keyed hash of the network; empty when unknown. */
  readonly network: string;
}

/** Casts and withdraws in one transaction; a ballot for a paper that is not there fails alone. */
export async function settleBallots(
  parts: CommunityParts,
  ballots: readonly Ballot[],
): Promise<Settled<VoteOutcome>[]> {
  const { database, papers } = parts;
  const now = parts.clock.now();
  const ids = [...new Set(ballots.map(({ paperId }) => paperId))];
  const { upvotes } = await database.kysely.transaction().execute(async (transaction) => {
    // From here on no paper changes, so that what is counted and what is shown agree.
    await database.takeTurn(transaction, "papers");
    const found = await papers.findMany(ids);
    const upvotes = new Map(found.map(({ id, tally }) => [id, tally.upvotes]));
    const valid = ballots.filter(({ paperId }) => upvotes.has(paperId));
    if (valid.length === 0) return { upvotes };
    const paperIds = found.map(({ id }) => id);
    const standing = await store.findVotes(database, transaction, {
      paperIds,
      accountIds: [...new Set(valid.map(({ actor }) => actor.account.id))],
    });
    const since = new Date(now.getTime() - BURST_MS).toISOString();
    const bursts = await store.countBursts(database, transaction, { paperIds, since });
    const { cast, withdrawn } = planVotes(parts, valid, { standing, bursts, now });
    await store.deleteVotes(transaction, withdrawn);
    await store.saveVotes(database, transaction, cast);
    for (const { paper_id } of cast) shift(upvotes, paper_id, 1);
    for (const { paper_id } of withdrawn) shift(upvotes, paper_id, -1);
    const changed = new Set([...cast, ...withdrawn].map(({ paper_id }) => paper_id as PaperId));
    if (changed.size > 0) await recountPapers(database, transaction, papers, [...changed]);
    return { upvotes };
  });
  return ballots.map((ballot) => outcomeOf(parts, ballot, { upvotes, now }));
}

function shift(upvotes: Map<PaperId, number>, paperId: string, change: number): void {
  upvotes.set(paperId as PaperId, upvotes.get(paperId as PaperId)! + change);
}

interface Standing {
  readonly standing: readonly store.StoredVote[];
  /** Votes within the time of a burst, by `paper network`. */
  readonly bursts: Map<string, number>;
  readonly now: Date;
}

/** What the ballots, one after the other, make of the votes that stand. */
function planVotes(
  { settings }: CommunityParts,
  ballots: readonly Ballot[],
  { standing, bursts, now }: Standing,
) {
  const keyOf = (paperId: string, accountId: string) => `${paperId} ${accountId}`;
  const before = new Map(standing.map((vote) => [keyOf(vote.paper_id, vote.account_id), vote]));
  const after = new Map(before);
  for (const { actor, paperId, isOn, network } of ballots) {
    const { account } = actor;
    const key = keyOf(paperId, account.id);
    if (!isOn) after.delete(key);
    if (!isOn || after.has(key)) continue;
    const burst = `${paperId} ${network}`;
    const earlier = network === "" ? 0 : (bursts.get(burst) ?? 0);
    bursts.set(burst, earlier + 1);
    const isBurst = !isTrusted(account) && !countsInBurst(earlier);
    after.set(key, {
      paper_id: paperId,
      account_id: account.id,
      at: now.toISOString(),
      weight: isBurst ? 0 : weightOf(account, settings, now),
      network,
      is_burst: isBurst ? 1 : 0,
    });
  }
  return {
    cast: [...after].flatMap(([key, vote]) => (before.has(key) ? [] : [vote])),
    withdrawn: [...before].flatMap(([key, vote]) => (after.has(key) ? [] : [vote])),
  };
}

function outcomeOf(
  { settings }: CommunityParts,
  { actor, paperId, isOn }: Ballot,
  { upvotes, now }: { readonly upvotes: ReadonlyMap<PaperId, number>; readonly now: Date },
): Settled<VoteOutcome> {
  const count = upvotes.get(paperId);
  if (count === undefined) {
    const reason = new AppError("not_found", `There is no paper ${paperId} to vote for.`);
    return { status: "rejected", reason };
  }
  const from = isOn ? countsFrom(actor.account, settings, now) : undefined;
  const value = { isVoted: isOn, upvotes: count };
  return {
    status: "fulfilled",
    value: from && from > now ? { ...value, countsFrom: from.toISOString() } : value,
  };
}
