import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { PaperId } from "#papers";
import { aWish } from "../support/channels.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { dumpOf } from "../support/database-dump.ts";
import { callTool, type McpClients, openMcpClients } from "../support/mcp-clients.ts";
import { aRecord } from "../support/papers.ts";

const wish = {
  subject: { kind: "category", target: "cs.LG" },
  schedule: { cadence: "weekly", weekday: 6, hour: 8, timeZone: "UTC" },
  route: "feed",
} as const;

describe("digests, channels and summaries for language models", () => {
  let site: CommunitySite;
  let clients: McpClients;
  before(async () => {
    const papers = ["Gears of Thought", "Springs *of* Thought"].map((title, at) =>
      aRecord({ arxivId: `2611.0000${at + 1}`, title, announcedOn: "2026-11-19" }),
    );
    site = await openCommunitySite({
      records: papers.map((paper) => ({ ...paper, categories: ["cs.LG"] })),
      parts: {
        summaries: {
          isOn: true,
          findMany: async (ids) => new Map(ids.map((paperId) => [paperId, summaryOf(paperId)])),
          keep: () => assert.fail("a reader asks no model"),
        },
      },
    });
    clients = await openMcpClients(site);
  });
  after(async () => {
    await clients.close();
    await site.close();
  });

  const summaryOf = (paperId: PaperId) => {
    return { paperId, text: "Gears think.", model: "llama3", at: "2026-11-19T10:00:00.000Z" };
  };

  test("a paper comes with its summary, named as a model's", async () => {
    const client = await clients.connect();
    const { text } = await callTool(client, "read", { paper: "2611.00001" });
    assert.match(text, /## In short\n\nGears think\.\n\n.*model llama3 on 2026-11-19, .*be wrong/);
  });

  test("a digest is begun, changed, paused, resumed and stopped in its owner's name", async () => {
    const client = await clients.connectAs("ada", "read", "library");
    assert.equal((await callTool(client, "list_digests")).text, "There are no digests.");
    const begun = await callTool(client, "create_digest", wish);
    assert.match(begun.text, /weekly, on Saturdays at 08:00, UTC, up to 10 papers, as a page/);
    const digestId = /id ([\w-]+)/.exec(begun.text)?.[1];
    const change = (args: object) => callTool(client, "change_digest", { digestId, ...args });
    assert.match((await change({ papers: 3 })).text, /up to 3 papers, .*next on 2026-11-21T08/);
    assert.match((await change({ state: "stopped" })).text, /paused/);
    const account = await site.accountOf("ada");
    assert.equal((await site.digests.digestsOf(account.id))[0]?.state, "stopped");
    assert.match((await change({ state: "active" })).text, /up to 3 papers, .*next on/);
    const { text } = await callTool(client, "list_digests");
    assert.ok(text.includes(digestId ?? "?") && text.includes("cs.LG"), text);
    const [kept] = await site.digests.digestsOf(account.id);
    assert.ok(kept && !text.includes(kept.readToken), "the address that opens it is not told");
    assert.equal((await callTool(client, "remove_digest", { digestId })).isError, false);
    assert.deepEqual(await site.digests.digestsOf(account.id), []);
    assert.match((await change({ papers: 3 })).text, /There is no such digest/);
  });

  test("what a digest would bring is told with reasons, and nothing is written", async () => {
    const client = await clients.connectAs("bea", "read", "library");
    const begun = await callTool(client, "create_digest", wish);
    const digestId = /id ([\w-]+)/.exec(begun.text)?.[1];
    const earlier = await dumpOf(site.database);
    const { text } = await callTool(client, "preview_digest", { digestId });
    assert.match(text, /^The issue 2026-W47, about 2026-11-14 to 2026-11-20, due 2026-11-21T08/);
    assert.match(text, /2 of 2 papers that match/);
    assert.match(text, /Gears of Thought by .*papers\/2611\.00001$/m);
    assert.match(text, /Springs \\\*of\\\* Thought/);
    assert.ok((await dumpOf(site.database)) === earlier, "something was written");
    const edition = {
      subject: { kind: "edition" },
      schedule: { ...wish.schedule, cadence: "daily" },
    };
    assert.ok(!(await callTool(client, "change_digest", { digestId, ...edition })).isError);
    const none = await callTool(client, "preview_digest", { digestId });
    assert.match(none.text, /about 2026-11-20, .* It would bring nothing\.$/);
  });

  test("a preview is what the issue brings when its time comes, and nothing that was brought", async () => {
    const account = await site.accountOf("cleo");
    const { id } = await site.digests.ofAccount(account);
    const digest = await site.digests.add(id, { ...wish, papers: 10 });
    const ids = async () => {
      const { papers } = await site.digests.previewNext(id, digest.id);
      return papers.map(({ paperId }) => paperId);
    };
    const foreseen = await ids();
    assert.equal(foreseen.length, 2);
    await site.digests.compose(new Date("2026-11-21T08:00:01Z"));
    const { issues } = await site.digests.issues(digest.id, { limit: 1, offset: 0 });
    assert.deepEqual(
      issues[0]?.papers.map(({ paperId }) => paperId),
      foreseen,
    );
    assert.deepEqual(await ids(), []);
  });

  test("what the API refuses is refused with what to do", async () => {
    const client = await clients.connectAs("dora", "library");
    const refused = async (args: Record<string, unknown>) => {
      const { text, isError } = await callTool(client, "create_digest", { ...wish, ...args });
      assert.ok(isError, text);
      return text;
    };
    const nowhere = { ...wish.schedule, timeZone: "Mars/Olympus" };
    assert.match(await refused({ schedule: nowhere }), /Mars|time zone/i);
    assert.match(await refused({ papers: 51 }), /50|papers/);
    assert.match(await refused({ email: "eve@example.org" }), /email/);
    assert.deepEqual(site.faults, []);
  });

  test("channels are listed without addresses and secrets", async () => {
    const account = await site.accountOf("emil");
    const token = "123456:ABC-DEF-secret-of-the-bot-0123456789";
    const lab = aWish("telegram", { token, room: "@ourlab" }, { title: "Lab" });
    await site.channels.create(account, lab);
    const hook = aWish("webhook", { url: "https://example.org/s3cr3t" }, { title: "Hook" });
    const { secret = "" } = await site.channels.create(account, hook);
    assert.match(secret, /^whsec_/);
    const client = await clients.connectAs("emil", "read");
    const { text } = await callTool(client, "list_channels");
    assert.match(text, /Lab \(id [\w-]+\): telegram, /);
    assert.match(text, /Hook \(id [\w-]+\): webhook, /);
    for (const word of [token, "secret-of-the-bot", "s3cr3t", secret]) {
      assert.ok(!text.includes(word), `${word} in ${text}`);
    }
    const others = await clients.connectAs("fay", "read");
    assert.equal((await callTool(others, "list_channels")).text, "There are no channels.");
  });
});
