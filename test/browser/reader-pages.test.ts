import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeFaults, type Browser, launch, noBrowser, sidewaysExcess, watch } from "./browser.ts";
import { enterAs, openFilledReaderSite, type SeenPage } from "./filled-reader-site.ts";

const openEveryFold =
  "for (const fold of document.querySelectorAll('details:not(.menu)')) fold.open = true";

type Site = Awaited<ReturnType<typeof openFilledReaderSite>>;

describe("pages of readers in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let site: Site;
  before(async () => {
    site = await openFilledReaderSite();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(
    who: SeenPage["who"],
    options: Parameters<Browser["newContext"]>[0],
  ): Promise<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["newPage"]>> {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    if (who) await enterAs(context, site, who);
    return context.newPage();
  }
  const people = [undefined, "ada", "emmy", "maria"] as const;
  const pagesOf = (who: SeenPage["who"]) => site.pages.filter((page) => page.who === who);

  for (const who of people) {
    const name = who ?? "a stranger";
    test(`what ${name} sees has no fault that axe finds, in both themes and widths`, async () => {
      const page = await open(who, { bypassCSP: true });
      const faults: string[] = [];
      for (const { path } of pagesOf(who)) {
        const response = await page.goto(site.url + path);
        assert.equal(response?.status(), 200, path);
        for (const width of [1360, 390]) {
          await page.setViewportSize({ width, height: 1000 });
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            if (colorScheme === "dark") await page.evaluate(openEveryFold);
            for (const fault of await axeFaults(page)) {
              faults.push(`${path} ${width} px, ${colorScheme}: ${fault}`);
            }
          }
        }
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    });

    test(`nothing ${name} sees scrolls sideways at 320 px, asks another host or complains`, async () => {
      const page = await open(who, { viewport: { width: 320, height: 800 } });
      const faults = watch(page, site.url);
      for (const { path } of pagesOf(who)) {
        await page.goto(site.url + path);
        const folded = await sidewaysExcess(page);
        if (folded > 0) faults.push(`${path} is ${folded} px too wide`);
        await page.evaluate(openEveryFold);
        const open = await sidewaysExcess(page);
        if (open > folded) faults.push(`${path}, unfolded, is ${open} px too wide`);
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
});
