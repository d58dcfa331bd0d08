import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { PaperId } from "#papers";
import type { ReaderId } from "#recommendations";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { dumpOf } from "../support/database-dump.ts";
import { aRecord } from "../support/papers.ts";

const PAPER = "2611.00001" as PaperId;

/** Everything of Blaise's that Ada could want: ids by name. */
async function thingsOf(site: CommunitySite) {
  const blaise = await site.actor("blaise");
  const { community, accounts } = site;
  const secretList = await community.collections.create(blaise, { title: "My secret list" });
  await community.collections.add(blaise, secretList.id, PAPER, "a private note");
  const openList = await community.collections.create(blaise, {
    title: "My open list",
    visibility: "public",
  });
  const comment = await community.comments.post(blaise, { paperId: PAPER, body: "Mine alone." });
  const claim = await community.claims.claim(blaise, PAPER, 1, "my secret evidence");
  const submission = await community.submissions.submit(blaise, {
    kind: "reference",
    text: "2611.00002",
  });
  await community.shelves.put(blaise, PAPER, "bookmark");
  const wanted = { label: "my script", scopes: ["read"], days: 30 } as const;
  const { token } = await accounts.tokens.create(blaise.account.id, wanted);
  const subscriber = await site.digests.ofAccount(blaise.account);
  const digest = await site.digests.add(subscriber.id, {
    subject: { kind: "topic", target: "my secret list of gears" },
    schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" },
    papers: 10,
    route: "feed",
  });
  const { channel } = await site.channels.create(blaise.account, {
    kind: "webhook",
    title: "My secret list, posted",
    address: { url: "https://example.org/private-note" },
    subject: { kind: "topic", target: "my secret list of gears" },
    schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" },
    papers: 5,
    filter: {},
    daysAgo: 0,
  });
  const { recommendations } = site.parts;
  assert.ok(recommendations);
  const reader = blaise.account.id as string as ReaderId;
  const wish = { kind: "topic", target: "my secret list of gears" } as const;
  const interest = await recommendations.interests.add(reader, wish);
  const feed = await recommendations.addresses.renew(reader);
  const cookie = await site.signIn("blaise");
  const viewer = await accounts.sessions.find(cookie.split("=")[1] ?? "");
  return {
    secretList: secretList.id,
    openList: openList.id,
    comment: comment.id,
    claim: claim.id,
    submission: submission.id,
    token: token.tokenId,
    digest: digest.id,
    digestFeed: digest.readToken,
    channel: channel.id,
    interest: interest.id,
    feed,
    session: viewer?.sessionId ?? "",
    cookie,
  };
}

