import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#community";
import type { PaperId } from "#papers";
import { type Database, type DatabaseSettings, parseDay } from "#platform";
import { openContributions } from "../../../test/support/contributions.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { openServices, type Services } from "../../../test/support/services.ts";

const MINUTE_MS = 60_000;
const ORCID = "0000-0002-1825-0097";

describeOnEachDatabase("claims of authors", (withDatabase) => {
  let services: Services;
  before(async () => {
    services = await openServices();
  });
  after(() => services.close());

  const open = (
    database: Database,
    settings: DatabaseSettings,
    rules?: Parameters<typeof openContributions>[2],
  ) => openContributions({ database, settings }, services, rules);

  test("a claim is granted by the ORCID record where a source put the paper there, and by no other", () =>
    withDatabase(async (database, settings) => {
      const { actor, community, papers, job, people } = open(database, settings);
      const plain = await actor("ada");
      const record = (arxivId: string, doi?: string) => ({
        source: "arxiv",
        sourceId: arxivId,
        title: `On looms ${arxivId}`,
        authors: [{ name: "Ottilie Webster" }, { name: "Jacques Vaucanson" }],
        arxivId,
        ...(doi && { doi }),
      });
      await papers.ingest(
        [
          record("2611.10001", "10.5555/loom.2026.7"),
          record("2611.10002", "10.5555/loom.2026.7x"),
          record("2611.00002"),
          record("2611.00003"),
        ],
        parseDay("2026-11-20"),
      );
      await signInWithOrcid(database, plain);
      await people.update(plain.account.id, { displayName: "Ottilie Webster" });
      const ada = { ...plain, account: (await people.find(plain.account.id))! };
      assert.equal(ada.account.orcid, ORCID);
      const claim = (id: string, place = 1) =>
        community.claims.claim(ada, id as PaperId, place, "");
      const claims = [
        await claim("2611.10001"),
        await claim("2611.10002"),
        await claim("2611.00002"),
        await claim("2611.00003"),
      ];
      assert.ok(claims.every(({ state, isBeingChecked }) => state === "pending" && isBeingChecked));
      assert.equal((await community.claims.queue({})).items.length, 0);
      await job.run();
      const after = await Promise.all(claims.map(({ id }) => community.claims.find(id)));
      assert.deepEqual(
        after.map((one) => [one?.state, one?.grade]),
        [
          ["granted", "B"],
          ["pending", "D"],
          ["pending", "D"],
          ["pending", "D"],
        ],
      );
      assert.match(after[0]?.evidence ?? "", /added by Crossref/);
      assert.match(after[1]?.evidence ?? "", /not in their public ORCID record/);
      assert.match(after[2]?.evidence ?? "", /they added it themselves/);
      assert.match(after[3]?.evidence ?? "", /they added it themselves/);
      assert.equal((await community.claims.queue({})).items.length, 3);
      await community.claims.withdraw(ada, claims[0]!.id);
      const other = await claim("2611.10001", 2);
      await job.run();
      const coAuthor = await community.claims.find(other.id);
      assert.equal(coAuthor?.state, "pending");
      assert.match(coAuthor?.evidence ?? "", /another name than the author/);
    }));

  test("a claim waits while ORCID is silent, and goes to a moderator after three days", () =>
    withDatabase(async (database, settings) => {
      const { actor, community, addPapers, job, people, clock } = open(database, settings);
      const plain = await actor("ada");
      await addPapers("2611.00002");
      await signInWithOrcid(database, plain);
      const ada = { ...plain, account: (await people.find(plain.account.id))! };
      services.setDown(true);
      const { id } = await community.claims.claim(ada, "2611.00002" as PaperId, 1, "");
      await job.run();
      assert.equal((await community.claims.find(id))?.isBeingChecked, true);
      for (let hours = 0; hours < 80; hours += 7) {
        clock.advance(7 * 60 * MINUTE_MS);
        await job.run();
      }
      const claim = await community.claims.find(id);
      assert.equal(claim?.isBeingChecked, false);
      assert.match(claim?.evidence ?? "", /could not be read/);
      assert.equal((await community.claims.queue({})).items.length, 1);
    }));
});

async function signInWithOrcid({ kysely }: Database, { account }: Actor): Promise<void> {
  const identity = { account_id: account.id, label: "ORCID", added_at: "2026-11-20T00:00:00Z" };
  await kysely
    .insertInto("identity")
    .values({ ...identity, issuer: "https://orcid.org", subject: ORCID })
    .execute();
}
