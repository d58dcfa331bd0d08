import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { dumpOf } from "../support/database-dump.ts";

const origin = { network: "203.0.113.0/24", agent: "Firefox on Linux" };

describe("what somebody signs in with", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openCommunitySite();
  });
  after(() => site.close());

  test("can not be read in the database, whatever was begun, finished or made", async () => {
    const { email, tokens, setup, sessions } = site.accounts;
    const setupToken = (await setup.issue()) ?? "";
    const browser = await email.begin("ada@example.org", origin);
    await site.accounts.idle();
    const letter = site.letters.at(-1);
    const code = /\b\d{6}\b/.exec(letter?.text ?? "")?.[0] ?? "";
    const link = new URL(letter?.url ?? "").searchParams.get("t") ?? "";
    const open = await dumpOf(site.database);
    const { session, account } = await email.finishWithCode(browser, code, origin);
    const wanted = { label: "script", scopes: ["read"], days: 30 } as const;
    const token = (await tokens.create(account.id, wanted)).secret;
    const other = await sessions.open(account.id, "passkey", origin);
    const operatorLink = (await email.createLink(account.id)).split("t=")[1] ?? "";
    const kept = open + (await dumpOf(site.database));
    for (const secret of [setupToken, browser, link, session, token, other, operatorLink]) {
      assert.ok(secret.length >= 43 && !kept.includes(secret), secret);
    }
    assert.ok(code.length === 6 && !kept.includes(`"${code}"`), code);
  });

  test("is new each time, and holds 256 bits", async () => {
    const secrets = new Set<string>();
    for (let round = 0; round < 200; round += 1) {
      secrets.add((await site.signIn("often")).split("=")[1] ?? "");
    }
    assert.equal(secrets.size, 200);
    for (const secret of secrets) assert.equal(Buffer.from(secret, "base64url").length, 32);
  });

  test("is never sent to an address that brings line ends or a second recipient", async () => {
    for (const wanted of [
      "ada@example.org\r\nBcc: eve@example.org",
      "ada@example.org\nSubject: hello",
      "ada@example.org, eve@example.org",
      "<ada@example.org> RCPT TO:<eve@example.org",
      "ada@example.org\u0000",
    ]) {
      await assert.rejects(site.accounts.email.begin(wanted, origin), { code: "invalid" }, wanted);
    }
  });
});
