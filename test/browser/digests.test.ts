import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { parseDay } from "#platform";
import { createWeb, type Web } from "#web";
import { openTestApp } from "../support/app.ts";
import { type MailServer, readMail, startMailServer } from "../support/mail-server.ts";
import { movableClock } from "../support/movable-clock.ts";
import { aRecord } from "../support/papers.ts";
import { temporaryFolder } from "../support/program.ts";
import { type Browser, launch, noBrowser, type Page, serveSite, watch } from "./browser.ts";

const HOUR_MS = 3_600_000;

/** The built app behind a real address, a real mail server, and a clock to move. */
async function openSite(t: TestContext) {
  const server = await startMailServer();
  t.after(() => server.close());
  let web: Web | undefined;
  const site = await serveSite({ fetch: (request) => web!.fetch(request) });
  t.after(() => site.close());
  const clock = movableClock("2026-11-20T09:00:00Z");
  const environment = {
    SMTP_URL: server.url,
    MAIL_FROM: "papers@example.org",
    SITE_URL: site.url,
  };
  const app = await openTestApp(t, { clock, environment });
  web = createWeb({ ...app, notices: () => [] });
  const titles = ["On Gears", "On Wheels", "On Springs"];
  const records = titles.map((title) => aRecord({ title, announcedOn: "2026-11-20" }));
  await app.papers.ingest(records, parseDay("2026-11-20"));
  await app.editions.follow(app.papers);
  await app.search.catchUp();
  return { app, server, site, clock };
}

/** Puts the newest mail before the reader, as a mail program does. */
async function openMail(page: Page, server: MailServer, folder: string): Promise<void> {
  const { html = "" } = await readMail(server.mails.at(-1)!);
  const file = join(folder, "mail.html");
  await writeFile(file, html);
  await page.goto(pathToFileURL(file).href);
}

describe("digests in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();
  const follow = (page: Page, name: string) => page.getByRole("link", { name }).first().click();
  const heading = async (page: Page) => (await page.textContent("h1"))?.trim();

  test("without JavaScript a reader subscribes, is brought papers, marks, changes and leaves", async (t) => {
    const { app, server, site, clock } = await openSite(t);
    const folder = await temporaryFolder(t);
    const context = await browser.newContext({ javaScriptEnabled: false });
    t.after(() => context.close());
    const page = await context.newPage();
    const faults = watch(page, site.url);

    await page.goto(`${site.url}/subscribe`);
    await page.getByLabel("Email address").fill("ada@example.org");
    await page.getByLabel("Papers in a category or field").check();
    await page.getByLabel("Category or field", { exact: true }).fill("physics.class-ph");
    await press(page, "Subscribe");
    assert.equal(await heading(page), "One step is left");
    await app.digests.idle();
    await openMail(page, server, folder);
    await follow(page, "Yes, subscribe me");
    await press(page, "Yes, subscribe me");
    assert.equal(await heading(page), "You are subscribed");
    assert.match((await page.textContent("main")) ?? "", /Papers in physics\.class-ph/);

    clock.advance(24 * HOUR_MS);
    await app.digests.compose(clock.now());
    assert.equal((await app.digests.send({ now: clock.now() })).sent, 1);
    await openMail(page, server, folder);
    await follow(page, "Not interested");
    assert.equal(await heading(page), "Not interested in this one?");
    await press(page, "Not interested");
    assert.equal(await heading(page), "Noted: not interested");

    await openMail(page, server, folder);
    await follow(page, "Earlier issues and feeds");
    assert.equal(await heading(page), "Papers in physics.class-ph");
    await follow(page, "Read this issue");
    assert.equal(await page.getByRole("article").count(), 3);

    await openMail(page, server, folder);
    await follow(page, "Change");
    await page.getByText("Add a digest or alert").click();
    await page.getByLabel("The edition: the best papers of each day").check();
    await press(page, "Add it");
    assert.match((await page.textContent("main")) ?? "", /Saved\..*The daily edition/s);

    await openMail(page, server, folder);
    await follow(page, "Weekly instead");
    await press(page, "Once a week");
    assert.equal(await heading(page), "Once a week it is");
    await follow(page, "Unsubscribe");
    await press(page, "Unsubscribe");
    assert.equal(await heading(page), "This digest is stopped");
    assert.deepEqual(
      faults.filter((fault) => !fault.includes("file:")),
      [],
    );
  });

  test("the form to subscribe is filled in and sent by keys alone, and shows only what is chosen", async (t) => {
    const { site } = await openSite(t);
    const context = await browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`${site.url}/subscribe`);
    await page.getByLabel("Email address").focus();
    await page.keyboard.type("ada@example.org");
    const topic = page.getByLabel("Topic", { exact: true });
    assert.equal(await topic.isVisible(), false);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await topic.isVisible(), true);
    await page.keyboard.press("Tab");
    await page.keyboard.type("small gears");
    assert.equal(await page.getByLabel("On", { exact: true }).isVisible(), false);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/subscribe/check-inbox");
  });
});
