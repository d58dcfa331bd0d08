import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { examplePath } from "./example-path.ts";

const MINUTE_MS = 60_000;

/** What a session that was left open somewhere must not be enough for. */
const delicate = [
  "POST /settings/email",
  "POST /settings/email/code",
  "POST /settings/passkeys/begin",
  "POST /settings/passkeys/finish",
  "POST /settings/passkeys/remove",
  "POST /settings/identities/add",
  "POST /settings/identities/remove",
  "POST /settings/tokens",
  "POST /settings/data/export",
  "POST /settings/data/delete",
  "POST /admin/users/:id/role",
];

describe("a session that was opened a while ago", () => {
  let site: CommunitySite;
  let cookie: string;
  before(async () => {
    site = await openCommunitySite();
    cookie = await site.signIn("keeper", "admin");
    site.clock.advance(11 * MINUTE_MS);
  });
  after(() => site.close());

  test("what is delicate asks for a proof that is ten minutes old at most", async () => {
    const marked = routes.filter((route) => "isSensitive" in route && route.isSensitive);
    const names = marked.map(({ method, path }) => `${method} ${path}`);
    for (const name of delicate) assert.ok(names.includes(name), `${name} asks for no proof`);
    for (const { method, path } of marked) {
      const response = await site.ask(examplePath(path), { method, cookie });
      assert.equal(response.status, 303, path);
      assert.match(response.headers.get("location") ?? "", /^\/login\?prove=1(&|$)/, path);
    }
  });

  test("the API gives neither a token nor the data of the account without such a proof", async () => {
    const wanted = { label: "x", scopes: ["read"], days: 1 };
    const made = await site.ask("/api/v1/me/tokens", { cookie, json: wanted });
    assert.equal(made.status, 403);
    const { id } = await site.accountOf("keeper", "admin");
    assert.deepEqual(await site.accounts.tokens.list(id), []);
    assert.equal((await site.ask("/api/v1/me/export", { cookie })).status, 403);
  });

  test("is enough for everything else", async () => {
    for (const path of ["/settings", "/settings/sessions", "/admin/users", "/bookmarks"]) {
      assert.equal((await site.ask(path, { cookie })).status, 200, path);
    }
  });
});
