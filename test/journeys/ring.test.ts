/** A ring of accounts votes for one paper: what it moves on a site with real parts. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Account } from "#accounts";
import type { Period } from "#editions";
import type { PaperId } from "#papers";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { aRecord } from "../support/papers.ts";

const NOW = "2026-11-20T18:00:00.000Z";
const TODAY = "2026-11-20" as Period;
const PAPERS = 30;
const idOf = (number: number) => `2611.${String(number).padStart(5, "0")}` as PaperId;
/** In the middle of the day, where a few votes move most. */
const VICTIM = idOf(20);

/** A day of papers with 30, 29, … votes of other sources; the ring's paper has eleven. */
function openDay(): Promise<CommunitySite> {
  const records = Array.from({ length: PAPERS }, (_, at) =>
    aRecord({
      arxivId: idOf(at + 1),
      title: `Paper number ${at + 1} of the day`,
      authors: [`Author ${at + 1}`],
      announcedOn: TODAY,
      tallies: { upvotes: PAPERS - at },
    }),
  );
  return openCommunitySite({ records, now: NOW, community: { votesCountAfterDays: 3 } });
}

/** Accounts as old as said, made straight in `accounts`. */
async function people(site: CommunitySite, count: number, ageDays: number): Promise<Account[]> {
  const then = new Date(Date.parse(NOW) - ageDays * 86_400_000).toISOString();
  const made: Account[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `ring-${ageDays}-${index}`;
    const { id } = await site.parts.accounts!.people.create({
      name,
      displayName: name,
      email: `${name}@example.org`,
      role: "reader",
    });
    await site.database.kysely
      .updateTable("account")
      .set({ created_at: then, verified_at: then })
      .where("account_id", "=", id)
      .execute();
    made.push((await site.parts.accounts!.people.find(id))!);
  }
  return made;
}

async function places(site: CommunitySite) {
  await site.catchUp();
  const edition = await site.editions.get(TODAY, { limit: PAPERS });
  const trending = await site.editions.trending({ limit: PAPERS });
  const placeIn = (entries: readonly { paperId: PaperId }[]) =>
    entries.findIndex((entry) => entry.paperId === VICTIM) + 1;
  return { edition: placeIn(edition.entries), trending: placeIn(trending.entries) };
}

async function vote(
  site: CommunitySite,
  ring: readonly Account[],
  networkOf: (at: number) => string,
) {
  for (const [at, account] of ring.entries()) {
    await site.parts.community!.votes.cast({ account, network: networkOf(at) }, VICTIM);
  }
  site.clock.advance(10_000);
}

describe("a ring", () => {
  test("of 200 fresh accounts from as many networks moves a paper no place", async () => {
    const site = await openDay();
    try {
      const before = await places(site);
      const ring = await people(site, 200, 0);
      await vote(site, ring, (at) => `198.51.${at}.0/24`);
      const after = await places(site);
      assert.ok(
        before.edition - after.edition <= 1,
        `edition: ${before.edition} → ${after.edition}`,
      );
      assert.ok(
        before.trending - after.trending <= 1,
        `trending: ${before.trending} → ${after.trending}`,
      );
      const paper = await site.papers.find(VICTIM);
      assert.equal(paper?.tally.upvotes, 11 + 200);
      assert.equal(paper?.tally.counted, 11);
    } finally {
      await site.close();
    }
  });

  test("of 30 old accounts on one network counts as the root of its number", async () => {
    const site = await openDay();
    try {
      const before = await places(site);
      const ring = await people(site, 30, 60);
      await vote(site, ring, () => "198.51.100.0/24");
      const after = await places(site);
      const paper = await site.papers.find(VICTIM);
      assert.equal(paper?.tally.counted, 11 + 5);
      const moved = before.edition - after.edition;
      assert.ok(moved <= 5, `edition: ${before.edition} → ${after.edition}`);
      assert.ok(before.trending - after.trending <= 5, `${before.trending} → ${after.trending}`);
    } finally {
      await site.close();
    }
  });

  test("is told from as many readers of old accounts, each on a network of their own", async () => {
    const site = await openDay();
    try {
      const before = await places(site);
      const readers = await people(site, 30, 60);
      await vote(site, readers, (at) => `198.51.${at}.0/24`);
      const after = await places(site);
      assert.equal(after.edition, 1);
      assert.ok(after.trending < before.trending);
    } finally {
      await site.close();
    }
  });
});
