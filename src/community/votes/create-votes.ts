import { createHmac, randomBytes } from "node:crypto";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { createBatcher } from "./batcher.ts";
import { type Ballot, settleBallots } from "./cast.ts";
import { mature } from "./mature.ts";
import { listVotes, votesSince } from "./store.ts";
import type { VoteOutcome, Votes } from "./votes.ts";
import { BURST_MS, FULL_WEIGHT_DAYS, YOUNG_WEIGHT } from "./weigh.ts";

/** Votes that share a commit, at most. */
const MAX_BATCH = 128;

/** Enough to tell networks apart. */
const NETWORK_BYTES = 9;

export function createVotes(parts: CommunityParts): Votes {
  const { database } = parts;
  const batcher = createBatcher<Ballot, VoteOutcome>(
    (ballots) => settleBallots(parts, ballots),
    MAX_BATCH,
  );
  const hashNetwork = createNetworkHash();
  const settle = (actor: Actor, paperId: PaperId, isOn: boolean) =>
    batcher.add({ actor, paperId, isOn, network: hashNetwork(actor.network) });
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

/**
 * Names a network so that only this process can tell which it is: the key is made at the
 * start and kept nowhere. Bursts are minutes long; a restart forgets them.
 */
function createNetworkHash(): (network: string) => string {
  const key = randomBytes(32);
  return (network) => {
    if (network === "") return "";
    const hash = createHmac("sha256", key).update(network).digest();
    return hash.subarray(0, NETWORK_BYTES).toString("base64url");
  };
}