describe("what belongs to one reader", () => {
  let site: CommunitySite;
  let things: Awaited<ReturnType<typeof thingsOf>>;
  let ada: string;
  before(async () => {
    const records = [
      aRecord({ arxivId: PAPER, announcedOn: "2026-11-20" }),
      aRecord({ arxivId: "2611.00002", announcedOn: "2026-11-20" }),
    ];
    site = await openCommunitySite({ records });
    things = await thingsOf(site);
    ada = await site.signIn("ada");
  });
  after(() => site.close());

  const privateAddresses = () => [
    `/collections/${things.secretList}`,
    `/collections/${things.secretList}.json`,
    `/collections/${things.secretList}.atom`,
    `/submissions/${things.submission}`,
    `/settings/digests/${things.digest}`,
    `/settings/channels/${things.channel}`,
    `/api/v1/me/channels/${things.channel}`,
    `/api/v1/me/channels/${things.channel}/posts`,
    `/api/v1/me/digests/${things.digest}`,
    `/api/v1/me/digests/${things.digest}/issues`,
    `/api/v1/me/digests/${things.digest}/preview`,
    `/api/v1/collections/${things.secretList}`,
    `/api/v1/collections/${things.secretList}/entries`,
    `/api/v1/collections/${things.secretList}/export`,
    `/api/v1/submissions/${things.submission}`,
  ];

  test("nobody reads what is another's alone, by the page or by the API", async () => {
    for (const address of privateAddresses()) {
      for (const cookie of [ada, undefined]) {
        const response = await site.ask(address, cookie === undefined ? {} : { cookie });
        const text = await response.text();
        const isHidden = [303, 401, 403, 404].includes(response.status);
        assert.ok(isHidden, `${address}: ${response.status}`);
        assert.doesNotMatch(text, /secret list|private note|secret evidence/, address);
      }
    }
  });

  test("the owner reads all of it", async () => {
    const { cookie } = things;
    for (const address of privateAddresses()) {
      const response = await site.ask(address, { cookie });
      assert.equal(response.status, 200, address);
      await response.arrayBuffer();
    }
  });

  test("no list of another reader shows it", async () => {
    for (const address of [
      "/settings/digests",
      "/settings/channels",
      "/settings/interests",
      "/for-you",
      "/collections",
      "/@blaise",
      "/bookmarks",
      "/submissions",
      "/claims",
    ]) {
      const text = await (await site.ask(address, { cookie: ada })).text();
      assert.doesNotMatch(text, /secret list|private note|secret evidence|my script/, address);
    }
    for (const address of [
      "/api/v1/me/digests",
      "/api/v1/me/channels",
      "/api/v1/me/interests",
      "/api/v1/collections",
      "/api/v1/people/blaise",
      "/api/v1/people/blaise/collections",
      `/api/v1/papers/${PAPER}/collections`,
      `/api/v1/papers/${PAPER}/claims`,
    ]) {
      const text = await (await site.ask(address, { cookie: ada })).text();
      assert.doesNotMatch(text, /secret list|private note|secret evidence|example\.org/, address);
    }
  });

  test("why a claim is disputed is for its claimant and for moderators", async () => {
    const emmy = await site.actor("emmy", "moderator");
    const { claims } = site.community;
    await claims.decide(emmy, things.claim, { isGranted: true, reason: "" });
    await claims.dispute(await site.actor("carl"), things.claim, "Carl is the author.");
    const asked = async (name?: string, role?: "moderator") => {
      const cookie = name === undefined ? undefined : await site.signIn(name, role);
      const address = `/api/v1/papers/${PAPER}/claims`;
      const answer = await site.ask(address, cookie === undefined ? {} : { cookie });
      const { items } = (await answer.json()) as { items: { state: string; reason: string }[] };
      assert.equal(items[0]?.state, "disputed");
      return items[0]?.reason;
    };
    assert.equal(await asked(), "");
    assert.equal(await asked("ada"), "");
    assert.equal(await asked("blaise"), "Carl is the author.");
    assert.equal(await asked("emmy", "moderator"), "Carl is the author.");
    const page = await (await site.ask(`/claims/${things.claim}`, { cookie: ada })).text();
    assert.doesNotMatch(page, /Carl is the author|secret evidence/);
  });

  test("a moderator's token reads the submissions of others only with the scope for it", async () => {
    const { id } = await site.accountOf("emmy", "moderator");
    const asked = async (scope: "read" | "moderate") => {
      const wanted = { label: scope, scopes: ["read", scope], days: 30 } as const;
      const { secret } = await site.accounts.tokens.create(id, wanted);
      const headers = { authorization: `Bearer ${secret}` };
      return (await site.ask(`/api/v1/submissions/${things.submission}`, { headers })).status;
    };
    assert.equal(await asked("read"), 404);
    assert.equal(await asked("moderate"), 200);
  });

  test("nobody changes what is another's, by the page or by the API", async () => {
    const { secretList, openList, comment, claim, token, session } = things;
    const { digest, channel, interest } = things;
    await site.digests.ofAccount(await site.accountOf("ada"));
    const forms: [path: string, form: Record<string, string>][] = [
      [`/comments/${comment}/edit`, { body: "Not mine.", text: "Not mine." }],
      [`/comments/${comment}/delete`, {}],
      [`/claims/${claim}/withdraw`, {}],
      ["/settings/tokens/revoke", { token }],
      ["/settings/sessions/revoke", { session }],
      [`/settings/digests/${digest}`, { do: "stop" }],
      [`/settings/digests/${digest}`, { do: "remove" }],
      [`/settings/channels/${channel}`, { do: "pause" }],
      [`/settings/channels/${channel}`, { do: "remove" }],
      ["/settings/interests", { interest, id: interest, do: "remove" }],
    ];
    for (const list of [secretList, openList]) {
      forms.push([`/collections/${list}/edit`, { title: "Not mine", visibility: "public" }]);
      forms.push([`/collections/${list}/remove`, {}]);
      forms.push([`/collections/${list}/papers`, { paper: PAPER, id: PAPER, act: "remove" }]);
    }
    const operations: [method: string, path: string, json?: unknown][] = [
      ["PATCH", `/comments/${comment}`, { body: "Not mine." }],
      ["DELETE", `/comments/${comment}`],
      ["DELETE", `/claims/${claim}`],
      ["DELETE", `/me/tokens/${token}`],
      ["PATCH", `/me/digests/${digest}`, { state: "stopped" }],
      ["DELETE", `/me/digests/${digest}`],
      ["PATCH", `/me/channels/${channel}`, { title: "Not mine" }],
      ["DELETE", `/me/channels/${channel}`],
      ["POST", `/me/channels/${channel}/test`],
      ["PATCH", `/me/interests/${interest}`, { weight: 2 }],
      ["DELETE", `/me/interests/${interest}`],
    ];
    for (const list of [secretList, openList]) {
      operations.push(["PATCH", `/collections/${list}`, { title: "Not mine" }]);
      operations.push(["DELETE", `/collections/${list}`]);
      operations.push(["PUT", `/collections/${list}/entries/2611.00002`, { note: "" }]);
      operations.push(["DELETE", `/collections/${list}/entries/${PAPER}`]);
    }
    const earlier = await dumpOf(site.database);
    for (const [path, form] of forms) {
      const response = await site.ask(path, { cookie: ada, form });
      assert.ok(response.status < 500, `${path}: ${response.status}`);
    }
    for (const [method, path, json] of operations) {
      const body = json === undefined ? {} : { json };
      const response = await site.ask(`/api/v1${path}`, { method, cookie: ada, ...body });
      assert.ok(response.status < 500, `${method} ${path}: ${response.status}`);
    }
    assert.equal(await dumpOf(site.database), earlier);
    assert.deepEqual(site.faults, []);
  });

  test("the secret address of a feed opens that feed, and neither settings nor another feed", async () => {
    const { feed, digestFeed } = things;
    for (const address of [`/for-you/${feed}`, `/digests/${digestFeed}`]) {
      const response = await site.ask(`${address}.atom`);
      assert.equal(response.status, 200, address);
      await response.arrayBuffer();
    }
    for (const address of [
      `/for-you/${digestFeed}`,
      `/digests/${feed}`,
      `/preferences?t=${digestFeed}`,
      `/preferences?t=${feed}`,
      `/subscribe/confirm?t=${digestFeed}`,
      `/unsubscribe?t=${digestFeed}`,
      `/mark?t=${digestFeed}`,
      `/for-you/${feed.slice(0, -1)}`,
      `/digests/${digestFeed.slice(0, -1)}`,
    ]) {
      const response = await site.ask(address);
      const text = await response.text();
      assert.equal(response.status, 404, address);
      assert.doesNotMatch(text, /secret list|example\.org/, address);
    }
    const earlier = await dumpOf(site.database);
    for (const path of ["/unsubscribe", "/unsubscribe/weekly", "/subscribe/confirm", "/mark"]) {
      const response = await site.ask(path, { form: { t: digestFeed, mark: "less" } });
      assert.ok([400, 404].includes(response.status), `${path}: ${response.status}`);
    }
    assert.equal(await dumpOf(site.database), earlier);
  });

  test("a moderator is no administrator, and changes no comment's words and nobody's account", async () => {
    const cookie = await site.signIn("emmy", "moderator");
    const earlier = await dumpOf(site.database);
    const { id } = await site.accountOf("blaise");
    const edit = { cookie, form: { body: "Not mine.", text: "Not mine." } };
    await site.ask(`/comments/${things.comment}/edit`, edit);
    await site.ask(`/admin/users/${id}/role`, { cookie, form: { role: "admin" } });
    await site.ask(`/admin/users/${id}/state`, { cookie, form: { state: "disabled" } });
    await site.ask(`/api/v1/comments/${things.comment}`, {
      method: "PATCH",
      cookie,
      json: { body: "Not mine." },
    });
    assert.equal(await dumpOf(site.database), earlier);
  });
});
