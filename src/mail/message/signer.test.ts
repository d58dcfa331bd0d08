import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { openTemporarySqlite } from "../../../test/support/database.ts";
import { fakeResolver, makeDkimKeys, makeMail } from "../../../test/support/mail.ts";
import { temporaryFolder } from "../../../test/support/program.ts";
import { createSigner } from "./signer.ts";

const silent = { error: () => {} };
const raw = Buffer.from(
  [
    "From: papers@example.org",
    "List-Unsubscribe: <https://papers.example.org/u>",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "Feedback-ID: a:b:c:d",
    "Subject: Papers",
    "",
    "The papers of the day",
    "",
  ].join("\r\n"),
);

test("each key signs, the headers that mail programs act on among what is signed", async (t) => {
  const { dkim, records } = makeDkimKeys(await temporaryFolder(t));
  const signer = createSigner({ files: dkim, domain: "example.org", log: silent });
  assert.equal(await signer.obstacle(), undefined);
  const { results } = await dkimVerify(await signer.sign(raw), {
    resolver: fakeResolver(records) as never,
  });
  assert.deepEqual(
    results.map(({ status }) => status.result),
    ["pass", "pass"],
  );
  for (const { signingHeaders } of results) {
    const keys = signingHeaders?.keys.toLowerCase() ?? "";
    for (const name of ["from", "list-unsubscribe", "list-unsubscribe-post", "feedback-id"]) {
      assert.ok(keys.split(/: ?/).includes(name), `${name} in ${keys}`);
    }
  }
});

test("without keys a message stays as it is", async () => {
  const signer = createSigner({ files: [], domain: "example.org", log: silent });
  assert.equal(await signer.sign(raw), raw);
  assert.equal(await signer.obstacle(), undefined);
});

test("a key that is missing, no key, or of another kind lets nothing leave", async (t) => {
  const folder = await temporaryFolder(t);
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const files = { noKey: "not a key", ec: ec.export({ type: "pkcs8", format: "pem" }) };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const name of ["missing", "noKey", "ec"]) {
    const dkim = [{ selector: "s", file: join(folder, name) }];
    const signer = createSigner({ files: dkim, domain: "example.org", log: silent });
    assert.match((await signer.obstacle()) ?? "", /DKIM key s/, name);
    await assert.rejects(signer.sign(raw), { code: "unavailable" });
  }
});

test("mail that can not be signed is not sent, and the state of sending says why", async (t) => {
  const { database, settings, dispose } = await openTemporarySqlite();
  t.after(dispose);
  const dkim = [{ selector: "s", file: join(settings.dataDir, "missing.pem") }];
  const mail = makeMail(database, settings, { settings: { dkim } });
  const state = await mail.sending.state();
  assert.ok(state.isPaused);
  assert.match(state.reason ?? "", /can not be read/);
  const message = { subject: "Papers", text: "a", html: "a", headers: {} };
  await assert.rejects(mail.sendOne("ada@example.org", message), { code: "unavailable" });
});
