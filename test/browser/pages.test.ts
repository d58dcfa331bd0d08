import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createWeb } from "#web";
import { subscriberDesk } from "../support/subscriber-desk.ts";
import { aWeekOfPapers } from "../support/web-papers.ts";
import { webParts } from "../support/web-parts.ts";
import {
  axeFaults,
  type Browser,
  launch,
  noBrowser,
  type RunningSite,
  serveSite,
  sidewaysExcess,
  watch,
} from "./browser.ts";

const pages = [
  "/",
  "/daily/2026-11-19?sort=new",
  "/weekly/2026-W47?page=2",
  "/daily/2026-11-01",
  "/archive",
  "/search",
  "/search?q=theoretical+framework",
  "/search?q=gears&category=math.GT&from=2026",
  "/search?q=nothing+such&category=math.GT&has=code",
  "/papers/2611.00001",
  "/papers/hep-th/9901001",
  "/papers/p-0123456789ab",
  "/papers/2611.00001/similar",
  "/authors/ada-lovelace",
  "/orgs/institute-of-things",
  "/feeds",
  "/about",
  "/ranking",
  "/shortcuts",
  "/docs",
  "/subscribe",
  "/subscribe/check-inbox",
  "/subscribe/confirm?t=token",
  "/preferences?t=token&saved=1",
  "/preferences/digest-000000002?t=token",
  "/unsubscribe?t=token",
  "/unsubscribe?t=stop",
  "/unsubscribe/weekly?t=stop",
  "/mark?t=token&m=less",
  "/digests/rTOKEN",
  "/digests/rTOKEN/2026-11-20",
  "/nothing/here",
  "/daily/2026-02-30",
];

const openEveryFold = "for (const fold of document.querySelectorAll('details')) fold.open = true";

describe("pages in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let site: RunningSite;
  before(async () => {
    const notices = () => [{ kind: "warning" as const, text: "arXiv could not be reached." }];
    site = await serveSite(
      createWeb(webParts(aWeekOfPapers(), { digests: subscriberDesk, notices })),
    );
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const path of pages) {
    test(`${path} has no fault that axe finds, in both themes and widths`, async () => {
      const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(site.url + path);
      for (const width of [1360, 390]) {
        await page.setViewportSize({ width, height: 1000 });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          if (colorScheme === "dark") await page.evaluate(openEveryFold);
          assert.deepEqual(await axeFaults(page), [], `${width} px, ${colorScheme}`);
        }
      }
      await context.close();
    });
  }

  test("no page scrolls sideways at 320 px, asks another host or complains", async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    const faults = watch(page, site.url);
    for (const path of pages) {
      await page.goto(site.url + path);
      const excess = await sidewaysExcess(page);
      assert.ok(excess <= 0, `${path} is ${excess} px too wide`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
});
