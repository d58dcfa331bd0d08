import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { parsePeriod } from "#editions";
import { parseDay } from "#platform";
import { createWeb } from "#web";
import { openTestApp } from "../support/app.ts";
import { type MailServer, readMail, startMailServer } from "../support/mail-server.ts";
import { aRecord } from "../support/papers.ts";

const origin = "https://papers.example.org";

/** The built app and its pages, at a moment that the test sets, with a real mail server. */
async function openSite(t: TestContext) {
  const server = await startMailServer();
  t.after(() => server.close());
  let now = new Date("2026-11-20T09:00:00Z");
  const clock = { now: () => now };
  const app = await openTestApp(t, {
    clock,
    environment: { SMTP_URL: server.url, MAIL_FROM: "papers@example.org", SITE_URL: origin },
  });
  const web = createWeb({ ...app, notices: () => [] });
  const visit = (path: string, fields?: Record<string, string>) =>
    web.fetch(
      new Request(new URL(path, origin), {
        headers: { origin, "sec-fetch-site": "same-origin" },
        ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
      }),
    );
  const setTime = (instant: string) => {
    now = new Date(instant);
  };
  return { app, server, visit, setTime };
}

async function linkIn(server: MailServer, path: string): Promise<string> {
  const { text = "" } = await readMail(server.mails.at(-1)!);
  return new RegExp(`${origin}(${path}\\?t=[\\w-]+)`).exec(text)?.[1] ?? "";
}

test("a reader subscribes, confirms, gets the day's papers once, and leaves with one click", async (t) => {
  const { app, server, visit, setTime } = await openSite(t);
  await app.papers.ingest(
    [aRecord({ title: "The Weight of a Comma", announcedOn: "2026-11-20" })],
    parseDay("2026-11-20"),
  );
  await app.editions.follow(app.papers);

  const fields = { email: "ada@example.org", cadence: "daily", hour: "8", timeZone: "UTC" };
  assert.ok((await visit("/subscribe", fields)).status < 400);
  await app.digests.idle();
  const confirm = await linkIn(server, "/subscribe/confirm");
  assert.equal((await visit(confirm)).status, 200);
  setTime("2026-11-20T10:00:00Z");
  const nothing = await app.digests.send({
    now: app.clock.now(),
    period: parsePeriod("2026-11-20"),
  });
  assert.equal(nothing.due, 0, "looking at the link has confirmed nothing");
  assert.equal((await visit(confirm, {})).status, 200);

  setTime("2026-11-21T08:00:00Z");
  assert.equal((await app.digests.send({ now: app.clock.now() })).sent, 1);
  assert.equal((await app.digests.send({ now: app.clock.now() })).sent, 0);
  const mail = await readMail(server.mails.at(-1)!);
  assert.equal(mail.subject, "The Weight of a Comma");
  assert.match(mail.html ?? "", /The Weight of a Comma/);

  const unsubscribe = await linkIn(server, "/unsubscribe");
  assert.equal((await visit(unsubscribe)).status, 200);
  const oneClick = { "List-Unsubscribe": "One-Click" };
  assert.equal((await visit(unsubscribe, oneClick)).status, 200);
  const token = unsubscribe.split("t=")[1] ?? "";
  const { digests } = await app.digests.open(token);
  assert.deepEqual(
    digests.map(({ state }) => state),
    ["stopped"],
  );
});

test("who confirms gets the newest issue at once, and the next one at their hour", async (t) => {
  const { app, server, visit, setTime } = await openSite(t);
  const bring = (title: string, day: string) =>
    app.papers.ingest([aRecord({ title, announcedOn: day })], parseDay(day));
  await bring("The Weight of a Comma", "2026-11-19");
  await bring("A Field Guide to Rain", "2026-11-20");
  await app.editions.follow(app.papers);
  setTime("2026-11-20T15:00:00Z");
  const fields = { email: "ada@example.org", cadence: "daily", hour: "8", timeZone: "UTC" };
  await visit("/subscribe", fields);
  await app.digests.idle();
  const confirmed = await visit(await linkIn(server, "/subscribe/confirm"), {});
  assert.match(await confirmed.text(), /<b>ada@example.org<\/b> gets the newest issue now/);

  const send = async (instant: string) => {
    setTime(instant);
    const before = server.mails.length;
    await app.digests.send({ now: app.clock.now() });
    const mails = await Promise.all(server.mails.slice(before).map((mail) => readMail(mail)));
    return mails.map(({ subject }) => subject);
  };
  assert.deepEqual(await send("2026-11-20T15:01:00Z"), ["The Weight of a Comma"]);
  assert.deepEqual(await send("2026-11-20T15:02:00Z"), []);
  assert.deepEqual(await send("2026-11-21T08:00:00Z"), ["A Field Guide to Rain"]);
});

test("a mistyped author of a digest for oneself is said, and what was typed stays", async (t) => {
  const { app, server, visit } = await openSite(t);
  const record = aRecord({ title: "The Weight of a Comma", announcedOn: "2026-11-20" });
  await app.papers.ingest([record], parseDay("2026-11-20"));
  await app.editions.follow(app.papers);
  const fields = { email: "ada@example.org", kind: "for-me", interests: "commas" };
  const answer = await visit("/subscribe", { ...fields, authors: "Nobody Here" });
  assert.equal(answer.status, 400);
  const page = await answer.text();
  assert.match(page, /No author of the papers here is called “Nobody Here”/);
  assert.match(page, />commas<\/textarea>/);
  await app.digests.idle();
  assert.equal(server.mails.length, 0);
});
