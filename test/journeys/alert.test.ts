import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runIntake } from "#jobs";
import type { PaperId } from "#papers";
import { createWeb } from "#web";
import { openTestApp } from "../support/app.ts";
import { readMail, startMailServer } from "../support/mail-server.ts";
import { temporaryFolder } from "../support/program.ts";

const origin = "https://papers.example.org";
const MINUTE_MS = 60_000;

/** The built app with its pages, a real mail server and the clock of the machine. */
async function openSite(t: TestContext) {
  const server = await startMailServer();
  t.after(() => server.close());
  const environment = { SMTP_URL: server.url, MAIL_FROM: "papers@example.org", SITE_URL: origin };
  const app = await openTestApp(t, { environment });
  const web = createWeb({ ...app, notices: () => [], limits: "off" });
  const folder = await temporaryFolder(t);
  let imports = 0;
  return {
    app,
    server,
    /** Papers come in from a file, as `broadsheet import` takes them. */
    async importPapers(...papers: readonly { title: string; author: string }[]) {
      const entries = papers.map(
        ({ title, author }, at) =>
          `@article{key${at}, title = {${title}}, author = {${author}}, year = {2026}}`,
      );
      const file = join(folder, `papers-${imports++}.bib`);
      await writeFile(file, entries.join("\n"));
      const task = { kind: "files", files: [file], format: "auto" } as const;
      const { added } = await runIntake(app, task, {});
      assert.equal(added, papers.length);
      await app.editions.follow(app.papers);
      await app.search.catchUp();
    },
    /** Somebody with an account whose address is proved. */
    async signIn(name: string) {
      const { id } = await app.accounts.people.create({ name, email: `${name}@example.org` });
      const from = { network: "203.0.113.0/24", agent: "test" };
      const secret = await app.accounts.sessions.open(id, "passkey", from);
      const cookie = `__Host-session=${secret}`;
      const account = (await app.accounts.people.find(id))!;
      const visit = (path: string, fields?: Record<string, string>) =>
        web.fetch(
          new Request(new URL(path, origin), {
            headers: { origin, cookie, "sec-fetch-site": "same-origin" },
            ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
          }),
        );
      return { actor: { account, network: from.network }, visit };
    },
    visit: (path: string) => web.fetch(new Request(new URL(path, origin))),
    /** What the schedule does some minutes from now. */
    async deliver(minutes: number) {
      const { sent } = await app.digests.send({ now: new Date(Date.now() + minutes * MINUTE_MS) });
      return sent;
    },
  };
}

test("a paper that comes in reaches by mail and feed who asked to be told of its author", async (t) => {
  const { importPapers, signIn, visit, deliver, server } = await openSite(t);
  await importPapers({ title: "On the Habits of Tides", author: "Doe, Jane" });
  const ada = await signIn("ada");
  const page = await (await ada.visit("/authors/jane-doe")).text();
  assert.match(page, /action="\/alerts"/);
  const asked = {
    kind: "author",
    target: "jane-doe",
    cadence: "at-once",
    next: "/authors/jane-doe",
  };
  assert.equal((await ada.visit("/alerts", { ...asked, route: "mail" })).status, 303);
  const search = { kind: "search", target: "q=gears", cadence: "at-once", route: "feed" };
  const feedPath = (await ada.visit("/alerts", search)).headers.get("location") ?? "";
  assert.match(feedPath, /^\/digests\/[\w-]+$/);
  assert.match(await (await ada.visit("/authors/jane-doe")).text(), /Alert: /);

  assert.equal(await deliver(0), 0);
  await importPapers(
    { title: "On the Weight of Tides", author: "Doe, Jane" },
    { title: "On the Teeth of Gears", author: "Byron, Ada" },
    { title: "On Nothing Much", author: "Nobody, Ned" },
  );
  assert.equal(await deliver(6), 1);
  const mail = await readMail(server.mails.at(-1)!);
  assert.equal(server.mails.at(-1)?.to, "ada@example.org");
  assert.match(mail.subject ?? "", /On the Weight of Tides/);
  assert.match(mail.text ?? "", /By Jane Doe/);
  assert.doesNotMatch(mail.text ?? "", /Habits|Gears|Nothing/);

  const atom = await (await visit(`${feedPath}.atom`)).text();
  assert.match(atom, /On the Teeth of Gears/);
  assert.doesNotMatch(atom, /Tides|Nothing/);
  assert.equal(await deliver(12), 0, "nobody is told twice");
  assert.equal(server.mails.length, 1);
});

test("an answer to a comment reaches by mail who wrote it, once", async (t) => {
  const { app, importPapers, signIn, deliver, server } = await openSite(t);
  await importPapers({ title: "On the Habits of Tides", author: "Doe, Jane" });
  const [ada, bob] = [await signIn("ada"), await signIn("bob")];
  const asked = { kind: "replies", target: "", cadence: "at-once", route: "mail" };
  assert.equal((await ada.visit("/alerts", { ...asked, next: "/following" })).status, 303);
  const { hits } = await app.search.find({ query: "tides" });
  const paperId = hits[0]?.paperId as PaperId;
  const { comments } = app.community;
  const first = await comments.post(ada.actor, { paperId, body: "Do they?" });
  const answer = { paperId, parentId: first.id, body: "They do, **twice** a day." };
  await comments.post(bob.actor, answer);
  await app.editions.follow(app.papers);
  await app.search.catchUp();
  assert.equal(await deliver(6), 1);
  const mail = await readMail(server.mails.at(-1)!);
  assert.equal(server.mails.at(-1)?.to, "ada@example.org");
  assert.match(mail.text ?? "", /They do, twice a day\./);
  assert.equal(await deliver(12), 0);
});
