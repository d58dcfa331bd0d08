import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createWeb } from "#web";
import { aWeekOfPapers } from "../support/web-papers.ts";
import { webParts } from "../support/web-parts.ts";
import {
  type Browser,
  launch,
  noBrowser,
  type Page,
  type RunningSite,
  serveSite,
  watch,
} from "./browser.ts";

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.textContent(selector)) ?? "";
}

describe("reading in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let site: RunningSite;
  before(async () => {
    site = await serveSite(createWeb(webParts(aWeekOfPapers())));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page in a context of its own and closes it when the test is done. */
  async function withPage(
    options: Parameters<Browser["newContext"]>[0],
    act: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const faults = watch(page, site.url);
    await act(page);
    assert.deepEqual(faults, []);
    await context.close();
  }

  test("a reader without JavaScript searches, filters, sorts and opens a paper", async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(site.url);
      await page.fill("header [type=search]", "theoretical framework");
      await page.press("header [type=search]", "Enter");
      assert.match(await textOf(page, "h1"), /^\d+ results?/);
      await page.click("text=New");
      assert.match(page.url(), /sort=new/);
      await page.click(".hit h2 a");
      assert.match(await textOf(page, "h1"), /Gears of Size/);
    });
  });

  test("the theme switch works without JavaScript and is remembered by the server", async () => {
    await withPage({ javaScriptEnabled: false, colorScheme: "light" }, async (page) => {
      await page.goto(`${site.url}/about`);
      await page.click(".ear .to-dark");
      assert.equal(page.url(), `${site.url}/about`);
      assert.equal(await page.getAttribute("html", "data-theme"), "dark");
      await page.click(".ear .to-light");
      assert.equal(await page.getAttribute("html", "data-theme"), "light");
    });
  });

  test("the theme switch works at once with JavaScript and stays", async () => {
    await withPage({ colorScheme: "dark" }, async (page) => {
      await page.goto(`${site.url}/about`);
      await page.click(".ear .to-light");
      assert.equal(await page.getAttribute("html", "data-theme"), "light");
      await page.goto(`${site.url}/feeds`);
      assert.equal(await page.getAttribute("html", "data-theme"), "light");
    });
  });

  test("keys walk through the papers, open one, turn the edition and search", async () => {
    await withPage({}, async (page) => {
      await page.goto(site.url);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      const second = page.locator(".paper").nth(1);
      assert.equal(await second.getAttribute("data-active"), "");
      const title = await second.locator("h2").textContent();
      await page.keyboard.press("o");
      await page.waitForURL(/\/papers\//);
      assert.equal(await textOf(page, "h1"), title);
      await page.goBack();
      await page.keyboard.press("h");
      await page.waitForURL(/\/daily\/2026-11-19/);
      await page.keyboard.press("/");
      await page.keyboard.type("gears");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/search\?q=gears/);
      await page.keyboard.press("Tab");
      await page.locator("h1").click();
      await page.keyboard.press("g");
      await page.keyboard.press("a");
      await page.waitForURL(/\/archive$/);
    });
  });

  test("single keys can be switched off, and stay off", async () => {
    await withPage({}, async (page) => {
      await page.goto(`${site.url}/shortcuts`);
      await page.uncheck("#keys-on");
      await page.goto(site.url);
      await page.keyboard.press("j");
      assert.equal(await page.locator("[data-active]").count(), 0);
    });
  });

  test("results follow the typing, and their number is announced", async () => {
    await withPage({}, async (page) => {
      await page.goto(`${site.url}/search`);
      await page.fill("#q", "theoretical framework");
      await page.waitForURL(/q=theoretical\+framework/);
      assert.match(await textOf(page, "#announce"), /^\d+ results? for “theoretical framework”/);
      assert.match(await textOf(page, ".hit h2"), /Theoretical Framework/);
      assert.equal((await page.locator(".hit mark").count()) > 0, true);
    });
  });

  test("on a phone the menu pushes the page down and closes with Escape", async () => {
    await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(site.url);
      await page.click(".menu summary");
      assert.equal(await page.locator(".menu .theme:visible").count(), 1);
      const menu = await page.locator(".menu ul").boundingBox();
      const search = await page.locator("header [type=search]").boundingBox();
      assert.ok(menu && search && menu.y + menu.height <= search.y, "the menu covers nothing");
      await page.click(".menu .to-dark");
      assert.equal(await page.getAttribute("html", "data-theme"), "dark");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".menu[open]").count(), 0);
    });
  });

  test("the whole page can be reached with the Tab key, beginning with the skip link", async () => {
    await withPage({}, async (page) => {
      await page.goto(`${site.url}/papers/2611.00001`);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate("document.activeElement.className"), "skip");
      const links = await page.locator("a:visible, button:visible, summary:visible").count();
      const seen = new Set<unknown>();
      for (let step = 0; step < links + 20; step += 1) {
        await page.keyboard.press("Tab");
        seen.add(await page.evaluate("document.activeElement.outerHTML"));
      }
      assert.ok([...seen].some((element) => String(element).includes("Cite")));
      assert.ok([...seen].some((element) => String(element).includes("/shortcuts")));
    });
  });
});
