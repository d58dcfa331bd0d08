import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { channelKinds } from "#channels";
import { type ChatServer, openChatServer } from "../../test/channels/chat-server.ts";
import { discordRules } from "../../test/channels/services/discord-rules.ts";
import { webhookRules } from "../../test/channels/services/webhook-rules.ts";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";

const path = "/settings/channels";
const form = {
  title: "Reading group",
  kind: "topic",
  topic: "gears",
  cadence: "daily",
  hour: "9",
  weekday: "1",
  timeZone: "UTC",
  papers: "5",
};

describe("the pages of channels", () => {
  let site: CommunitySite;
  let hook: ChatServer;
  let discord: ChatServer;
  let cookie: string;
  let secret = "";
  before(async () => {
    const now = () => site.clock.now();
    hook = await openChatServer(
      webhookRules(() => secret),
      now,
    );
    discord = await openChatServer(discordRules, now);
    site = await openCommunitySite({
      inside: [hook.host, discord.host],
      records: [aRecord({ arxivId: "2611.00001", title: "Small gears" })],
    });
    cookie = await site.signIn("ada");
  });
  after(async () => {
    await site.close();
    await hook.close();
    await discord.close();
  });

  const page = async (address: string, ask: object = {}) => {
    const answer = await site.ask(address, { cookie, ...ask });
    return { status: answer.status, to: answer.headers.get("location"), text: await answer.text() };
  };

  const makeWebhook = async () => {
    const url = hook.origin + webhookRules(() => "").address("").url;
    const { text } = await page(path, { form: { ...form, service: "webhook", url } });
    secret = /whsec_[\w+/=]+/.exec(text)?.[0] ?? "";
    return /settings\/channels\/([\w-]{16})"/.exec(text)?.[1] ?? "";
  };

  test("every service has a form that says where its address comes from", async () => {
    const list = await page(path);
    for (const kind of channelKinds) {
      assert.ok(list.text.includes(`${path}/new?service=${kind}`), kind);
      const { status, text } = await page(`${path}/new?service=${kind}`);
      assert.equal(status, 200);
      assert.match(text, /<legend>Where<\/legend><p>.{40}/);
      assert.match(text, kind === "telegram" ? /name="token"/ : /name="url"/);
    }
    const { text } = await page(`${path}/new?kind=topic&target=gears`);
    assert.ok(text.includes("new?service=slack&amp;kind=topic&amp;target=gears"));
    const topic = await page(`${path}/new?service=slack&kind=topic&target=gears`);
    assert.match(topic.text, /name="topic" value="gears"/);
  });

  test("a channel is made, tested, paused, changed and removed", async () => {
    const { url = "" } = discordRules.address(discord.origin);
    const made = await page(path, { form: { ...form, service: "discord", url } });
    assert.equal(made.status, 303);
    const own = made.to ?? "";
    const first = await page(own);
    assert.match(first.text, /Reading group/);
    assert.match(first.text, /Papers about “?gears/i);
    assert.equal((await page(own, { form: { do: "test" } })).to, own);
    assert.match(discord.shown[0]!.text, /This is a test of Broadsheet/);
    await page(own, { form: { do: "pause" } });
    assert.match((await page(own)).text, /Switch on again/);
    await page(own, { form: { do: "resume" } });
    const change = { ...form, do: "save", title: "Springs", papers: "3", minUpvotes: "2" };
    const saved = await page(own, {
      form: { ...change, withoutWords: "survey, review", categories: "cs.CL stat.ML" },
    });
    assert.equal(saved.to, own);
    const { account } = await site.actor("ada");
    const [channel] = await site.channels.list(account.id);
    assert.partialDeepStrictEqual(channel, {
      title: "Springs",
      papers: 3,
      filter: {
        categories: ["cs.CL", "stat.ML"],
        minUpvotes: 2,
        withoutWords: ["survey", "review"],
      },
    });
    await page(own, { form: { do: "test" } });
    assert.equal(discord.shown.length, 2, "the address stayed as it was");
    assert.equal((await page(own, { form: { do: "remove" } })).to, path);
    assert.equal((await page(own)).status, 404);
    assert.deepEqual(discord.broken, []);
  });

  test("a test that is not taken says what the service said, and no secret", async () => {
    const { url = "" } = discordRules.address(discord.origin);
    const made = await page(path, { form: { ...form, service: "discord", url } });
    discord.next({ kind: "closed" });
    const { status, text } = await page(made.to ?? "", { form: { do: "test" } });
    assert.equal(status, 400);
    assert.match(text, /The test was not taken: answered 404: Unknown Webhook/);
    for (const word of discordRules.secrets) assert.ok(!text.includes(word));
    await page(made.to ?? "", { form: { do: "remove" } });
  });

  test("what is wrong is said above the form, which keeps what was typed", async () => {
    for (const [more, said] of [
      [{ service: "slack", url: "https://example.org/x" }, /not a machine of Slack/],
      [{ service: "webhook", url: "http://10.0.0.1/x" }, /not public/],
      [{ service: "webhook", url: "https://example.org/", papers: "21" }, /1 to 20/],
      [{ service: "webhook", url: "https://example.org/", daysAgo: "x" }, /0 to 31/],
    ] as const) {
      const { status, text } = await page(path, { form: { ...form, ...more } });
      assert.equal(status, 400);
      assert.match(text, said);
      assert.match(text, /value="Reading group"/);
    }
  });

  test("the secret of a webhook is shown once, and its posts hold", async () => {
    const id = await makeWebhook();
    assert.match(secret, /^whsec_/);
    const { text } = await page(`${path}/${id}`);
    assert.ok(!text.includes(secret) && !text.includes("path-of-webhook"));
    await site.channels.test((await site.accountOf("ada")).id, id);
    assert.match(hook.shown[0]!.text, /test of Broadsheet/);
    await page(`${path}/${id}`, { form: { do: "remove" } });
  });

  test("the API does the same, and tells nobody what belongs to others", async () => {
    const api = async (method: string, address: string, json?: unknown, as = cookie) => {
      const ask = { method, cookie: as, ...(json === undefined ? {} : { json }) };
      const answer = await site.ask(`/api/v1/me/channels${address}`, ask);
      const text = await answer.text();
      return { status: answer.status, json: text === "" ? {} : JSON.parse(text) };
    };
    const wish = {
      kind: "webhook",
      title: "By program",
      address: { url: `${hook.origin}/take/path-of-webhook` },
      subject: { kind: "topic", target: "gears" },
      schedule: { cadence: "weekly", weekday: 5, hour: 9, timeZone: "Europe/Berlin" },
    };
    const made = await api("POST", "", wish);
    assert.equal(made.status, 201);
    secret = made.json.secret;
    const { id } = made.json.channel;
    assert.deepEqual([made.json.channel.papers, made.json.channel.daysAgo], [5, 0]);
    assert.equal((await api("POST", `/${id}/test`, {})).status, 204);
    const paused = await api("PATCH", `/${id}`, { papers: 7, state: "paused" });
    assert.deepEqual([paused.json.papers, paused.json.state], [7, "paused"]);
    assert.deepEqual((await api("GET", `/${id}/posts`)).json, { items: [] });
    const grace = await site.signIn("grace");
    for (const [method, address, json] of [
      ["GET", `/${id}`],
      ["GET", `/${id}/posts`],
      ["PATCH", `/${id}`, { papers: 1 }],
      ["POST", `/${id}/test`, {}],
      ["DELETE", `/${id}`],
    ] as const) {
      assert.equal((await api(method, address, json, grace)).status, 404, `${method} ${address}`);
    }
    assert.equal((await page(`${path}/${id}`, { cookie: grace })).status, 404);
    const inner = { ...wish, address: { url: "http://169.254.169.254/" } };
    assert.equal((await api("POST", "", inner)).status, 400);
    assert.equal((await api("DELETE", `/${id}`)).status, 204);
    assert.deepEqual((await api("GET", "")).json, { items: [] });
    assert.deepEqual(site.faults, []);
    assert.deepEqual(hook.broken, []);
  });

  test("leaving takes one's channels along", async () => {
    const leaving = await site.signIn("blaise");
    const url = `${hook.origin}/take/path-of-webhook`;
    await site.ask(path, { cookie: leaving, form: { ...form, service: "webhook", url } });
    const exported = await site.ask("/settings/data/export", { cookie: leaving, form: {} });
    const everything = (await exported.json()) as { channels: { channels: { title: string }[] } };
    assert.equal(everything.channels.channels[0]!.title, "Reading group");
    await site.ask("/settings/data/delete", { cookie: leaving, form: { confirmation: "blaise" } });
    const rows = await site.database.kysely.selectFrom("channel").selectAll().execute();
    assert.deepEqual(rows, []);
  });
});
