import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createLog } from "#platform";
import { routes } from "#web";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { aRecord } from "../support/papers.ts";
import { examplePath } from "./example-path.ts";

const origin = { network: "203.0.113.0/24", agent: "Firefox on Linux" };

describe("the log", () => {
  const lines: string[] = [];
  const log = createLog("debug", { write: (text) => lines.push(text) });
  let site: CommunitySite;
  before(async () => {
    site = await openCommunitySite({ log, records: [aRecord({ arxivId: "2611.00001" })] });
  });
  after(() => site.close());

  const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  test("names nobody's address and holds nothing that anybody signs in with", async () => {
    const { email, tokens, setup } = site.accounts;
    const setupToken = (await setup.issue()) ?? "";
    const browser = await email.begin("ada@example.org", origin);
    await site.accounts.idle();
    const letter = site.letters.at(-1);
    const code = /\b\d{6}\b/.exec(letter?.text ?? "")?.[0] ?? "";
    const link = new URL(letter?.url ?? "").searchParams.get("t") ?? "";
    await assert.rejects(email.finishWithCode(browser, "not it", origin));
    await assert.rejects(email.finishWithLink("another browser", link, origin));
    const { session, account } = await email.finishWithCode(browser, code, origin);
    const { secret } = await tokens.create(account.id, { label: "x", scopes: ["read"], days: 1 });
    const cookie = `session=${session}`;
    const headers = { authorization: `Bearer ${secret}` };
    for (const { method, path } of routes) {
      const address = `${examplePath(path)}?t=${link}&token=${setupToken}&code=${code}`;
      await site.ask(address, method === "POST" ? { cookie, form: { code, t: link } } : { cookie });
      await site.ask(address, { method, headers });
    }
    await site.ask(`/api/v1/me`, { headers });
    await site.ask(`/api/v1/me?t=${link}`, { headers: { authorization: `Bearer ${secret}x` } });
    const text = lines.join("");
    assert.ok(lines.length > 5);
    for (const hidden of [setupToken, browser, link, session, secret, "ada@example.org"]) {
      assert.ok(hidden.length > 10 && !text.includes(hidden), `${hidden} was logged`);
    }
    assert.ok(!text.includes(code), "the code was logged");
    assert.doesNotMatch(text, /203\.0\.113\.7\b/, "a whole network address was logged");
  });

  test("tells who was refused what, with the instant and the id that the answer names", async () => {
    lines.length = 0;
    const cookie = await site.signIn("grace");
    const { id } = await site.accountOf("grace");
    const response = await site.ask("/admin/users", { cookie });
    assert.equal(response.status, 403);
    const line = written().find(({ event }) => event === "refused");
    assert.deepEqual(
      [line?.status, line?.path, line?.account, line?.network],
      [403, "/admin/users", id, "203.0.113.0/24"],
    );
    assert.equal(line?.requestId, response.headers.get("x-request-id"));
    assert.match(String(line?.time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test("tells of forged forms and of tokens that are nobody's", async () => {
    lines.length = 0;
    const headers = { "sec-fetch-site": "cross-site" };
    await site.ask("/logout", { form: {}, headers });
    const authorization = `Bearer dp_${"x".repeat(49)}`;
    await site.ask("/api/v1/me", { headers: { authorization } });
    const refused = written().filter(({ event }) => event === "refused");
    assert.deepEqual(
      refused.map(({ status, path }) => [status, path]),
      [
        [403, "/logout"],
        [401, "/api/v1/me"],
      ],
    );
  });

  test("tells of sign-ins, of wrong codes and of changes of role, by account and network", async () => {
    lines.length = 0;
    const browser = await site.accounts.email.begin("alan@example.org", origin);
    await assert.rejects(site.accounts.email.finishWithCode(browser, "no", origin));
    await site.signIn("alan-2");
    const { id } = await site.accountOf("alan-2");
    await site.accounts.people.setRole(id, "moderator", "operator");
    await site.accounts.idle();
    const events = written().map(({ event }) => event);
    for (const event of ["sign-in-failed", "signed-in", "role-changed"]) {
      assert.ok(events.includes(event), event);
    }
  });
});
