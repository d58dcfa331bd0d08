import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Client } from "@modelcontextprotocol/client";
import { type Scope, scopes } from "#accounts";
import { limits } from "../../src/web/http/limit-table.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { dumpOf } from "../support/database-dump.ts";
import { callTool, type McpClients, openMcpClients, toolsOf } from "../support/mcp-clients.ts";
import { aRecord } from "../support/papers.ts";
import { accessOfTools } from "./access-of-tools.ts";

const PAPER = "2611.00001";

describe("who may use which tool of the site for language models", () => {
  let site: CommunitySite;
  let clients: McpClients;
  let digestId: string;
  before(async () => {
    const records = [aRecord({ arxivId: PAPER, announcedOn: "2026-11-20" })];
    site = await openCommunitySite({ records, hasLimits: true });
    clients = await openMcpClients(site);
    const blaise = await site.accountOf("blaise");
    const { id } = await site.digests.ofAccount(blaise);
    const digest = await site.digests.add(id, {
      subject: { kind: "topic", target: "my secret list of gears" },
      schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" },
      papers: 10,
      route: "feed",
    });
    digestId = digest.id;
    const collection = { title: "My secret list" };
    await site.community.collections.create(await site.actor("blaise"), collection);
  });
  after(async () => {
    await clients.close();
    await site.close();
  });

  const offered = (...held: readonly ("anyone" | Scope)[]) =>
    Object.keys(accessOfTools)
      .filter((name) => held.includes(accessOfTools[name] ?? "anyone"))
      .toSorted();

  test("each scope offers its tools and no others, and no token those of anyone", async () => {
    assert.deepEqual(await toolsOf(await clients.connect()), offered("anyone"));
    for (const scope of scopes) {
      const client = await clients.connectAs("maria", scope);
      assert.deepEqual(await toolsOf(client), offered("anyone", scope), scope);
    }
    const client = await clients.connectAs("maria", "read", "vote", "library");
    assert.deepEqual(await toolsOf(client), Object.keys(accessOfTools).toSorted());
  });

  test("a tool that is not offered does nothing when it is called all the same", async () => {
    const held = [
      await clients.connect(),
      await clients.connectAs("ada", "comment", "submit", "moderate"),
    ];
    const earlier = await dumpOf(site.database);
    for (const client of held) {
      for (const name of offered("read", "vote", "library")) {
        assert.ok(await isRefused(client, name, { digestId, paper: PAPER }), name);
      }
    }
    assert.ok((await dumpOf(site.database)) === earlier, "something was written");
  });

  test("what is another's is neither told nor changed", async () => {
    const client = await clients.connectAs("ada", "read", "vote", "library");
    await site.digests.ofAccount(await site.accountOf("ada"));
    const earlier = await dumpOf(site.database);
    for (const name of ["list_digests", "list_channels", "list_collections"]) {
      assert.doesNotMatch((await callTool(client, name)).text, /secret list/, name);
    }
    for (const name of ["preview_digest", "remove_digest"]) {
      assert.match((await callTool(client, name, { digestId })).text, /no such digest/, name);
    }
    const change = { digestId, state: "stopped" };
    assert.match((await callTool(client, "change_digest", change)).text, /no such digest/);
    assert.ok((await dumpOf(site.database)) === earlier, "something was written");
  });

  test("a tool counts against the limit of its operation", async () => {
    const client = await clients.connectAs("eager", "library");
    const change = () => callTool(client, "change_digest", { digestId, papers: 3 });
    for (let asked = 0; asked < limits.digest.points; asked += 1) {
      assert.match((await change()).text, /no such digest/);
    }
    assert.match((await change()).text, /[Tt]oo many|try again/);
  });
});

async function isRefused(client: Client, name: string, args: Record<string, unknown>) {
  return callTool(client, name, args).then(
    ({ isError }) => isError,
    () => true,
  );
}
