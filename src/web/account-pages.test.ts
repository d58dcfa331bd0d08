import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { jar } from "../../test/support/cookie-jar.ts";
import { isSignedIn, letterTo } from "../../test/support/signing-in.ts";

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite();
});
after(() => site.close());

const textOf = (response: Response): Promise<string> => response.text();

describe("settings", () => {
  test("strangers are led to sign in, and come back", async () => {
    const answer = await site.ask("/settings/tokens");
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/login?next=%2Fsettings%2Ftokens");
  });

  test("the profile is kept, and what is wrong with it is told without losing anything", async () => {
    const cookie = await site.signIn("kim");
    const form = { name: "kim-b", displayName: "Kim <B>", about: "I read.", hidesRead: "on" };
    assert.equal((await site.ask("/settings", { cookie, form })).status, 303);
    const page = await textOf(await site.ask("/settings", { cookie }));
    assert.match(page, /value="Kim &lt;B&gt;"/);
    assert.match(page, /<html lang="en" data-keys="off">/);
    assert.match(page, /value="on" checked/);
    await site.signIn("taken");
    const clash = await site.ask("/settings", { cookie, form: { ...form, name: "taken" } });
    assert.equal(clash.status, 400);
    assert.match(await textOf(clash), /role="alert"/);
  });

  test("an address changes only by a code sent to the new one", async () => {
    const cookie = await site.signIn("lea");
    const browser = jar(cookie);
    browser.take(await site.ask("/settings/email", { cookie, form: { email: "lea@new.example" } }));
    const { code } = await letterTo(site, "lea@new.example");
    assert.match(
      await textOf(await site.ask("/settings/email", { cookie: browser.header() })),
      /lea@example\.org/,
    );
    const changed = await site.ask("/settings/email/code", {
      cookie: browser.header(),
      form: { code },
    });
    assert.equal(changed.status, 303);
    assert.match(
      await textOf(await site.ask("/settings/email", { cookie: browser.header() })),
      /lea@new\.example/,
    );
  });

  test("sessions are listed, and ended one by one or all at once", async () => {
    const cookies = [await site.signIn("max"), await site.signIn("max"), await site.signIn("max")];
    const [cookie = "", second = "", third = ""] = cookies;
    const page = await textOf(await site.ask("/settings/sessions", { cookie }));
    const ids = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? "");
    assert.equal(ids.filter((id) => id !== "others").length, 2);
    const one = ids.find((id) => id !== "others") ?? "";
    await site.ask("/settings/sessions/revoke", { cookie, form: { session: one } });
    const left = [await isSignedIn(site, second), await isSignedIn(site, third)];
    assert.equal(left.filter(Boolean).length, 1);
    await site.ask("/settings/sessions/revoke", { cookie, form: { session: "others" } });
    assert.deepEqual(
      [await isSignedIn(site, second), await isSignedIn(site, third)],
      [false, false],
    );
    assert.equal(await isSignedIn(site, cookie), true);
  });

  test("nobody ends the session of another", async () => {
    const mine = await site.signIn("ned");
    const theirs = await site.signIn("ola");
    const { id } = await site.accountOf("ola");
    const [session] = await site.accounts.sessions.list(id);
    const form = { session: session?.sessionId ?? "" };
    await site.ask("/settings/sessions/revoke", { cookie: mine, form });
    assert.equal(await isSignedIn(site, theirs), true);
  });

  test("a token is shown once, and can be revoked", async () => {
    const cookie = await site.signIn("pia");
    const form = { label: "My script", scope: "vote", days: "30" };
    const made = await site.ask("/settings/tokens", { cookie, form });
    assert.equal(made.status, 200);
    assert.equal(made.headers.get("cache-control"), "no-store");
    const secret = /<code>(dp_[\w-]+)<\/code>/.exec(await textOf(made))?.[1] ?? "";
    assert.deepEqual([...((await site.accounts.tokens.find(secret))?.scopes ?? [])], ["vote"]);
    const page = await textOf(await site.ask("/settings/tokens", { cookie }));
    assert.ok(!page.includes(secret));
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await site.ask("/settings/tokens/revoke", { cookie, form: { token } });
    assert.equal(await site.accounts.tokens.find(secret), undefined);
  });

  test("the export is one JSON file of everything, without secrets", async () => {
    const cookie = await site.signIn("quy");
    const answer = await site.ask("/settings/data/export", { cookie, form: {} });
    assert.equal(answer.headers.get("content-disposition"), 'attachment; filename="quy.json"');
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const text = await textOf(answer);
    const exported = JSON.parse(text);
    assert.match(JSON.stringify(exported.account), /quy@example\.org/);
    assert.ok(exported.community);
    assert.ok(!text.includes(cookie.split("=")[1] ?? "secret"));
  });

  test("an account is deleted by its typed name alone", async () => {
    const cookie = await site.signIn("ray");
    const { id } = await site.accountOf("ray");
    const wrong = await site.ask("/settings/data/delete", {
      cookie,
      form: { confirmation: "roy" },
    });
    assert.equal(wrong.status, 400);
    assert.equal(await isSignedIn(site, cookie), true);
    const form = { confirmation: "ray" };
    const gone = await site.ask("/settings/data/delete", { cookie, form });
    assert.equal(gone.status, 303);
    assert.equal(await isSignedIn(site, cookie), false);
    assert.equal((await site.accounts.people.find(id))?.state, "deleted");
  });

  test("what happened to the account can be read", async () => {
    const cookie = await site.signIn("sam");
    const page = await textOf(await site.ask("/settings/security", { cookie }));
    assert.match(page, /Signed in/);
    assert.match(page, /203\.0\.113\.0\/24/);
  });
});

describe("a proof of not long ago", () => {
  const sensitive = [
    "/settings/email",
    "/settings/passkeys",
    "/settings/identities",
    "/settings/tokens",
    "/settings/data",
  ];

  test("is asked for before what matters most, and leads back", async () => {
    const cookie = await site.signIn("tom");
    for (const path of sensitive)
      assert.equal((await site.ask(path, { cookie })).status, 200, path);
    site.clock.advance(11 * 60_000);
    for (const path of sensitive) {
      const answer = await site.ask(path, { cookie });
      assert.equal(answer.status, 303, path);
      assert.equal(
        answer.headers.get("location"),
        `/login?prove=1&next=${encodeURIComponent(path)}`,
      );
    }
    const form = { label: "x", scope: "read", days: "30" };
    const refused = await site.ask("/settings/tokens", { cookie, form });
    assert.equal(refused.status, 303);
    const { id } = await site.accountOf("tom");
    assert.deepEqual(await site.accounts.tokens.list(id), []);
    const page = await textOf(await site.ask("/login?prove=1&next=/settings/data", { cookie }));
    assert.match(page, /Prove that it is you/);
    assert.match(page, /tom@example\.org/);
    assert.equal((await site.ask("/settings", { cookie })).status, 200, "the rest goes on");
  });
});
