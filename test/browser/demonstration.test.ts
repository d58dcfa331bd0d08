import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fixedClock } from "#platform";
import { createWeb } from "#web";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { openDemonstration } from "../../src/demonstration.ts";
import {
  axeFaults,
  type Browser,
  launch,
  noBrowser,
  type RunningSite,
  serveSite,
  watch,
} from "./browser.ts";

const picture = new URL("../../docs/front-page.png", import.meta.url);
const MAX_PICTURE_BYTES = 300 * 1024;

describe("the demonstration edition in a browser", { skip: noBrowser }, () => {
  let dataDir: string;
  let app: App;
  let shown: App;
  let browser: Browser;
  let site: RunningSite;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "broadsheet-pages-"));
    const clock = fixedClock("2026-11-20T08:00:00Z");
    app = await createApp(readConfig({ LOG_LEVEL: "silent" }), { dataDir, clock });
    shown = await openDemonstration(app);
    const { papers, search, editions, site: address, log } = shown;
    const parts = { papers, search, editions, site: address, clock, log };
    site = await serveSite(createWeb({ ...parts, notices: () => [] }));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await shown?.close();
    await app?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("front page, search and paper are whole, calm and without fault", async () => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
    const page = await context.newPage();
    const faults = watch(page, site.url);
    await page.goto(site.url);
    assert.match((await page.textContent("h1")) ?? "", /Friday, 20 November 2026/);
    assert.ok((await page.locator(".paper").count()) >= 20);
    await page.fill("header [type=search]", "attention");
    await page.press("header [type=search]", "Enter");
    await page.locator(".hit h2 mark").first().waitFor();
    await page.locator(".hit h2 a").first().click();
    await page.locator(".abstract").waitFor();
    assert.ok((await page.locator("#similar li").count()) > 0);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("axe finds no fault on them", async () => {
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const path of ["/", "/search?q=attention+networks", "/papers/1706.03762"]) {
      await page.goto(site.url + path);
      assert.deepEqual(await axeFaults(page), [], path);
    }
    await context.close();
  });

  test("the picture of the README is this page", async (t) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.goto(site.url);
    await page.evaluate("document.fonts.ready");
    const bytes = await page.screenshot();
    assert.ok(bytes.length <= MAX_PICTURE_BYTES, `${bytes.length} bytes`);
    if (process.env.UPDATE_PICTURES) {
      await mkdir(new URL(".", picture), { recursive: true });
      await writeFile(picture, bytes);
    } else {
      t.diagnostic("UPDATE_PICTURES=1 writes docs/front-page.png");
    }
    await context.close();
  });
});
