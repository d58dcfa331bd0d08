import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { createBatcher } from "./batcher.ts";
import { type Ballot, settleBallots } from "./cast.ts";
import { mature } from "./mature.ts";
import { createNetworkHash } from "./network-hash.ts";
import { listVotes, votesSince } from "./store.ts";
import type { VoteOutcome, Votes } from "./votes.ts";
import { BURST_MS, FULL_WEIGHT_DAYS, YOUNG_WEIGHT } from "./weigh.ts";

/** Votes that share a commit, at most. */
const MAX_BATCH = 128;

export function createVotes(parts: CommunityParts): Votes {
  const { database } = parts;
  const batcher = createBatcher<Ballot, VoteOutcome>(
    (ballots) => settleBallots(parts, ballots),
    MAX_BATCH,
  );
  const hashNetwork = createNetworkHash(parts);
  const settle = async (actor: Actor, paperId: PaperId, isOn: boolean) => {
    const network = isOn ? await hashNetwork(actor.network) : "";
    return batcher.add({ actor, paperId, isOn, network });
  };
  return {
    rules: {
      countAfterDays: parts.settings.votesCountAfterDays,
      fullAfterDays: FULL_WEIGHT_DAYS,
      youngWeight: YOUNG_WEIGHT,
      burstMinutes: BURST_MS / 60_000,
    },
    cast: (actor, paperId) => settle(actor, paperId, true),
    withdraw: (actor, paperId) => settle(actor, paperId, false),
    votersOf: (paperId, page) => listVotes(database, { column: "paper_id", value: paperId }, page),
    votesOf: (id, page) => listVotes(database, { column: "account_id", value: id }, page),
    since: (instant) => votesSince(database, instant),
    mature: () => mature(parts),
  };
}
