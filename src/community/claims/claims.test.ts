import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import { AppError, parseDay } from "#platform";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import type { Actor } from "../actor.ts";

const ORCID = "0000-0002-1825-0097";
const PAPER = "2611.00001" as PaperId;

describeOnEachDatabase("claims of authorship", (withDatabase) => {
  type Site = ReturnType<typeof openTestCommunity>;

  /** A site with one paper, whose first author carries an ORCID iD. */
  function withPaper(use: (site: Site, claims: Site["community"]["claims"]) => Promise<void>) {
    return withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      await site.papers.ingest([record], parseDay("2026-11-20"));
      await use(site, site.community.claims);
    });
  }

  const record = {
    source: "arxiv",
    sourceId: "atom:2611.00001",
    title: "On looms",
    abstract: "Looms weave.",
    authors: [{ name: "Ottilie Webster", orcid: ORCID }, { name: "Jacques Vaucanson" }],
    arxivId: "2611.00001",
    organizations: ["Mill School"],
  };

  const withOrcid = (actor: Actor, orcid = ORCID): Actor => ({
    ...actor,
    account: { ...actor.account, orcid },
  });

  test("the ORCID iD in the paper's metadata proves it at once, for its own place alone", () =>
    withPaper(async (site, claims) => {
      const ada = withOrcid(await site.actor("ada"));
      const change = await site.papers.lastChange();
      const claim = await claims.claim(ada, PAPER, 1, "");
      assert.deepEqual([claim.state, claim.grade], ["granted", "A"]);
      assert.match(claim.evidence, /carry ORCID iD 0000-0002-1825-0097/);
      assert.ok((await site.papers.lastChange()) > change, "kept pages are made anew");
      assert.deepEqual(await claims.claim(ada, PAPER, 1, ""), claim);
      await assert.rejects(claims.claim(ada, PAPER, 2, ""), /withdraw that first/);
      await assert.rejects(claims.claim(ada, PAPER, 3, ""), /Choose your name/);
      await assert.rejects(claims.claim(ada, "2611.99999" as PaperId, 1, ""), /no such paper/);
      assert.deepEqual(
        (await claims.of([PAPER])).map(({ id }) => id),
        [claim.id],
      );
    }));

  test("a bare name waits for a moderator, and another iD in the metadata is told to them", () =>
    withPaper(async (site, claims) => {
      const bea = withOrcid(await site.actor("bea"), "0000-0001-5109-3700");
      const claim = await claims.claim(bea, PAPER, 1, "See my page.");
      assert.deepEqual([claim.state, claim.grade], ["pending", "D"]);
      assert.match(claim.evidence, /See my page\. .*another ORCID iD .*0000-0002-1825-0097/);
      assert.equal((await claims.of([PAPER])).length, 0);
      const reader = await site.actor("carl");
      await assert.rejects(
        claims.decide(reader, claim.id, { isGranted: true, reason: "" }),
        (error) => error instanceof AppError && error.code === "forbidden",
      );
      const moderator = await site.actor("mona", "moderator");
      await assert.rejects(
        claims.decide(moderator, claim.id, { isGranted: false, reason: " " }),
        /Say why/,
      );
      const reason = "Your page names another person.";
      const refused = await claims.decide(moderator, claim.id, { isGranted: false, reason });
      assert.deepEqual([refused.state, refused.reason], ["refused", reason]);
      site.clock.advance(1_000);
      const again = await claims.claim(bea, PAPER, 1, "Now it does.");
      assert.equal(again.state, "pending");
      const granted = await claims.decide(moderator, again.id, { isGranted: true, reason: "" });
      assert.equal(granted.state, "granted");
      const { items } = await site.community.moderation.log({});
      assert.deepEqual(
        items.map(({ action }) => action),
        ["grant-claim", "refuse-claim"],
      );
      await site.community.moderation.undo(moderator, items[0]!.id, "Too quick.");
      assert.equal((await claims.find(again.id))?.state, "pending");
      assert.equal((await claims.of([PAPER])).length, 0);
    }));

  test("of many who claim one place at once, one holds it", () =>
    withPaper(async (site, claims) => {
      const actors = await Promise.all(
        ["ann", "ben", "cas", "dan"].map(async (name) => withOrcid(await site.actor(name))),
      );
      const outcomes = await Promise.all(actors.map((actor) => claims.claim(actor, PAPER, 1, "")));
      const granted = outcomes.filter(({ state }) => state === "granted");
      assert.equal(granted.length, 1);
      const pending = outcomes.find(({ state }) => state === "pending")!;
      const moderator = await site.actor("mona", "moderator");
      const yes = { isGranted: true, reason: "" };
      await assert.rejects(claims.decide(moderator, pending.id, yes), /revoke that claim first/);
      const stranger = await site.actor("eve");
      await assert.rejects(claims.claim(stranger, PAPER, 1, ""), /dispute that/);
      await claims.decide(moderator, granted[0]!.id, { isGranted: false, reason: "Not them." });
      assert.equal((await claims.decide(moderator, pending.id, yes)).state, "granted");
    }));

  test("any reader may dispute; the claim stands until a moderator decides, either way", () =>
    withPaper(async (site, claims) => {
      const ada = withOrcid(await site.actor("ada"));
      const reader = await site.actor("carl");
      const moderator = await site.actor("mona", "moderator");
      const { id } = await claims.claim(ada, PAPER, 1, "");
      await assert.rejects(claims.dispute(ada, id, "No."), /withdraw it instead/);
      await assert.rejects(claims.dispute(reader, id, ""), /Say why/);
      assert.equal((await claims.dispute(reader, id, "It is my paper.")).state, "disputed");
      assert.equal((await claims.of([PAPER])).length, 1);
      assert.equal((await claims.queue({})).items.length, 1);
      await claims.decide(moderator, id, { isGranted: false, reason: "It is theirs." });
      assert.equal((await claims.of([PAPER])).length, 0);
      const back = await claims.decide(moderator, id, { isGranted: true, reason: "A mistake." });
      assert.equal(back.state, "granted");
      await claims.withdraw(ada, id);
      const yes = { isGranted: true, reason: "" };
      await assert.rejects(claims.decide(moderator, id, yes), /withdrawn/);
      assert.equal((await claims.claim(ada, PAPER, 1, "")).state, "granted");
    }));

  test("an author's links and organisations are part of the paper, and go with the claim", () =>
    withPaper(async (site, claims) => {
      const ada = withOrcid(await site.actor("ada"));
      const reader = await site.actor("carl");
      const code = { kind: "code", url: "https://git.example.org/looms" } as const;
      await assert.rejects(claims.addLink(ada, PAPER, code), /once their claim is granted/);
      const { id } = await claims.claim(ada, PAPER, 1, "");
      const link = await claims.addLink(ada, PAPER, code);
      assert.deepEqual(await claims.addLink(ada, PAPER, code), link);
      await claims.addOrganization(ada, PAPER, "  Cromford   Institute ");
      const paper = await site.papers.find(PAPER);
      assert.deepEqual(paper?.links, [code]);
      assert.deepEqual(paper?.sources, ["arxiv", "author"]);
      assert.equal(paper?.editionDay, "2026-11-20");
      assert.deepEqual(await site.papers.organizationsOf(paper!), [
        { name: "Mill School", sources: ["arxiv"] },
        { name: "Cromford Institute", sources: ["author"] },
      ]);
      assert.equal(await site.papers.count(), 1);
      await assert.rejects(claims.addLink(reader, PAPER, code), /once their claim is granted/);
      for (const url of ["javascript:alert(1)", "ftp://x.org/", "x.org", "https://a:b@x.org/"]) {
        await assert.rejects(claims.addLink(ada, PAPER, { kind: "data", url }), /whole address/);
      }
      await assert.rejects(claims.removeLink(reader, PAPER, link.id), /moderators remove/);
      await claims.removeLink(ada, PAPER, link.id);
      assert.deepEqual((await site.papers.find(PAPER))?.links, []);
      await claims.addLink(ada, PAPER, code);
      await claims.withdraw(ada, id);
      const bare = await site.papers.find(PAPER);
      assert.deepEqual(bare?.links, []);
      assert.deepEqual(bare?.organizations, ["Mill School"]);
      assert.deepEqual(bare?.sources, ["arxiv"]);
      assert.deepEqual(await claims.links(PAPER), []);
    }));

  test("who leaves takes their claim, links and submissions along", () =>
    withPaper(async (site, claims) => {
      const ada = withOrcid(await site.actor("ada"));
      await claims.claim(ada, PAPER, 1, "");
      await claims.addLink(ada, PAPER, { kind: "code", url: "https://git.example.org/looms" });
      await site.community.submissions.submit(ada, { kind: "reference", text: "2611.00009" });
      const data = await site.community.exportData(ada.account.id);
      assert.equal((data.claims as unknown[]).length, 1);
      assert.equal((data.submissions as unknown[]).length, 1);
      await site.community.forget(ada.account.id);
      assert.deepEqual((await site.papers.find(PAPER))?.links, []);
      assert.deepEqual(await claims.of([PAPER]), []);
      assert.deepEqual((await site.community.submissions.of(ada.account.id, {})).items, []);
    }));
});
