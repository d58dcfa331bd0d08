import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { jar } from "../../test/support/cookie-jar.ts";
import { aRecord } from "../../test/support/papers.ts";

const PAPER = "2611.00001";

let site: CommunitySite;
before(async () => {
  const records = [aRecord({ arxivId: PAPER, announcedOn: "2026-11-20" })];
  site = await openCommunitySite({ records });
});
after(() => site.close());

describe("the first administrator", () => {
  test("is made by the one-time token, and then there is no such page", async () => {
    const own = await openCommunitySite();
    try {
      assert.equal((await own.ask("/setup?t=wrong")).status, 404);
      assert.equal((await own.ask("/setup")).status, 404);
      const token = (await own.accounts.setup.issue()) ?? "";
      const page = await own.ask(`/setup?t=${token}`);
      assert.equal(page.status, 200);
      assert.equal(page.headers.get("cache-control"), "no-store");
      const form = { t: token, name: "ada", displayName: "Ada", email: "ada@example.org" };
      const bad = await own.ask("/setup", { form: { ...form, name: "!" } });
      assert.equal(bad.status, 400, "what is wrong can be mended");
      const made = await own.ask("/setup", { form });
      assert.equal(made.status, 303);
      assert.equal(made.headers.get("location"), "/settings/passkeys");
      const browser = jar();
      browser.take(made);
      assert.equal((await own.ask("/admin/users", { cookie: browser.header() })).status, 200);
      for (const path of [`/setup?t=${token}`, "/setup", "/setup?t=other"]) {
        assert.equal((await own.ask(path)).status, 404, path);
      }
      assert.equal((await own.ask("/setup", { form })).status, 404);
    } finally {
      await own.close();
    }
  });
});

describe("the accounts of others", () => {
  test("are for administrators", async () => {
    for (const role of ["reader", "trusted", "moderator"] as const) {
      const cookie = await site.signIn(`a-${role}`, role);
      assert.equal((await site.ask("/admin/users", { cookie })).status, 403, role);
    }
    assert.equal((await site.ask("/admin/users")).status, 303);
  });

  test("are found by name and address, page by page", async () => {
    const cookie = await site.signIn("boss", "admin");
    for (let index = 0; index < 55; index += 1) {
      await site.accountOf(`crowd-${String(index).padStart(2, "0")}`);
    }
    const first = await (await site.ask("/admin/users?q=crowd", { cookie })).text();
    assert.equal((first.match(/@crowd-\d\d,/g) ?? []).length, 50);
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await (await site.ask(next, { cookie })).text();
    assert.equal((second.match(/@crowd-\d\d,/g) ?? []).length, 5);
    const byMail = await (await site.ask("/admin/users?q=crowd-07@example", { cookie })).text();
    assert.match(byMail, /crowd-07/);
  });

  test("get another role, are disabled with all their sessions, and enabled again", async () => {
    const cookie = await site.signIn("boss", "admin");
    const theirs = await site.signIn("jon");
    const { id } = await site.accountOf("jon");
    const at = `/admin/users/${id}`;
    assert.equal((await site.ask(`${at}/role`, { cookie, form: { role: "trusted" } })).status, 303);
    assert.equal((await site.accounts.people.find(id))?.role, "trusted");
    assert.equal((await site.ask(`${at}/role`, { cookie, form: { role: "god" } })).status, 409);
    assert.equal(
      (await site.ask(`${at}/state`, { cookie, form: { state: "disabled" } })).status,
      303,
    );
    assert.equal((await site.ask("/settings", { cookie: theirs })).status, 303);
    assert.equal(
      (await site.ask(`${at}/state`, { cookie, form: { state: "active" } })).status,
      303,
    );
    assert.equal((await site.accounts.people.find(id))?.state, "active");
    assert.match(await (await site.ask(at, { cookie })).text(), /Role changed/);
  });

  test("the last administrator keeps the role, and can neither disable nor delete herself", async () => {
    const own = await openCommunitySite();
    try {
      const cookie = await own.signIn("sole", "admin");
      const { id } = await own.accountOf("sole", "admin");
      const at = `/admin/users/${id}`;
      const ask = (path: string, form: Record<string, string>) => own.ask(path, { cookie, form });
      assert.equal((await ask(`${at}/role`, { role: "reader" })).status, 409);
      assert.equal((await ask(`${at}/state`, { state: "disabled" })).status, 409);
      assert.equal((await ask("/settings/data/delete", { confirmation: "sole" })).status, 400);
      assert.equal((await own.ask("/admin/users", { cookie })).status, 200);
    } finally {
      await own.close();
    }
  });

  test("a role is changed only soon after a proof", async () => {
    const cookie = await site.signIn("boss", "admin");
    const { id } = await site.accountOf("kit");
    site.clock.advance(11 * 60_000);
    const answer = await site.ask(`/admin/users/${id}/role`, { cookie, form: { role: "admin" } });
    assert.match(answer.headers.get("location") ?? "", /^\/login\?prove=1/);
    assert.equal((await site.accounts.people.find(id))?.role, "reader");
  });
});

describe("the passkey that moderators and administrators need", () => {
  test("is asked for where the site's address can have passkeys, before anything else", async () => {
    const own = await openCommunitySite({ siteUrl: "https://papers.example" });
    try {
      const { id } = await own.accountOf("ada", "admin");
      const origin = { network: "", agent: "" };
      const cookie = `__Host-session=${await own.accounts.sessions.open(id, "email", origin)}`;
      const answer = await own.ask("/admin/users", { cookie });
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get("location"), "/settings/passkeys");
      const browser = jar(cookie);
      browser.take(answer);
      const page = await own.ask("/settings/passkeys", { cookie: browser.header() });
      assert.match(await page.text(), /signs in with a passkey\. Add one here/);
      const form = { label: "x", scope: "moderate", days: "30" };
      const token = await own.ask("/settings/tokens", { cookie, form });
      assert.equal(token.status, 400, "no token goes round it");
      const json = { label: "x", scopes: ["read", "moderate"], days: 30 };
      const viaApi = await own.ask("/api/v1/me/tokens", { cookie, json });
      assert.equal(viaApi.status, 403, "nor one that the API makes");
      const deleted = await own.ask("/settings/data/delete", {
        cookie,
        form: { confirmation: "ada" },
      });
      assert.equal(deleted.status, 400);
      const byPasskey = await own.signIn("ada", "admin");
      assert.equal((await own.ask("/admin/users", { cookie: byPasskey })).status, 200);
      assert.equal((await own.ask("/settings", { cookie })).status, 200, "reading goes on");
    } finally {
      await own.close();
    }
  });

  test("its role is held back in a program, too, unless the token may moderate", async () => {
    const { id } = await site.accountOf("boss", "admin");
    const asked = async (scopes: readonly ("submit" | "moderate")[]) => {
      const { secret } = await site.accounts.tokens.create(id, { label: "x", scopes, days: 30 });
      const headers = { authorization: `Bearer ${secret}` };
      const json = { kind: "code", url: "https://code.example.org/" };
      return site.ask(`/api/v1/papers/${PAPER}/links`, { headers, json });
    };
    assert.equal((await asked(["submit"])).status, 403);
    assert.equal((await asked(["submit", "moderate"])).status, 201);
  });

  test("is not asked for at an IP address, which can not have any", async () => {
    const cookie = await site.signIn("boss", "admin");
    assert.equal((await site.ask("/admin/users", { cookie })).status, 200);
  });
});
