import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import { type LimitName, limits } from "../../src/web/http/limit-table.ts";
import type { CommunitySite } from "../support/community-site.ts";
import { examplePath } from "./example-path.ts";
import { openSite } from "./open-site.ts";

/** Forms that cost nothing and change nothing but the reader's own, by the reader's own secret. */
const free = ["/logout", "/theme", "/subscribe/confirm", "/preferences", "/unsubscribe"];

describe("limits", () => {
  let site: CommunitySite;
  let addresses: Map<LimitName, { method: string; path: string }>;
  before(async () => {
    site = await openSite({ hasLimits: true });
    addresses = await addressesOf(site);
  });
  after(() => site.close());

  test("every limit is written in docs/security.md, with its figures", async () => {
    const text = await readFile(new URL("../../docs/security.md", import.meta.url), "utf8");
    for (const [name, { points, windowSeconds, per, what }] of Object.entries(limits)) {
      const line = `| \`${name}\` | ${what} | ${points} in ${windowSeconds / 60} min | ${per} |`;
      assert.ok(text.includes(line), `missing: ${line}`);
    }
  });

  test("every form has a limit, but for those that cost nothing", () => {
    for (const route of routes) {
      if (route.method !== "POST" || free.includes(route.path)) continue;
      // It counts by tool.
      if ((route.path as string) === "/mcp") continue;
      assert.ok("limit" in route && route.limit in limits, `${route.path} has no limit`);
    }
  });

  test("every limit holds at an address that names it, and the answer says when to come again", async () => {
    for (const [name, { points, windowSeconds }] of Object.entries(limits)) {
      const address = addresses.get(name as LimitName);
      assert.ok(address, `no address has the limit ${name}`);
      const cookie = await site.signIn(`eager-${name}`, "admin");
      const ask = () => site.ask(examplePath(address.path), { method: address.method, cookie });
      for (let asked = 0; asked < points; asked += 1) {
        assert.notEqual((await ask()).status, 429, `${name} after ${asked}`);
      }
      const refused = await ask();
      assert.equal(refused.status, 429, name);
      const wait = Number(refused.headers.get("retry-after"));
      assert.ok(wait >= 1 && wait <= windowSeconds, `${name}: ${wait}`);
    }
  });
});

/** One address for each limit: a page, or an operation of the API. */
async function addressesOf(site: CommunitySite) {
  const found = new Map<LimitName, { method: string; path: string }>();
  const response = await site.ask("/api/openapi.json");
  const { paths } = (await response.json()) as {
    paths: Record<string, Record<string, Record<string, string>>>;
  };
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const at = { method: method.toUpperCase(), path: `/api${path}` };
      found.set(operation["x-limit"] as LimitName, at);
    }
  }
  for (const route of routes) {
    const { limit } = route as { limit?: LimitName };
    if (limit) found.set(limit, route);
  }
  return found;
}
