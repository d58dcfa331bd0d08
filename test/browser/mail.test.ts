import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { parsePeriod } from "#editions";
import { parseDay } from "#platform";
import { openTestApp } from "../support/app.ts";
import { aWish } from "../support/digests.ts";
import { readMail, startMailServer } from "../support/mail-server.ts";
import { aRecord } from "../support/papers.ts";
import { temporaryFolder } from "../support/program.ts";
import { axeFaults, launch, noBrowser, sidewaysExcess } from "./browser.ts";

const widths = [700, 390, 320];
const schemes = ["light", "dark"] as const;

/** The HTML of a confirmation and of a digest with titles of all kinds. */
async function mailsOf(t: TestContext): Promise<Record<string, string>> {
  const server = await startMailServer();
  t.after(() => server.close());
  const app = await openTestApp(t, {
    environment: { SMTP_URL: server.url, MAIL_FROM: "papers@example.org" },
  });
  const titles = ["A Plain Title", `An ${"unbreakable".repeat(30)} Word`, "<b>Marked</b> & Quoted"];
  const records = titles.map((title) => aRecord({ title, announcedOn: "2026-11-20" }));
  await app.papers.ingest(records, parseDay("2026-11-20"));
  await app.editions.follow(app.papers);
  const { html: digest } = await app.digests.preview(parsePeriod("2026-11-20"));
  await app.digests.subscribe({ email: "ada@example.org", ...aWish() });
  await app.digests.idle();
  const { html: confirmation = "" } = await readMail(server.mails[0]!);
  // With everything a mail can hold: reasons, a summary, replies.
  const personal = await readFile(new URL("../golden/digest.html", import.meta.url), "utf8");
  return { digest, personal, confirmation };
}

test("mails fit every width, ask nobody for anything, and pass axe, light and dark", {
  skip: noBrowser,
}, async (t) => {
  const folder = await temporaryFolder(t);
  const browser = await launch();
  t.after(() => browser.close());
  for (const [name, html] of Object.entries(await mailsOf(t))) {
    const file = join(folder, `${name}.html`);
    await writeFile(file, html);
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const place = `${name}, ${colorScheme}, ${width} px`;
        assert.equal(await sidewaysExcess(page), 0, place);
        assert.deepEqual(await axeFaults(page), [], place);
      }
      assert.deepEqual(asked.slice(1), [], name);
      await context.close();
    }
  }
});
