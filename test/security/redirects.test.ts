import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { CommunitySite } from "../support/community-site.ts";
import { foreignAddresses } from "./foreign-addresses.ts";
import { openSite, SITE } from "./open-site.ts";

describe("where a request can send a reader", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  /** What a browser makes of the answer; `undefined` when it stays where it is. */
  function goalOf(response: Response): URL | undefined {
    const location = response.headers.get("location");
    return location === null ? undefined : new URL(location, SITE);
  }

  test("the corpus has a hundred addresses, each once", () => {
    assert.ok(foreignAddresses.length >= 100, String(foreignAddresses.length));
    assert.equal(new Set(foreignAddresses).size, foreignAddresses.length);
  });

  test("a form that goes back to a page goes to one of ours", async () => {
    for (const next of foreignAddresses) {
      const response = await site.ask("/theme", { form: { theme: "dark", next } });
      if (next.includes("\u0000")) {
        assert.equal(response.status, 400, JSON.stringify(next));
        continue;
      }
      assert.equal(response.status, 303, JSON.stringify(next));
      assert.equal(goalOf(response)?.origin, SITE, JSON.stringify(next));
      assert.deepEqual(response.headers.getSetCookie().length, 1, JSON.stringify(next));
    }
  });

  test("whoever is sent to sign in comes back to a page of ours", async () => {
    for (const referer of foreignAddresses) {
      if (/[^\x20-\x7e]/.test(referer)) continue;
      const headers = { referer: `https://evil.example/${referer}` };
      const response = await site.ask("/settings", { headers });
      assert.equal(goalOf(response)?.origin, SITE, JSON.stringify(referer));
      const next = goalOf(response)?.searchParams.get("next") ?? "/";
      assert.equal(new URL(next, SITE).origin, SITE, JSON.stringify(referer));
    }
  });

  test("a page of the way in sends nobody elsewhere, wherever it was told to go on", async () => {
    const cookie = await site.signIn("ada");
    for (const next of foreignAddresses) {
      const path = `/login?next=${encodeURIComponent(next.toWellFormed())}`;
      for (const headers of [{}, { cookie }] as Record<string, string>[]) {
        const response = await site.ask(path, { headers });
        assert.ok(response.status < 500, JSON.stringify(next));
        const goal = goalOf(response);
        if (goal) assert.equal(goal.origin, SITE, JSON.stringify(next));
        const kept = /name="next" value="([^"]*)"/.exec(await response.text())?.[1] ?? "/";
        const own = kept.replaceAll("&amp;", "&");
        assert.equal(new URL(own, SITE).origin, SITE, JSON.stringify(next));
      }
    }
  });

  test("an address with too many slashes is no way out", async () => {
    for (const path of ["//evil.example/", "//evil.example/papers/", "/\\evil.example/", "///x/"]) {
      const response = await site.ask(path);
      const goal = goalOf(response);
      if (goal) assert.equal(goal.origin, SITE, path);
    }
  });
});
