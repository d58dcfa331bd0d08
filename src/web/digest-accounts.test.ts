import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { dumpOf } from "../../test/support/database-dump.ts";
import { generateRecords } from "../../test/support/papers.ts";

describe("the digests of an account", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openCommunitySite({ records: generateRecords(5, 3) });
  });
  after(() => site.close());

  test("looking at them changes nothing, adding one makes it", async () => {
    const cookie = await site.signIn("ada");
    const earlier = await dumpOf(site.database);
    const empty = await (await site.ask("/settings/digests", { cookie })).text();
    assert.match(empty, /There is none yet/);
    assert.equal(await dumpOf(site.database), earlier);

    const form = { kind: "topic", topic: "rivers", cadence: "at-once", route: "feed" };
    const added = await site.ask("/settings/digests", { cookie, form });
    assert.equal(added.headers.get("location"), "/settings/digests?saved=1");
    const list = await (await site.ask("/settings/digests?saved=1", { cookie })).text();
    assert.match(list, /Papers about rivers/);
    assert.match(list, /at once · at most 10 papers · page and feeds only/);
    const path = /href="(\/digests\/[\w-]+)"/.exec(list)?.[1] ?? "none";
    assert.equal((await site.ask(path)).status, 200, path);
    assert.match(await (await site.ask(`${path}.atom`)).text(), /Papers about rivers/);
  });

  test("the API lists, adds, changes and removes them", async () => {
    const cookie = await site.signIn("blaise");
    const call = async (method: string, path: string, json?: unknown) => {
      const sent = json === undefined ? {} : { json };
      const response = await site.ask(`/api/v1/me/digests${path}`, { method, cookie, ...sent });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    };
    assert.deepEqual((await call("GET", "")).body, { items: [] });
    const wish = {
      subject: { kind: "topic", target: "rivers" },
      schedule: { cadence: "weekly", weekday: 5, hour: 7, timeZone: "Asia/Tokyo" },
      route: "feed",
    };
    const made = await call("POST", "", wish);
    assert.equal(made.status, 201);
    const { id, url, subject, papers } = made.body;
    assert.equal(subject.label, "Papers about rivers");
    assert.equal(papers, 10);
    assert.equal((await site.ask(new URL(url).pathname)).status, 200);
    const changed = await call("PATCH", `/${id}`, { papers: 20, state: "stopped" });
    assert.equal(changed.body.papers, 20);
    assert.equal(changed.body.state, "stopped");
    assert.deepEqual((await call("GET", `/${id}/issues`)).body, { items: [], total: 0 });
    assert.equal((await call("POST", "", { ...wish, papers: 51 })).status, 400);
    assert.equal((await call("POST", "", { ...wish, more: 1 })).status, 400);
    assert.equal((await call("DELETE", `/${id}`)).status, 204);
    assert.equal((await call("GET", `/${id}`)).status, 404);
    assert.deepEqual(site.faults, []);
  });

  test("they are part of what one takes along, and go with the account", async () => {
    const cookie = await site.signIn("emmy");
    const form = { kind: "topic", topic: "symmetries", route: "feed" };
    await site.ask("/settings/digests", { cookie, form });
    const page = await (await site.ask("/settings/digests", { cookie })).text();
    const path = /href="(\/digests\/[\w-]+)"/.exec(page)?.[1] ?? "none";
    assert.equal((await site.ask(path)).status, 200);
    const exported = await (await site.ask("/settings/data/export", { cookie, form: {} })).text();
    assert.match(exported, /Papers about symmetries/);
    await site.ask("/settings/data/delete", { cookie, form: { confirmation: "emmy" } });
    assert.equal((await site.ask(path)).status, 404);
    assert.deepEqual(site.faults, []);
  });
});
