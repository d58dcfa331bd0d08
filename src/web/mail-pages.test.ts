import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { openTemporarySqlite } from "../../test/support/database.ts";
import { makeMail } from "../../test/support/mail.ts";

const postmark = "postmark:a-password-of-some-length";
const authorization = `Basic ${btoa(postmark)}`;
const reader = "ada@readers.example";
const complaint = JSON.stringify({ RecordType: "SpamComplaint", ID: 7, Email: reader });

async function openSite(
  t: TestContext,
): Promise<CommunitySite & { mail: ReturnType<typeof makeMail> }> {
  const temporary = await openTemporarySqlite();
  const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
  const settings = { providers: { postmark } };
  const mail = makeMail(temporary.database, temporary.settings, { clock, settings });
  const site = await openCommunitySite({ temporary, parts: { mail } });
  t.after(() => site.close());
  return { ...site, mail };
}

const report = (
  site: CommunitySite,
  headers: Record<string, string>,
  path = "/mail/events/postmark",
) => site.ask(path, { json: JSON.parse(complaint), headers });

test("a provider reports without a session and from nowhere, and only by its signature", async (t) => {
  const site = await openSite(t);
  const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  assert.equal((await report(site, elsewhere)).status, 403);
  assert.equal((await site.mail.addresses.standing(reader)).state, "fine");
  const known = await report(site, { ...elsewhere, authorization });
  assert.deepEqual([known.status, await known.json()], [200, { events: 1 }]);
  assert.equal((await site.mail.addresses.standing(reader)).reason, "complaint");
  assert.equal((await report(site, { authorization }, "/mail/events/mailgun")).status, 404);
});

test("a signature worth a report is worth nothing on any other page", async (t) => {
  const site = await openSite(t);
  const headers = { authorization, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const path of ["/admin/mail/pause", "/admin/mail/resume", "/mail/events", "/settings"]) {
    const response = await site.ask(path, { method: "POST", headers });
    assert.ok(response.status === 403 || response.status === 404, `${path}: ${response.status}`);
  }
  assert.equal((await site.mail.sending.state()).isPaused, false);
});

test("a report may be larger than a form, and not as large as it likes", async (t) => {
  const site = await openSite(t);
  const send = (bytes: number) =>
    site.ask("/mail/events/postmark", {
      json: { RecordType: "Bounce", Type: "AutoResponder", Details: "x".repeat(bytes) },
      headers: { authorization },
    });
  assert.equal((await send(500_000)).status, 200);
  assert.equal((await send(1_100_000)).status, 400);
});

test("an administrator sees what came back, pauses, and lets mail leave again", async (t) => {
  const site = await openSite(t);
  await report(site, { authorization });
  const cookie = await site.signIn("grace", "admin");
  const page = await (await site.ask("/admin/mail", { cookie })).text();
  assert.match(page, /Mail leaves from papers@example\.org/);
  assert.match(page, /Called spam: 1/);
  assert.match(page, /Nothing is sent to 1 address, since its reader called it spam/);
  assert.doesNotMatch(page, /ada@/);

  assert.equal((await site.ask("/admin/mail/pause", { cookie, form: {} })).status, 303);
  assert.match(await (await site.ask("/admin/mail", { cookie })).text(), /Sending is paused/);
  await site.ask("/admin/mail/resume", { cookie, form: {} });
  assert.equal((await site.mail.sending.state()).isPaused, false);
});

test("an administrator stops and restores an address, but not after a complaint", async (t) => {
  const site = await openSite(t);
  const cookie = await site.signIn("grace", "admin");
  const ask = async (email: string, act: string) => {
    const response = await site.ask("/admin/mail/address", { cookie, form: { email, act } });
    return [response.status, await response.text()] as const;
  };
  const [, stopped] = await ask(" Blaise@readers.example ", "suppress");
  assert.match(stopped, /blaise@readers\.example gets nothing/);
  const [, restored] = await ask("blaise@readers.example", "restore");
  assert.match(restored, /blaise@readers\.example gets its mail/);
  await report(site, { authorization });
  const [status, refused] = await ask(reader, "restore");
  assert.equal(status, 422);
  assert.match(refused, /only they can have it back/);
  assert.equal((await ask("no address", ""))[0], 422);
});

test("what a mail server writes is text on the page", async (t) => {
  const site = await openSite(t);
  const Details = "550 5.1.1 <script>alert(1)</script>";
  const json = { RecordType: "Bounce", Type: "HardBounce", ID: 9, Email: reader, Details };
  await site.ask("/mail/events/postmark", { json, headers: { authorization } });
  const cookie = await site.signIn("grace", "admin");
  const page = await (await site.ask("/admin/mail", { cookie })).text();
  assert.doesNotMatch(page, /<script>alert/);
  assert.match(page, /&lt;script&gt;alert/);
});
