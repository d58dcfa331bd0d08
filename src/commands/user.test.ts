import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createAccounts } from "#accounts";
import { createLog, type Database, openDatabase, systemClock } from "#platform";
import { readConfig } from "../config.ts";
import { UsageError } from "./command.ts";
import { userCommand } from "./user.ts";

let dataDir: string;
let database: Database;

/** The site, which holds the data folder while the commands run. */
before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "broadsheet-"));
  database = await openDatabase({ databaseUrl: "", dataDir });
});
after(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

async function user(
  line: string,
  values: Record<string, string> = {},
): Promise<{ value: Record<string, unknown>; text: string }> {
  let result = { value: {} as Record<string, unknown>, text: "" };
  const words = line.split(" ");
  const [least, most] = userCommand.words;
  assert.ok(words.length >= least && words.length <= most);
  await userCommand.run({
    words,
    values,
    config: readConfig({ SITE_URL: "https://papers.example.org" }),
    dataDir,
    output: {
      isJson: false,
      result: (value, text) => {
        result = { value: value as Record<string, unknown>, text };
      },
      note: () => {},
    },
  });
  return result;
}

test("an operator makes, shows, promotes, disables and lets in, while the site is served", async () => {
  const accounts = createAccounts({
    database,
    clock: systemClock,
    log: createLog("silent"),
    dataDir,
    site: { title: "Broadsheet", url: "https://papers.example.org" },
    settings: { signUp: "closed", providers: [] },
  });
  assert.match((await user("list")).text, /no such account/);
  await user("add ada@example.org", { role: "admin" });
  await user("add", { name: "eve" });
  assert.match((await user("list")).text, /^@ada {2}admin, active, ada@example\.org\n@eve/);
  assert.equal((await user("role eve moderator")).value.role, "moderator");
  const { url } = (await user("sign-in-link @eve")).value;
  assert.match(String(url), /^https:\/\/papers\.example\.org\/login\/link\?t=/);
  const link = new URL(String(url)).searchParams.get("t") ?? "";
  const origin = { network: "", agent: "Firefox" };
  const { session } = await accounts.email.finishWithLink("", link, origin);
  assert.equal((await accounts.sessions.find(session))?.account.name, "eve");
  assert.match((await user("show eve")).text, /session: operator, Firefox/);
  assert.deepEqual((await user("sessions revoke eve")).value, { ended: 1 });
  assert.equal(await accounts.sessions.find(session), undefined);
  assert.equal((await user("disable eve")).value.state, "disabled");
  assert.equal((await user("enable eve")).value.state, "active");
  await assert.rejects(user("disable ada@example.org"), { code: "conflict" });
  await assert.rejects(user("show nobody"), { code: "not_found" });
});

test("words that make no sense are a mistake of the call", async () => {
  for (const line of ["foo", "role eve", "role eve king", "sessions end eve", "list a b", "add"]) {
    await assert.rejects(user(line), UsageError, line);
  }
});
