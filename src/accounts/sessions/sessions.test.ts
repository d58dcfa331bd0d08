import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  DAY_MS,
  HOUR_MS,
  home,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

describeOnEachDatabase("sessions", (withDatabase) => {
  const withAccounts = (use: (bench: AccountsBench) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings)));

  test("a session says who it is and when they proved it", () =>
    withAccounts(async ({ accounts: { people, sessions }, clock }) => {
      const ada = await people.create({ name: "ada" });
      const secret = await sessions.open(ada.id, "email", home);
      const viewer = await sessions.find(secret);
      assert.deepEqual(viewer?.account, ada);
      assert.equal(viewer?.via, "session");
      assert.deepEqual(viewer?.provedAt, clock.now());
      assert.equal(await sessions.find(`${secret}x`), undefined);
      assert.equal(await sessions.find(""), undefined);
    }));

  test("only the hash of the secret is kept", () =>
    withDatabase(async (database, settings) => {
      const { accounts } = await openAccounts(database, settings);
      const ada = await accounts.people.create({ name: "ada" });
      const secret = await accounts.sessions.open(ada.id, "email", home);
      const rows = await database.kysely.selectFrom("session").selectAll().execute();
      assert.equal(rows.length, 1);
      assert.ok(!JSON.stringify(rows).includes(secret));
    }));

  test("a session ends after 14 days without a request, and after 90 days", () =>
    withAccounts(async ({ accounts, clock }) => {
      const { people, sessions } = accounts;
      const ada = await people.create({ name: "ada" });
      const idle = await sessions.open(ada.id, "email", home);
      const used = await sessions.open(ada.id, "email", home);
      for (let days = 13; days < 90; days += 13) {
        clock.advance(13 * DAY_MS);
        assert.ok(await sessions.find(used), `day ${days}`);
        await accounts.idle();
      }
      assert.equal(await sessions.find(idle), undefined);
      const late = await sessions.open(ada.id, "email", home);
      clock.advance(12 * DAY_MS);
      assert.equal(await sessions.find(used), undefined, "day 90");
      assert.ok(await sessions.find(late));
      await accounts.idle();
      clock.advance(2 * DAY_MS);
      assert.ok(await sessions.find(late), "it was used two days ago");
      await accounts.idle();
      clock.advance(14 * DAY_MS);
      assert.equal(await sessions.find(late), undefined);
    }));

  test("an administrator's ends after 12 hours without a request, and after a day", () =>
    withAccounts(async ({ accounts, clock }) => {
      const { people, sessions } = accounts;
      const ada = await people.create({ name: "ada", role: "admin" });
      const idle = await sessions.open(ada.id, "email", home);
      const used = await sessions.open(ada.id, "email", home);
      clock.advance(11 * HOUR_MS);
      assert.ok(await sessions.find(used));
      await accounts.idle();
      clock.advance(HOUR_MS);
      assert.equal(await sessions.find(idle), undefined);
      clock.advance(10 * HOUR_MS);
      assert.ok(await sessions.find(used));
      await accounts.idle();
      clock.advance(2 * HOUR_MS);
      assert.equal(await sessions.find(used), undefined);
    }));

  test("when it was used last is written once a minute at most", () =>
    withAccounts(async ({ accounts, clock }) => {
      const { people, sessions } = accounts;
      const ada = await people.create({ name: "ada" });
      const secret = await sessions.open(ada.id, "email", home);
      const seenAt = async () => {
        await sessions.find(secret);
        await accounts.idle();
        return (await sessions.list(ada.id))[0]?.seenAt;
      };
      const opened = clock.now().toISOString();
      clock.advance(MINUTE_MS - 1);
      assert.equal(await seenAt(), opened);
      clock.advance(1);
      assert.equal(await seenAt(), clock.now().toISOString());
    }));

  test("they are listed, and ended one by one, all but this one, or all", () =>
    withAccounts(async ({ accounts: { people, sessions } }) => {
      const ada = await people.create({ name: "ada" });
      const eve = await people.create({ name: "eve" });
      const secrets = [];
      for (let count = 0; count < 4; count++) {
        secrets.push(await sessions.open(ada.id, "passkey", home));
      }
      const ids = [];
      for (const secret of secrets) ids.push((await sessions.find(secret))?.sessionId ?? "");
      const listed = await sessions.list(ada.id);
      assert.deepEqual(listed.map(({ sessionId }) => sessionId).sort(), [...ids].sort());
      assert.deepEqual([listed[0]?.method, listed[0]?.network], ["passkey", home.network]);
      await sessions.revoke(eve.id, ids[0]!);
      assert.ok(await sessions.find(secrets[0]!), "nobody ends a session of another");
      await sessions.revoke(ada.id, ids[0]!);
      assert.equal(await sessions.find(secrets[0]!), undefined);
      assert.equal(await sessions.revokeAll(ada.id, ids[1]), 2);
      assert.ok(await sessions.find(secrets[1]!));
      assert.equal(await sessions.revokeAll(ada.id), 1);
      assert.equal(await sessions.find(secrets[1]!), undefined);
    }));

  test("a disabled account has no session and no token, and gets none", () =>
    withAccounts(async ({ accounts: { people, sessions, tokens } }) => {
      const ada = await people.create({ name: "ada" });
      const secret = await sessions.open(ada.id, "email", home);
      const wanted = { label: "", scopes: ["read"], days: 1 } as const;
      const token = await tokens.create(ada.id, wanted);
      await people.setState(ada.id, "disabled", "operator");
      assert.equal(await sessions.find(secret), undefined);
      assert.equal(await tokens.find(token.secret), undefined);
      await assert.rejects(sessions.open(ada.id, "email", home), { code: "forbidden" });
      await people.setState(ada.id, "active", "operator");
      assert.equal(await sessions.find(secret), undefined, "what ended stays ended");
      assert.ok(await sessions.open(ada.id, "email", home));
    }));

  test("a change of role ends the sessions, so that the next has a new secret", () =>
    withAccounts(async ({ accounts: { people, sessions } }) => {
      const ada = await people.create({ name: "ada" });
      const secret = await sessions.open(ada.id, "email", home);
      await people.setRole(ada.id, "reader", "operator");
      assert.ok(await sessions.find(secret), "it is the role of before");
      await people.setRole(ada.id, "moderator", "operator");
      assert.equal(await sessions.find(secret), undefined);
    }));

  test("what has expired is let go of", () =>
    withDatabase(async (database, settings) => {
      const bench = await openAccounts(database, settings);
      await bench.enter("ada@example.org");
      await bench.accounts.passkeys.beginSignIn(home);
      bench.clock.advance(HOUR_MS);
      await bench.accounts.tidy();
      const begun = await database.kysely.selectFrom("sign_in").select("kind").execute();
      assert.deepEqual(begun, [{ kind: "email" }], "mails count for a day");
      bench.clock.advance(15 * DAY_MS);
      await bench.accounts.tidy();
      for (const table of ["session", "sign_in"] as const) {
        const rows = await database.kysely.selectFrom(table).selectAll().execute();
        assert.deepEqual(rows, [], table);
      }
      bench.clock.advance(180 * DAY_MS);
      await bench.accounts.tidy();
      const events = await database.kysely.selectFrom("account_event").selectAll().execute();
      assert.deepEqual(events, []);
    }));
});
