import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { PaperId } from "#papers";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { aRecord } from "../support/papers.ts";
import {
  axeFaults,
  launch,
  noBrowser,
  type RunningSite,
  serveSite,
  sidewaysExcess,
  watch,
} from "./browser.ts";

const PAPER = "2611.00001" as PaperId;

describe("commenting in a browser", { skip: noBrowser }, () => {
  let site: CommunitySite;
  let running: RunningSite;
  let browser: Browser;
  before(async () => {
    site = await openCommunitySite({ records: [aRecord({ arxivId: PAPER })] });
    running = await serveSite({ fetch: (request) => site.fetch(request) });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await running?.close();
    await site?.close();
    assert.deepEqual(site.faults, []);
  });

  async function open(name: string | undefined, options = {}): Promise<[Page, BrowserContext]> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
    if (name) {
      const value = (await site.signIn(name)).split("=")[1]!;
      await context.addCookies([{ name: "session", value, url: running.url }]);
    }
    const page = await context.newPage();
    await page.goto(`${running.url}/papers/${PAPER}`);
    return [page, context];
  }

  test("a comment is seen as it will look, posted, answered and reacted to in place", async () => {
    const [page, context] = await open("ada");
    const faults = watch(page, running.url);
    await page.fill("#w-new", "So $x^2$ **grows**.");
    await page.click("#comments > .write button[formaction]");
    await page.waitForSelector("#comments > .write .md strong");
    await page.click("#comments > .write .btn");
    await page.waitForSelector(".comments .c .md math");
    assert.equal(new URL(page.url()).pathname, `/papers/${PAPER}`);
    assert.equal(await page.inputValue("#w-new"), "");
    assert.equal(await page.textContent("#saved"), "Your comment is saved.");
    await page.click(".c summary:text('Answer')");
    await page.fill(".c .write textarea[id^=w-]", "An answer of my own.");
    await page.click(".c details[open] .write .btn");
    await page.waitForSelector(".answers .c:has-text('An answer of my own.')");
    await page.click(".c-do button:text('Thanks')");
    await page.waitForSelector(".c-do button[aria-pressed=true]:has-text('Thanks 1')");
    assert.deepEqual(faults, []);
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await sidewaysExcess(page), 0);
    await context.close();
  });

  test("everything works without the script", async () => {
    const [page, context] = await open("bob", { javaScriptEnabled: false });
    await page.fill("#w-new", "Without a script.");
    await page.click("#comments > .write button[formaction]");
    assert.equal(await page.textContent("h1"), "Your comment");
    assert.equal(await page.inputValue("textarea"), "Without a script.");
    await page.click(".write .btn");
    assert.match(page.url(), /#c-/);
    assert.match((await page.textContent(".comments")) ?? "", /Without a script\./);
    await context.close();
  });

  test("what is being written survives leaving the page, and the end of the session", async () => {
    const [page, context] = await open("eve");
    await page.fill("#w-new", "A long thought");
    await page.goto(`${running.url}/about`);
    await page.goto(`${running.url}/papers/${PAPER}`);
    assert.equal(await page.inputValue("#w-new"), "A long thought");
    const { id } = await site.accountOf("eve");
    await site.accounts.sessions.revokeAll(id);
    await page.click("#comments > .write .btn");
    await page.waitForURL(/\/login/);
    const value = (await site.signIn("eve")).split("=")[1]!;
    await context.addCookies([{ name: "session", value, url: running.url }]);
    await page.goto(`${running.url}/papers/${PAPER}`);
    assert.equal(await page.inputValue("#w-new"), "A long thought");
    await page.click("#comments > .write .btn");
    await page.waitForSelector(".c:has-text('A long thought')");
    await page.reload();
    assert.equal(await page.inputValue("#w-new"), "");
    await context.close();
  });

  test("a comment that is refused says why, beside the words", async () => {
    const [page, context] = await open("mia");
    const max = await site.actor("max", "moderator");
    const lock = { kind: "lock-paper", paperId: PAPER } as const;
    const { id } = await site.community.moderation.act(max, lock, "Too hot");
    await page.fill("#w-new", "Too late");
    await page.click("#comments > .write .btn");
    await page.waitForSelector("#comments .problem:has-text('closed')");
    assert.equal(await page.inputValue("#w-new"), "Too late");
    await site.community.moderation.undo(max, id, "Cooled down");
    await context.close();
  });
});
