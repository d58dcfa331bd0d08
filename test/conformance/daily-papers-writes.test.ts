import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { mapDailyItem } from "../../src/sources/daily-papers/map-item.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { aRecord, day } from "../support/papers.ts";
import { readClientPaper } from "./daily-papers-client.ts";
import { ownDailyPapers } from "./own-daily-papers.ts";

// biome-ignore lint/suspicious/noExplicitAny: the client knows no types either
type Json = any;

/**
 * What programs made for the Daily Papers API send: a base address, `Authorization: Bearer` on
 * every request, also on those that read, and JSON bodies with the fields of that API.
 */
describe("a client of the Daily Papers API that writes", () => {
  let site: CommunitySite;
  let token: string;
  before(async () => {
    const records = ownDailyPapers.map((item) => mapDailyItem(item));
    site = await openCommunitySite({
      records: records.filter((record) => typeof record !== "string"),
      now: "2026-05-09T12:00:00Z",
    });
    const { id } = await site.accountOf("grace", "moderator");
    const scopes = ["submit", "moderate"] as const;
    token = (await site.accounts.tokens.create(id, { label: "client", scopes, days: 1 })).secret;
  });
  after(() => site.close());

  async function send(path: string, body?: Json, bearer = token) {
    const response = await site.fetch(
      new Request(`${site.url}/api${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          "user-agent": "hf_hub/1.16.0; python/3.12",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, body: (await response.json()) as Json };
  }

  test("reads with a token of another service, which counts as none", async () => {
    const { status, body } = await send(
      "/daily_papers?date=2026-05-08",
      undefined,
      "hf_elsewhere00",
    );
    assert.equal(status, 200);
    assert.equal(body.length, 2);
    assert.equal(readClientPaper(body[0]).id, "2605.00010");
    const refused = await send("/papers/index", { arxivId: "2605.00010" }, "hf_elsewhere00");
    assert.equal(refused.status, 401);
    assert.equal(typeof refused.body.error, "string");
  });

  test("submits and indexes papers; one that is here already leads to its page", async () => {
    const known = await send("/papers/submit", { paper_id: "2605.00010", comment: "Look" });
    assert.deepEqual([known.status, known.body.state], [200, "duplicate"]);
    assert.equal(known.body.paperId, "2605.00010");
    const media_urls = ["https://media.example.org/loom.mp4"];
    const fresh = await send("/papers/submit", { paper_id: "2605.00099", media_urls });
    assert.deepEqual([fresh.status, fresh.body.state], [200, "waiting"]);
    const kept = await site.community.submissions.find(fresh.body.submissionId);
    assert.match(kept?.comment ?? "", /loom\.mp4/);
    assert.equal((await send("/papers/index", { arxivId: "2605.00098" })).status, 200);
    const nonsense = await send("/papers/index", { arxivId: "" });
    assert.equal(nonsense.status, 400);
    assert.match(nonsense.body.error, /^arxivId: /);
  });

  test("links a paper to its code and its project page", async () => {
    const links = {
      projectPage: "https://springs.example.org/",
      githubRepo: "https://github.com/grace/springs",
      organizationId: null,
    };
    assert.deepEqual(await send("/papers/2605.00020/links", links), { status: 200, body: {} });
    const kept = await site.community.claims.links("2605.00020" as never);
    assert.deepEqual(kept.map(({ kind }) => kind).toSorted(), ["code", "project"]);
    const organization = { organizationId: "0123456789abcdef01234567" };
    assert.equal((await send("/papers/2605.00020/links", organization)).status, 400);
  });

  test("claims an author by its _id, who is then told at that place", async () => {
    const { body: paper } = await send("/papers/2605.00020");
    const [author] = paper.authors;
    const claim = { paperId: "2605.00020", claimAuthorId: author._id };
    const foreign = { ...claim, targetUserId: "0123456789abcdef01234567" };
    assert.equal((await send("/settings/papers/claim", foreign)).status, 403);
    assert.deepEqual(await send("/settings/papers/claim", claim), { status: 200, body: {} });
    const actor = await site.actor("grace", "moderator");
    const [own] = await site.community.claims.ofAccount(actor.account.id);
    const boss = await site.actor("maria", "admin");
    await site.community.claims.decide(boss, own!.id, { isGranted: true, reason: "Known." });
    const { body } = await send("/papers/2605.00020");
    assert.equal(body.authors[0].user.name, "grace");
    assert.equal(body.authors[0].status, "claimed_verified");
    assert.equal(body.authors[0]._id, author._id);
  });

  test("counts what people do here beside what the service counted", async () => {
    const before = (await send("/papers/2605.00010")).body;
    const actor = await site.actor("ada");
    await site.community.votes.cast(actor, "2605.00010" as never);
    await site.community.comments.post(actor, { paperId: "2605.00010" as never, body: "Yes" });
    const { body } = await send("/papers/2605.00010");
    assert.equal(body.upvotes, before.upvotes + 1);
    assert.equal(body.numComments, before.numComments + 1);
  });

  test("finds papers by who brought them here", async () => {
    const actor = await site.actor("blaise");
    const reference = { kind: "reference", text: "2605.00097" } as const;
    const { id } = await site.community.submissions.submit(actor, reference);
    const { added } = await site.papers.ingest(
      [aRecord({ arxivId: "2605.00097", title: "Shuttles" })],
      day("2026-05-09"),
    );
    assert.equal(added, 1);
    const paperId = "2605.00097" as never;
    await site.community.submissions.settle(id, { state: "accepted", paperId });
    await site.catchUp();
    const { body } = await send("/daily_papers?submitter=blaise");
    assert.equal(body.length, 1);
    assert.equal(body[0].paper.submittedOnDailyBy.user, "blaise");
    assert.equal(body[0].submittedBy.name, "blaise");
  });
});
