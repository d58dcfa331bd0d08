import assert from "node:assert/strict";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { authenticate } from "mailauth";
import PostalMime from "postal-mime";
import { parseDay } from "#platform";
import { takeBounces } from "../../src/take-bounces.ts";
import { openTestApp } from "../support/app.ts";
import { freePort } from "../support/free-port.ts";
import { fakeResolver, makeDkimKeys } from "../support/mail.ts";
import { refuse, startMailServer } from "../support/mail-server.ts";
import { aRecord } from "../support/papers.ts";
import { startPostfix, waitFor, whyNoPostfix } from "../support/postfix.ts";
import { temporaryFolder } from "../support/program.ts";

const skip = whyNoPostfix();
const [reader, gone] = ["ada@readers.test", "blaise@gone.test"];

/** The built app with keys and a place for bounces, and the mail server of its operator. */
async function openSite(t: TestContext) {
  const refusing = await startMailServer({
    // The mailbox takes the letter that asks for confirmation, and is gone afterwards.
    answer: ({ raw }) =>
      /^List-Unsubscribe:/m.test(raw) ? refuse(550, "5.1.1 no such user here") : undefined,
  });
  t.after(() => refusing.close());
  const port = await freePort();
  const [host, at] = new URL(refusing.url).host.split(":");
  const postfix = await startPostfix({
    domains: ["readers.test"],
    routes: { "gone.test": `smtp:[${host}]:${at}`, "example.org": `lmtp:inet:127.0.0.1:${port}` },
  });
  t.after(() => postfix.close());
  const { dkim, records } = makeDkimKeys(await temporaryFolder(t));
  let now = new Date("2026-11-20T09:00:00Z");
  const app = await openTestApp(t, {
    clock: { now: () => now },
    environment: {
      SMTP_URL: postfix.url,
      SITE_URL: "https://papers.example.org",
      MAIL_FROM: "Broadsheet <papers@example.org>",
      MAIL_BOUNCES: "bounces@example.org",
      MAIL_LISTEN: `lmtp://127.0.0.1:${port}`,
      MAIL_RECEIPTS: postfix.logFile,
      MAIL_DKIM: dkim.map(({ selector, file }) => `${selector}=${file}`).join(" "),
    },
  });
  const stopping = new AbortController();
  const bounces = takeBounces(app, stopping.signal);
  t.after(async () => {
    stopping.abort();
    await bounces;
  });
  assert.ok(await waitFor(() => isOpen(port)), "nobody listens for bounces");
  const setTime = (instant: string) => {
    now = new Date(instant);
  };
  return { app, postfix, refusing, records, setTime };
}

function isOpen(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.once("connect", () => socket.destroy());
    socket.once("error", () => resolve(undefined));
  });
}

type Site = Awaited<ReturnType<typeof openSite>>;

async function enrol({ app, postfix, refusing }: Site, email: string): Promise<void> {
  await app.digests.subscribe({
    email,
    subject: { kind: "edition", target: "day" },
    schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" },
    papers: 10,
    route: "mail",
  });
  await app.digests.idle();
  const letter = await waitFor(async () =>
    email === gone ? refusing.mails[0]?.raw : (await postfix.inbox(email))[0],
  );
  const { text = "" } = await PostalMime.parse(letter ?? "");
  await app.digests.confirm(/\/subscribe\/confirm\?t=([\w-]+)/.exec(text)?.[1] ?? "");
}

async function announce({ app, setTime }: Site, day: string, title: string): Promise<void> {
  setTime(`${day}T09:00:00Z`);
  await app.papers.ingest([aRecord({ title, announcedOn: day })], parseDay(day));
  await app.editions.follow(app.papers);
}

test("a digest arrives signed and aligned, and one that comes back twice is the last", {
  skip,
}, async (t) => {
  const site = await openSite(t);
  const { app, postfix, records, setTime } = site;
  for (const email of [reader, gone]) await enrol(site, email);
  await announce(site, "2026-11-20", "The Weight of a Comma");
  setTime("2026-11-21T08:00:00Z");
  const first = await app.digests.send({ now: app.clock.now() });
  assert.deepEqual([first.sent, first.failed], [2, 0]);

  const raw = await waitFor(async () => (await postfix.inbox(reader))[1]);
  const mail = await PostalMime.parse(raw ?? "");
  assert.equal(mail.subject, "The Weight of a Comma");
  const { dkim, spf, dmarc } = await authenticate((raw ?? "").replace(/\n/g, "\r\n"), {
    ip: "127.0.0.1",
    helo: "mx.example.org",
    sender: /^Return-Path: <(.+)>$/m.exec(raw ?? "")?.[1] ?? "",
    resolver: fakeResolver({
      ...records,
      "example.org": "v=spf1 ip4:127.0.0.1 -all",
      "_dmarc.example.org": "v=DMARC1; p=reject; adkim=s; aspf=s",
    }) as never,
  });
  assert.deepEqual(
    dkim.results.map(({ status }) => status.result),
    ["pass", "pass"],
  );
  assert.ok(spf && dmarc);
  assert.deepEqual([spf.status.result, dmarc.status.result], ["pass", "pass"]);

  const bounce = await waitFor(async () => (await app.mail.events.list(10))[0]);
  assert.deepEqual([bounce?.kind, bounce?.status], ["hard", "5.1.1"]);
  await announce(site, "2026-11-21", "The Weight of a Full Stop");
  setTime("2026-11-22T08:00:01Z");
  assert.equal((await app.digests.send({ now: app.clock.now() })).sent, 2);
  const standing = await waitFor(async () => {
    const { state, reason } = await app.mail.addresses.standing(gone);
    return state === "suppressed" ? reason : undefined;
  });
  assert.equal(standing, "bounces");

  await announce(site, "2026-11-22", "The Weight of a Blank");
  setTime("2026-11-23T08:00:02Z");
  assert.equal((await app.digests.send({ now: app.clock.now() })).sent, 1);
  assert.ok(await waitFor(async () => (await postfix.inbox(reader))[3]));
});
