import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { SubmissionInput } from "#community";
import type { PaperId } from "#papers";
import type { Database, DatabaseSettings } from "#platform";
import { openContributions } from "../../../test/support/contributions.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { openServices, type Services } from "../../../test/support/services.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ORCID = "0000-0002-1825-0097";

describeOnEachDatabase("what readers bring", (withDatabase) => {
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

  test("an arXiv id becomes a paper of today's edition, and its comment the first of the thread", () =>
    withDatabase(async (database, settings) => {
      const { actor, submit, papers, editions, community } = open(database, settings);
      const ada = await actor("ada");
      const done = await submit(ada, "https://arxiv.org/abs/2611.00001v1", "Worth it for $x^2$.");
      assert.equal(done.state, "accepted");
      assert.equal(done.title, "Looms of number 2611.00001");
      const paper = await papers.find("2611.00001" as PaperId);
      assert.equal(paper?.featuredOn, "2026-11-20");
      const edition = await editions.get("2026-11-20" as never, { limit: 10 });
      assert.deepEqual(
        edition.entries.map(({ paperId }) => paperId),
        ["2611.00001"],
      );
      const thread = await community.comments.thread(paper!.id, { sort: "best" });
      assert.deepEqual(
        thread.map(({ body, author }) => [body, author]),
        [["Worth it for $x^2$.", ada.account.id]],
      );
      assert.equal(paper?.tally.upvotes, 0);
      const submitters = await community.submissions.submitterOf([paper!.id]);
      assert.equal(submitters.get(paper!.id), ada.account.id);
    }));

  test("a known paper leads to its page at once, whatever names it", () =>
    withDatabase(async (database, settings) => {
      const { actor, addPapers, community, papers } = open(database, settings);
      await addPapers("2611.00001");
      const ada = await actor("ada");
      const bibtex = "@misc{x, title={Another}, eprint={2611.00001}, archivePrefix={arXiv}}";
      const url = "https://arxiv.org/pdf/2611.00001";
      const form = { title: "Looms", abstract: "", authors: ["A. Webster"], url };
      const inputs: SubmissionInput[] = [
        { kind: "reference", text: "arXiv:2611.00001" },
        { kind: "bibtex", text: bibtex },
        { kind: "form", fields: form },
      ];
      for (const input of inputs) {
        const submission = await community.submissions.submit(ada, input);
        assert.equal(submission.state, "duplicate");
        assert.equal(submission.paperId, "2611.00001");
      }
      await papers.hide("2611.00001" as PaperId, true);
      await assert.rejects(community.submissions.submit(ada, inputs[0]!), /does not show/);
    }));

  test("Crossref speaks for a DOI, also for one within a page or a BibTeX entry", () =>
    withDatabase(async (database, settings) => {
      const { actor, submit, papers } = open(database, settings);
      const ada = await actor("ada");
      const text = "@article{x, title={My own words}, author={Mallory}, doi={10.5555/loom.2026.7}}";
      const first = await submit(ada, { kind: "bibtex", text });
      assert.equal(first.state, "accepted");
      const paper = await papers.find(first.paperId!);
      assert.equal(paper?.title, "Looms that are told less: A report from the mill");
      assert.deepEqual(paper?.sources, ["crossref"]);
      assert.equal(paper?.authors[0]?.orcid, ORCID);
      const page = await submit(ada, `${services.url}/carding`);
      assert.equal(page.state, "duplicate");
      assert.equal(page.paperId, first.paperId);
      const data = await submit(ada, "10.5555/loom.data");
      assert.equal(data.state, "accepted");
      const wrong = await submit(ada, "10.5555/none");
      assert.equal(wrong.state, "refused");
      assert.match(wrong.reason, /No registry knows/);
    }));

  test("a page and a form bring papers of their own, and give known ones nothing", () =>
    withDatabase(async (database, settings) => {
      const { actor, submit, papers } = open(database, settings);
      const ada = await actor("ada");
      const page = await submit(ada, `${services.url}/article/12`);
      assert.equal(page.state, "accepted");
      const threads = await submit(ada, `${services.url}/notes/threads`);
      assert.equal((await papers.find(threads.paperId!))?.doi, undefined);
      const fields = {
        title: "Shuttles that find their own way",
        abstract: "Buy my shuttles.",
        authors: ["Ada Arkwright", "John Kay"],
        url: "https://spam.example/",
      };
      const again = await submit(ada, { kind: "form", fields });
      assert.equal(again.state, "duplicate");
      assert.equal(again.paperId, page.paperId);
      const paper = await papers.find(page.paperId!);
      assert.deepEqual(paper?.sources, ["web-page"]);
      assert.ok(!JSON.stringify(paper).includes("spam"));
      const none = await submit(ada, `${services.url}/plain`);
      assert.equal(none.state, "refused");
      assert.match(none.reason, /does not say to machines/);
      const own = await submit(ada, {
        kind: "form",
        fields: { ...fields, title: "Looms of my own" },
      });
      assert.equal(own.state, "accepted");
      assert.deepEqual((await papers.find(own.paperId!))?.sources, ["submission"]);
    }));

  test("while its source is silent it waits longer each time, and is refused after three days", () =>
    withDatabase(async (database, settings) => {
      const { actor, submit, community, job, clock } = open(database, settings);
      const ada = await actor("ada");
      services.setDown(true);
      const first = await submit(ada, "2611.00001");
      assert.equal(first.state, "waiting");
      assert.match(first.reason, /answered 503/);
      const { id } = first;
      const attemptsAfter = async (milliseconds: number) => {
        clock.advance(milliseconds);
        await job.run();
        return (await community.submissions.find(id))?.attempts;
      };
      assert.equal(await attemptsAfter(30_000), 1);
      assert.equal(await attemptsAfter(31_000), 2);
      assert.equal(await attemptsAfter(61_000), 2);
      assert.equal(await attemptsAfter(60_000), 3);
      services.setDown(false);
      const second = await community.submissions.submit(ada, {
        kind: "reference",
        text: "2611.00002",
      });
      await attemptsAfter(4 * MINUTE_MS);
      assert.equal((await community.submissions.find(id))?.state, "accepted");
      assert.equal((await community.submissions.find(second.id))?.state, "accepted");
      services.setDown(true);
      const third = await submit(ada, "2611.00003");
      for (let hours = 0; hours < 80; hours += 7) {
        clock.advance(7 * 60 * MINUTE_MS);
        await job.run();
      }
      const lost = await community.submissions.find(third.id);
      assert.equal(lost?.state, "refused");
      assert.match(lost?.reason ?? "", /For three days .* 503/);
    }));

  test("words need not wait for a silent registry: a moderator reads them and lets them in", () =>
    withDatabase(async (database, settings) => {
      const { actor, clock, community, job, submit, papers } = open(database, settings);
      services.setDown(true);
      const ada = await actor("ada");
      const text = `@article{n, title={Spindles at Rest}, author={Noether, Emmy}, doi={10.5555/silent}}`;
      const { id } = await submit(ada, { kind: "bibtex", text });
      for (let asked = 1; asked < 4; asked++) {
        assert.equal((await community.submissions.find(id))?.state, "waiting");
        clock.advance(60 * MINUTE_MS);
        await job.run();
      }
      const waiting = await community.submissions.find(id);
      assert.equal(waiting?.state, "review");
      assert.match(waiting?.reason ?? "", /could not be asked .* a moderator reads/);
      const decision = { isAccepted: true, reason: "It is what it says." };
      await community.submissions.decide(await actor("chien", "moderator"), id, decision);
      await job.run();
      const done = await community.submissions.find(id);
      assert.equal(done?.state, "accepted");
      const paper = await papers.find(done?.paperId as PaperId);
      assert.equal(paper?.title, "Spindles at Rest");
      assert.equal(paper?.doi, undefined, "nobody has vouched for the DOI");
    }));

  test("two processes never ask about one submission at once, and a dead one's is taken over", () =>
    withDatabase(async (database, settings) => {
      const { actor, community, clock } = open(database, settings);
      const ada = await actor("ada");
      for (const text of ["2611.00001", "2611.00002", "2611.00003"]) {
        await community.submissions.submit(ada, { kind: "reference", text });
      }
      const taken = await Promise.all([1, 2, 3, 4].map(() => community.submissions.takeWaiting(5)));
      const ids = taken.flat().map(({ id }) => id);
      assert.equal(ids.length, 3);
      assert.equal(new Set(ids).size, 3);
      assert.equal((await community.submissions.takeWaiting(5)).length, 0);
      clock.advance(11 * MINUTE_MS);
      assert.equal((await community.submissions.takeWaiting(5)).length, 3);
    }));

  test("the operator's rules hold: closed, reviewed, so many a day, no older papers", () =>
    withDatabase(async (database, settings) => {
      const closed = open(database, settings, { submissions: "closed" });
      const ada = await closed.actor("ada");
      await assert.rejects(closed.submit(ada, "2611.00001"), /takes no submissions/);
      const reviewed = open(database, settings, { submissions: "reviewed" });
      const first = await reviewed.submit(ada, "2611.00001");
      assert.equal(first.state, "review");
      const few = open(database, settings, { submissionsPerDay: 2 });
      await few.submit(ada, "2611.00002");
      await assert.rejects(few.submit(ada, "2611.00003"), /2 papers in 24 hours/);
      few.clock.advance(DAY_MS + 1);
      const young = open(database, settings, { submissionMaxAgeDays: 30 });
      const old = await young.submit(ada, "1101.0001");
      assert.equal(old.state, "review");
      assert.match(old.reason, /of 2011-11-18; papers older than 30 days/);
      const moderator = await young.actor("mona", "moderator");
      await assert.rejects(
        young.community.submissions.decide(ada, old.id, { isAccepted: true, reason: "" }),
        /Moderators decide/,
      );
      await young.community.submissions.decide(moderator, old.id, { isAccepted: true, reason: "" });
      await young.job.run();
      assert.equal((await young.community.submissions.find(old.id))?.state, "accepted");
      const refusal = { isAccepted: false, reason: "" };
      await assert.rejects(
        young.community.submissions.decide(moderator, first.id, refusal),
        /Say why/,
      );
      young.clock.advance(1_000);
      const no = { isAccepted: false, reason: "Not of this field." };
      const refused = await young.community.submissions.decide(moderator, first.id, no);
      assert.equal(refused.state, "refused");
      assert.equal(refused.reason, "Not of this field.");
      const log = await young.community.moderation.log({});
      await young.community.moderation.undo(moderator, log.items[0]!.id, "It is, after all.");
      assert.equal((await young.community.submissions.find(first.id))?.state, "review");
      assert.deepEqual(
        log.items.map(({ action, target }) => [action, target.id]),
        [
          ["refuse-submission", first.id],
          ["accept-submission", old.id],
        ],
      );
    }));

  test("addresses and forms of new accounts wait for a moderator; ids do not", () =>
    withDatabase(async (database, settings) => {
      const site = open(database, settings, { votesCountAfterDays: 3 });
      const ada = await site.actor("ada");
      assert.equal((await site.submit(ada, `${services.url}/article/12`)).state, "review");
      assert.equal((await site.submit(ada, "2611.00001")).state, "accepted");
      const trusted = await site.actor("bea", "trusted");
      assert.equal((await site.submit(trusted, `${services.url}/article/12`)).state, "accepted");
      site.clock.advance(4 * DAY_MS);
      assert.equal((await site.submit(ada, `${services.url}/notes/threads`)).state, "accepted");
    }));

  test("what is no paper's name is refused with what to do", () =>
    withDatabase(async (database, settings) => {
      const { actor, submit } = open(database, settings);
      const ada = await actor("ada");
      const two = "@article{a, title={A}}\n@article{b, title={B}}";
      const blank = { title: "Looms", abstract: "", authors: [" "], url: "https://x.org" };
      await assert.rejects(submit(ada, "looms"), /no arXiv id, DOI or web address/);
      await assert.rejects(submit(ada, { kind: "bibtex", text: two }), /2 entries/);
      await assert.rejects(submit(ada, { kind: "bibtex", text: "hello" }), /no BibTeX entry/);
      await assert.rejects(submit(ada, { kind: "form", fields: blank }), /at least one author/);
    }));
});
