import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";
import { parseXml } from "../../test/support/xml-tree.ts";

const PAPER = "/papers/2611.00001";
const fragment = { accept: "text/html; fragment=1" };

describe("comments on the page of a paper", () => {
  let site: CommunitySite;
  let ada: string;
  let bob: string;
  before(async () => {
    const records = ["2611.00001", "2611.00002"].map((arxivId) => aRecord({ arxivId }));
    site = await openCommunitySite({ records });
    ada = await site.signIn("ada");
    bob = await site.signIn("bob");
  });
  after(() => site.close());
  const read = async (path: string, cookie?: string) =>
    (await site.ask(path, cookie ? { cookie } : {})).text();
  const post = (body: string, more: Record<string, string> = {}, cookie = ada) =>
    site.ask(`${PAPER}/comments`, { cookie, form: { body, ...more } });
  /** Posts and tells the id of the new comment. */
  const say = async (body: string, more: Record<string, string> = {}, cookie = ada) => {
    site.clock.advance(1_000);
    const response = await post(body, more, cookie);
    assert.equal(response.status, 303);
    const to = response.headers.get("location") ?? "";
    assert.match(to, /^\/papers\/2611\.00001#c-[\w-]{16}$/);
    return to.split("#c-")[1]!;
  };

  test("are seen by everybody, and asked of whoever is signed in", async () => {
    const before = await read(PAPER);
    assert.match(before, /<section id="comments"/);
    assert.match(before, /Sign in to comment/);
    assert.doesNotMatch(before, /<textarea/);
    const id = await say("So $x^2$ **grows**.");
    for (const cookie of [undefined, ada, bob]) {
      const page = await read(PAPER, cookie);
      assert.match(page, new RegExp(`<li class="c" id="c-${id}">`));
      assert.match(page, /<msup><mi>x<\/mi><mn>2<\/mn><\/msup>.*<strong>grows<\/strong>/);
    }
    assert.match(await read(PAPER, bob), /<form class="write"/);
    const refused = await site.ask(`${PAPER}/comments`, { form: { body: "x" } });
    assert.equal(refused.status, 303);
    assert.match(refused.headers.get("location") ?? "", /^\/login/);
  });

  test("that can not be posted come back with what is wrong", async () => {
    const long = "long & <b>".repeat(1_001);
    const response = await post(long);
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /holds 10000 characters at most/);
    assert.ok(
      page.includes(long.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")),
    );
    assert.equal((await post("x", { parent: "nobody" })).status, 404);
    assert.equal(
      (await site.ask("/papers/nothing/comments", { cookie: ada, form: { body: "x" } })).status,
      404,
    );
  });

  test("are answered, changed and deleted with forms alone", async () => {
    const id = await say("A question?");
    const answer = await say("An answer.", { parent: id }, bob);
    const page = await read(`/comments/${answer}`);
    assert.match(
      page,
      new RegExp(`id="c-${id}".*<details class="answers" open>.*id="c-${answer}"`, "s"),
    );
    const act = (name: string, form: Record<string, string>, cookie = ada) =>
      site.ask(`/comments/${id}/${name}`, { cookie, form });
    assert.equal((await act("edit", { body: "x" }, bob)).status, 403);
    assert.equal((await act("edit", { body: "A better question?" })).status, 303);
    assert.match(await read(PAPER), /A better question\?/);
    const history = await read(`/comments/${id}/history`);
    assert.match(history, /Version 2.*A better question\?.*Version 1.*A question\?/s);
    assert.match(await read(`/comments/${id}`, ada), /\/delete"/);
    assert.doesNotMatch(await read(`/comments/${id}`, bob), /\/delete"/);
    assert.equal((await act("delete", {}, bob)).status, 403);
    assert.equal((await act("delete", {})).status, 303);
    const after = await read(PAPER);
    assert.match(after, /Deleted by who wrote it/);
    assert.doesNotMatch(after, /A better question/);
    assert.equal((await site.ask(`/comments/${id}`)).status, 404);
  });

  test("take reactions, which everybody sees counted", async () => {
    const id = await say("Well said.");
    const react = (kind: string, cookie = bob) =>
      site.ask(`/comments/${id}/react`, { cookie, form: { kind } });
    assert.equal((await react("up")).status, 303);
    const seen = await read(`/comments/${id}`);
    assert.match(seen, /Upvote<\/span> 1</);
    assert.match(await read(PAPER, bob), /value="-up" aria-pressed="true"/);
    assert.equal((await react("-up")).status, 303);
    assert.doesNotMatch(await read(`/comments/${id}`), /Upvote/);
    assert.equal((await react("up", ada)).status, 403);
    assert.equal((await react("boo")).status, 400);
  });

  test("come to the script as a part of the page", async () => {
    const response = await site.ask(`${PAPER}/comments?comments=new`, {
      cookie: ada,
      form: { body: "By script." },
      headers: fragment,
    });
    assert.equal(response.status, 200);
    const part = await response.text();
    assert.match(part, /^<section id="comments".*By script\..*<\/section>$/s);
    assert.match(part, /comments=new#comments" aria-current="true"/);
    const preview = await site.ask("/comments/preview", {
      cookie: ada,
      form: { body: "*soon* <script>", paper: "2611.00001" },
      headers: fragment,
    });
    assert.equal(await preview.text(), "<p><em>soon</em> &lt;script&gt;</p>\n");
  });

  test("are seen before they are posted, and stay as they were typed", async () => {
    const form = { body: "\n*soon*\nand more", paper: "2611.00001" };
    const page = await (await site.ask("/comments/preview", { cookie: ada, form })).text();
    assert.match(page, /<em>soon<\/em><br \/>\nand more/);
    assert.match(page, /<textarea[^>]*>\n\*soon\*\nand more<\/textarea>/);
    assert.match(page, /action="\/papers\/2611\.00001\/comments"/);
    const nowhere = { body: "x", paper: "9999.99999" };
    assert.equal((await site.ask("/comments/preview", { cookie: ada, form: nowhere })).status, 404);
  });

  test("are in the paper's JSON and Markdown, and in feeds of the paper and of the site", async () => {
    const id = await say("Fit for $n > 2$ <i>feeds</i>.");
    const json = JSON.parse(await read(`${PAPER}.json`));
    const own = json.discussion.find((one: { id: string }) => one.id === id);
    assert.equal(own.body, "Fit for $n > 2$ <i>feeds</i>.");
    assert.equal(own.author.name, "ada");
    assert.doesNotMatch(JSON.stringify(json), /example\.org"/);
    assert.match(await read(`${PAPER}.md`), /## Comments.*> Fit for \$n > 2\$ \\<i>feeds/s);
    for (const list of [`${PAPER}/comments`, "/comments"]) {
      for (const format of ["atom", "rss"]) {
        const response = await site.ask(`${list}.${format}`);
        const text = await response.text();
        assert.equal(response.status, 200, `${list}.${format} ${text}`);
        parseXml(text);
        assert.match(text, /Fit for/);
      }
      const feed = JSON.parse(await read(`${list}.feed.json`));
      assert.match(feed.items[0].content_html, /<math>.*&lt;i&gt;feeds/);
      assert.equal(feed.items[0].url, `${site.url}/comments/${id}`);
      assert.match(await read(`${list}.json`), /Fit for/);
      assert.match(await read(`${list}.md`), /Fit for/);
    }
    assert.match(await read("/comments"), /Fit for/);
    const page = await site.ask(`${PAPER}/comments`);
    assert.equal(page.headers.get("location"), `${PAPER}#comments`);
    assert.equal((await site.ask(`${PAPER}/comments.bib`)).status, 404);
  });

  test("are reported by readers, not by strangers", async () => {
    const id = await say("Buy gears!");
    const report = (cookie?: string) =>
      site.ask(`/comments/${id}/report`, { ...(cookie && { cookie }), form: { reason: "Spam" } });
    assert.match((await report()).headers.get("location") ?? "", /^\/login/);
    assert.equal((await report(bob)).status, 303);
    const { items } = await site.community.moderation.reports({});
    assert.equal(items.at(-1)?.reason, "Spam");
    const paper = await site.ask(`${PAPER}/report`, { cookie: bob, form: { reason: "A copy" } });
    assert.equal(paper.headers.get("location"), PAPER);
    const person = await site.ask("/@ada/report", { cookie: bob, form: { reason: "Spam" } });
    assert.equal(person.headers.get("location"), "/@ada");
  });

  after(() => assert.deepEqual(site.faults, []));
});

describe("moderators on the pages", () => {
  let site: CommunitySite;
  let max: string;
  let ada: string;
  before(async () => {
    const records = ["2611.00001", "2611.00002"].map((arxivId) => aRecord({ arxivId }));
    site = await openCommunitySite({ records });
    ada = await site.signIn("ada");
    max = await site.signIn("max", "moderator");
    const { id } = await site.accountOf("max", "moderator");
    await givePasskey(site, id);
  });
  after(() => site.close());
  const read = async (path: string, cookie?: string) =>
    (await site.ask(path, cookie ? { cookie } : {})).text();
  const act = (path: string, form: Record<string, string>, cookie = max) =>
    site.ask(path, { cookie, form });

  test("remove a comment, which the log tells and undoes", async () => {
    const actor = await site.actor("ada");
    const paperId = "2611.00001" as never;
    const { id } = await site.community.comments.post(actor, { paperId, body: "Buy gears!" });
    assert.doesNotMatch(await read(`/comments/${id}`, ada), /\/remove"/);
    assert.match(await read(`/comments/${id}`, max), /\/remove"/);
    assert.equal((await act(`/comments/${id}/remove`, { reason: "Spam" }, ada)).status, 403);
    assert.equal((await act(`/comments/${id}/remove`, { reason: " " })).status, 400);
    assert.equal((await act(`/comments/${id}/remove`, { reason: "Spam <b>" })).status, 303);
    assert.doesNotMatch(await read(PAPER), /Buy gears/);
    const log = await read("/moderation");
    assert.match(log, /<b>remove comment<\/b>.*Spam &lt;b&gt;/s);
    assert.doesNotMatch(log, /Buy gears|@example|\/moderation\/undo/);
    const undo = /action="(\/moderation\/undo\/[\w-]+)"/.exec(await read("/moderation", max))?.[1];
    assert.equal((await act(undo!, { reason: "A joke" })).status, 303);
    assert.match(await read(PAPER), /Buy gears/);
    for (const format of ["atom", "rss"]) parseXml(await read(`/moderation.${format}`));
    assert.equal(JSON.parse(await read("/moderation.json")).entries.length, 2);
    assert.match(await read("/moderation.md"), /Spam \\<b\\>/);
  });

  test("close, merge and hide papers", async () => {
    const moderate = (form: Record<string, string>) => act(`${PAPER}/moderate`, form);
    assert.match(await read(PAPER, max), /value="merge-papers"/);
    assert.doesNotMatch(await read(PAPER, ada), /value="merge-papers"/);
    assert.equal((await moderate({ action: "lock-paper", reason: "Hot" })).status, 303);
    assert.match(await read(PAPER), /A moderator has closed the comments/);
    assert.equal((await moderate({ action: "burn", reason: "x" })).status, 400);
    const merge = { action: "merge-papers", reason: "One work", into: "arXiv:2611.00002" };
    const merged = await moderate(merge);
    assert.equal(merged.headers.get("location"), "/papers/2611.00002");
    const old = await site.ask(PAPER);
    assert.equal(old.headers.get("location"), "/papers/2611.00002");
    const hidden = await act("/papers/2611.00002/moderate", {
      action: "hide-paper",
      reason: "Withdrawn",
    });
    assert.equal(hidden.headers.get("location"), "/moderation");
    assert.equal((await site.ask("/papers/2611.00002")).status, 404);
    assert.match(await read("/moderation"), /<b>hide paper<\/b> <span>paper 2611\.00002/);
  });

  test("see what was reported, act on it or dismiss it, and suspend people", async () => {
    const eve = await site.actor("eve");
    await site.community.moderation.report(
      await site.actor("ada"),
      { kind: "account", id: eve.account.id },
      "A robot",
    );
    assert.equal((await site.ask("/moderation/queue", { cookie: ada })).status, 403);
    const queue = await read("/moderation/queue", max);
    assert.match(queue, /1 report/);
    assert.match(queue, /action="\/@eve\/suspend"/);
    assert.equal((await act("/@eve/suspend", { reason: "A robot" })).status, 303);
    assert.match(await read("/moderation/queue", max), /0 reports/);
    assert.match(await read("/moderation"), /suspend account<\/b> <a href="\/@eve">@eve/);
    await site.community.moderation.report(
      await site.actor("ada"),
      { kind: "account", id: (await site.accountOf("max", "moderator")).id },
      "Unfair",
    );
    const dismiss = /action="(\/moderation\/reports\/[\w-]+\/dismiss)"/.exec(
      await read("/moderation/queue", max),
    )?.[1];
    assert.equal((await act(dismiss!, { reason: "Fair" })).status, 303);
    assert.equal((await act(dismiss!, { reason: "Fair" })).status, 409);
  });

  after(() => assert.deepEqual(site.faults, []));
});

async function givePasskey({ database, clock }: CommunitySite, accountId: string): Promise<void> {
  await database.kysely
    .insertInto("passkey")
    .values({
      credential_id: `key of ${accountId}`,
      account_id: accountId,
      public_key: "",
      counter: 0,
      transports: "[]",
      label: "",
      added_at: clock.now().toISOString(),
      used_at: null,
    })
    .execute();
}
