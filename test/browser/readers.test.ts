import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import {
  type Browser,
  type BrowserContext,
  launch,
  noBrowser,
  type Page,
  watch,
} from "./browser.ts";
import { addAuthenticator, openReaderSite, PAPER, type ReaderSite, TODAY } from "./reader-site.ts";

const bibtex = `@article{noether1918,
  title = {Invariant Variation Problems},
  author = {Noether, Emmy and Klein, Felix},
  journal = {Example Transactions},
  year = {1918},
  doi = {10.5555/noether.1918}
}`;

/** One journey: each test goes on where the one before it stopped. */
describe("readers in a browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let site: ReaderSite;
  /** Emmy looks after the site, Ada reads it. */
  let emmy: Page;
  let ada: Page;
  let faults: string[];
  before(async () => {
    site = await openReaderSite();
    browser = await launch();
    emmy = await (await newContext()).newPage();
    ada = await (await newContext()).newPage();
    await addAuthenticator(emmy);
    await addAuthenticator(ada);
    faults = watch(ada, site.url);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  function newContext(options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
    return browser.newContext({ reducedMotion: "reduce", ...options });
  }
  const heading = async (page: Page) => (await page.textContent("h1"))?.trim() ?? "";
  const press = (page: Page, name: string | RegExp) =>
    page
      .getByRole("button", { name, exact: typeof name === "string" })
      .first()
      .click();
  const paper = () => `${site.url}/papers/${PAPER}`;

  async function addPasskey(page: Page): Promise<void> {
    await page.goto(`${site.url}/settings/passkeys`);
    await page.getByLabel("Name of the device").fill("The desk");
    await press(page, "Add a passkey");
    await page.getByText("The desk").first().waitFor();
  }

  async function signOut(page: Page): Promise<void> {
    await page.goto(`${site.url}/about`);
    await page.click(".who summary");
    await press(page, "Sign out");
    await page.getByRole("link", { name: "Sign in" }).first().waitFor();
  }

  async function signInWithPasskey(page: Page): Promise<void> {
    await page.goto(`${site.url}/login`);
    await press(page, "Use a passkey");
    await page.locator(".who").waitFor();
  }

  test("the first administrator comes by the token, adds a passkey and signs in with it", async () => {
    const token = await site.accounts.setup.issue();
    await emmy.goto(`${site.url}/setup?t=${token}`);
    await emmy.getByLabel("Your name").fill("Emmy Noether");
    await emmy.getByLabel("Short name").fill("emmy");
    await press(emmy, "Make the account");
    await emmy.locator(".who").waitFor();
    await addPasskey(emmy);
    await signOut(emmy);
    await signInWithPasskey(emmy);
    await emmy.goto(`${site.url}/admin/users`);
    assert.match(await heading(emmy), /accounts/i);
    const again = await emmy.goto(`${site.url}/setup?t=${token}`);
    assert.equal(again?.status(), 404);
  });

  test("a reader comes by a code, adds a passkey and signs in with it", async () => {
    await ada.goto(`${site.url}/login`);
    await ada.getByLabel("Email address").fill("ada@example.org");
    await press(ada, "Send me a code");
    await ada.getByLabel("Code of six digits").fill(await site.codeFor("ada@example.org"));
    await press(ada, "Sign in");
    await ada.locator(".who").waitFor();
    await ada.getByLabel("Name", { exact: false }).first().waitFor();
    await addPasskey(ada);
    await signOut(ada);
    await signInWithPasskey(ada);
    assert.deepEqual(faults, []);
  });

  test("a vote counts at once, stays, and is taken back with the keyboard", async () => {
    await ada.goto(`${site.url}/daily/${TODAY}`);
    const votes = ada.locator(".votes button").nth(2);
    const name = await votes.getAttribute("formaction");
    const before = Number(await votes.locator("b").textContent());
    await votes.click();
    await ada.locator(`button[formaction="${name}"][aria-pressed="true"]`).waitFor();
    await ada.goto(`${site.url}/daily/${TODAY}`);
    const kept = ada.locator(`.votes button[formaction="${name}"]`).first();
    assert.equal(await kept.getAttribute("aria-pressed"), "true");
    assert.equal(Number(await kept.locator("b").textContent()), before + 1);
    await kept.focus();
    await ada.keyboard.press("Enter");
    await ada.locator(`button[formaction="${name}"][aria-pressed="false"]`).first().waitFor();
    assert.deepEqual(faults, []);
  });

  test("without JavaScript a vote is a form that comes back to the page", async () => {
    const context = await newContext({ javaScriptEnabled: false });
    await context.addCookies(await ada.context().cookies());
    const page = await context.newPage();
    await page.goto(paper());
    await page.locator(".votes button").first().click();
    assert.match(page.url(), new RegExp(`/papers/${PAPER}`));
    const button = page.locator(".votes button").first();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.equal((await button.locator("b").textContent())?.trim(), "1");
    await context.close();
  });

  test("a comment is shown with its formula set", async () => {
    await ada.goto(paper());
    await ada
      .locator("#comments textarea")
      .first()
      .fill("The bound holds for $x^2 + 1$, *I think*.");
    await ada.locator("#comments").getByRole("button", { name: "Comment", exact: true }).click();
    const said = ada.locator("#comments .c .md").first();
    await said.waitFor();
    assert.equal(await said.locator("math msup").count(), 1);
    assert.equal(await said.locator("em").textContent(), "I think");
    assert.deepEqual(faults, []);
  });

  test("a paper is brought by BibTeX, and what becomes of it is told", async () => {
    await ada.goto(`${site.url}/submit`);
    await ada.getByText("By BibTeX").click();
    await ada.getByLabel("One BibTeX entry").fill(bibtex);
    await ada.locator("details[open]").getByRole("button", { name: "Submit" }).click();
    await ada.waitForURL(/\/submissions\//);
    assert.notEqual(await heading(ada), "");
    await ada.goto(`${site.url}/submissions`);
    assert.match((await ada.textContent("main")) ?? "", /Invariant Variation Problems|noether1918/);
    assert.deepEqual(faults, []);
  });

  test("a claim waits for a moderator, who grants it, and the paper shows it", async () => {
    await ada.goto(`${paper()}/claim`);
    await ada.getByLabel("Ada Lovelace").check();
    await ada.locator("textarea[name=evidence]").fill("https://example.org/~ada");
    await press(ada, "Claim");
    await ada.waitForURL(/\/claims\//);
    const claim = ada.url();
    await emmy.goto(claim.replace(/#.*$/, ""));
    await emmy.locator("input[name=reason]").first().fill("Her page names the paper.");
    await press(emmy, "Grant it");
    await ada.goto(paper());
    assert.equal(await ada.locator(".claimed").count(), 1);
    assert.deepEqual(faults, []);
  });

  test("a moderator closes the comments with a reason that all can read, and opens them again", async () => {
    await emmy.goto(paper());
    await emmy.getByText("Close the comments", { exact: true }).click();
    await emmy.locator("details[open] input[name=reason]").last().fill("Too warm.");
    await press(emmy, "Close the comments, with this reason");
    await ada.goto(paper());
    assert.match((await ada.textContent("#comments")) ?? "", /closed the comments/);
    await undo("Too warm.");
    await ada.goto(paper());
    assert.equal(await ada.locator("#comments textarea").first().isVisible(), true);
  });

  test("a paper that is hidden is gone for everybody, until it is shown again", async () => {
    await emmy.goto(paper());
    await emmy.getByText("Hide", { exact: true }).click();
    await emmy.locator("details[open] input[name=reason]").last().fill("Spam, it seems.");
    await press(emmy, "Hide, with this reason");
    assert.equal((await ada.goto(paper()))?.status(), 404);
    await undo("Spam, it seems.");
    assert.equal((await ada.goto(paper()))?.status(), 200);
  });

  async function undo(reason: string): Promise<void> {
    await emmy.goto(`${site.url}/moderation`);
    const entry = emmy.locator("li.c", { hasText: reason }).first();
    await entry.getByText("Undo", { exact: true }).click();
    await entry.locator("input[name=reason]").fill("A mistake.");
    await entry.getByRole("button", { name: /Undo/ }).click();
    await emmy.getByText("A mistake.").first().waitFor();
  }

  test("a reader takes all data away as one file", async () => {
    await ada.goto(`${site.url}/settings/data`);
    const [download] = await Promise.all([
      ada.waitForEvent("download"),
      press(ada, "Export as JSON"),
    ]);
    const text = await readFile((await download.path()) ?? "", "utf8");
    const data = JSON.parse(text);
    assert.equal(data.account.account.email, "ada@example.org");
    for (const said of ["The bound holds", PAPER, "noether1918", "https://example.org/~ada"]) {
      assert.ok(text.includes(said), said);
    }
  });

  test("a provider signs in, without JavaScript too", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${site.url}/login?next=/archive`);
      await press(page, "Sign in with Example University");
      await page.locator(".who").waitFor();
      assert.ok(page.url().startsWith(site.url), page.url());
      await context.close();
    }
  });

  test("a reader deletes the account: the name goes, what others answered stays", async () => {
    await ada.goto(`${site.url}/settings/data`);
    const label = ada.getByLabel(/^Type .* to confirm$/);
    const words = await ada.locator("label", { hasText: "to confirm" }).textContent();
    await label.fill(/^Type (.*) to confirm$/.exec(words ?? "")?.[1] ?? "");
    await press(ada, "Delete my account");
    await ada.getByRole("link", { name: "Sign in" }).first().waitFor();
    await ada.goto(paper());
    const thread = (await ada.textContent("#comments")) ?? "";
    assert.match(thread, /The bound holds/);
    assert.doesNotMatch(thread, /ada/i);
    const cookies = await ada.context().cookies();
    assert.deepEqual(
      cookies.filter(({ name, value }) => name.endsWith("session") && value !== ""),
      [],
    );
    assert.deepEqual(site.faults, []);
  });
});
