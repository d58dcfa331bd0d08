import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { parsePeriod } from "#editions";
import { fixedClock } from "#platform";
import { createWeb } from "#web";
import type { App } from "../../src/app.ts";
import { addresses } from "../../src/web/addresses.ts";
import { openTestApp } from "../support/app.ts";
import {
  fillWithPayloads,
  type HostilePlaces,
  hostileDays,
  hostileFields,
  hostilePayloads,
} from "../support/hostile-site.ts";
import { launch, noBrowser, type RunningSite, serveSite } from "./browser.ts";

/** Documents shown at once. */
const BATCH = 24;
/** Payloads whose pages are opened one by one, under the site's own headers. */
const OPENED = 12;

/** Nothing of these runs a payload; the script is left to the pages that it changes most. */
const STYLES = /<link rel="(?:stylesheet|preload)"[^>]*>/g;
const STYLES_AND_SCRIPT =
  /<link rel="(?:stylesheet|preload)"[^>]*>|<script type="module" src="\/assets\/[\w.-]+"><\/script>/g;

/** Says so when a payload has run, or the page's policy had to stop something. */
const watchFrame = `
  Object.defineProperty(window, "pwned", { set: () => console.error("XSS: ran"), get: () => 0 });
  for (const name of ["alert", "confirm", "prompt"]) window[name] = () => console.error("XSS: asked");
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error("CSP: " + event.violatedDirective + " " + event.blockedURI));
`;

/**
 * Shows documents in frames, and returns the elements that have run nothing yet but would once
 * a reader touches them.
 */
const showAll = `async (markups) => {
  const isLive = ({ name, value }) =>
    /^on/i.test(name) ||
    (/^(href|src|action|formaction|data|xlink:href|srcdoc)$/i.test(name) &&
      /^(javascript|vbscript|data):/i.test(value.replace(/[^!-~]/g, "")));
  document.body.replaceChildren();
  const frames = markups.map((markup) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((resolve) => { frame.onload = resolve; });
    frame.srcdoc = markup;
    document.body.append(frame);
    return { frame, loaded };
  });
  await Promise.all(frames.map(({ loaded }) => loaded));
  // Handlers of images and of focus come after the document.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return frames.flatMap(({ frame }) =>
    [...frame.contentDocument.querySelectorAll("*")]
      .filter((element) => [...element.attributes].some(isLive))
      .map((element) => element.outerHTML.slice(0, 200)));
}`;

function bareDocument(): Response {
  const headers = { "content-type": "text/html" };
  return new Response("<!doctype html><title>bare</title>", { headers });
}

test("texts that try to run", { skip: noBrowser, timeout: 900_000 }, async (t) => {
  let app: App;
  let running: RunningSite;
  let browser: Browser;
  let context: BrowserContext;
  let places: readonly HostilePlaces[];
  let cookie: string;
  let fetchPage: (path: string) => Promise<Response>;
  const faults: string[] = [];
  let documents = 0;

  await setUp();
  async function setUp(): Promise<void> {
    app = await openTestApp(t, { clock: fixedClock("2026-11-20T12:00:00Z") });
    const filled = await fillWithPayloads(app);
    places = filled.places;
    cookie = `session=${filled.moderator}`;
    const { papers, search, editions, accounts, community, clock, log, site } = app;
    const parts = { papers, search, editions, accounts, community, clock, log, site };
    const web = createWeb({ ...parts, notices: () => [], limits: "off" });
    fetchPage = async (path) => web.fetch(new Request(site.url + path, { headers: { cookie } }));
    // `/bare` is of the site's own origin but has no policy: what runs there is stopped by nothing.
    running = await serveSite({
      fetch: (request) => (request.url.endsWith("/bare") ? bareDocument() : web.fetch(request)),
    });
    browser = await launch();
    context = await browser.newContext();
    await context.addInitScript(watchFrame);
    context.on("console", (message) => {
      if (/^(?:XSS|CSP): /.test(message.text()))
        faults.push(`${message.page()?.url()} ${message.text()}`);
    });
    context.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    context.on("request", (request) => {
      const url = request.url();
      const isOwn = url.startsWith(running.url) || url.startsWith(site.url);
      if (!isOwn && !/^(?:data:|about:|blob:)/.test(url)) faults.push(`request to ${url}`);
    });
  }
  t.after(async () => {
    await browser?.close();
    await running?.close();
  });

  /** Shows documents in frames without any policy, and looks them through. */
  async function show(page: Page, markups: readonly string[]): Promise<void> {
    for (let start = 0; start < markups.length; start += BATCH) {
      const some = markups.slice(start, start + BATCH);
      documents += some.length;
      const found = await page.evaluate<string[]>(`(${showAll})(${JSON.stringify(some)})`);
      assert.deepEqual(found, []);
    }
  }

  async function bare(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${running.url}/bare`);
    return page;
  }

  const pagesOf = (one: HostilePlaces): string[] => [
    addresses.paper(one.paper),
    addresses.comment(one.comment),
    `${addresses.comment(one.comment)}/history`,
    addresses.person(one.person),
    addresses.collection(one.collection),
    `/submissions/${one.submission}`,
    `/claims/${one.claim}`,
  ];
  const lists = (): string[] => [
    ...hostileDays.map((day) => `/daily/${day}`),
    "/comments",
    "/moderation",
    "/moderation/queue",
    "/submissions",
    "/collections",
    "/trending",
    "/search?q=paper",
    "/search?q=Ada",
  ];

  await t.test("the browser of this test notices what runs", async () => {
    const page = await bare();
    const before = faults.length;
    await show(page, ["<svg onload=window.pwned=1></svg>"]).catch(() => undefined);
    assert.ok(faults.length > before, "a payload on a page without care runs");
    faults.length = before;
    await page.close();
  });

  await t.test("run on no page, whatever they stand in, even without the policy", async () => {
    const page = await bare();
    const paths = [...places.flatMap(pagesOf), ...lists()];
    let telling = 0;
    for (let start = 0; start < paths.length; start += BATCH) {
      const some = await Promise.all(paths.slice(start, start + BATCH).map(htmlOf));
      telling += some.filter((markup) => markup.includes("pwned")).length;
      await show(page, some);
    }
    assert.ok(telling > 0.9 * paths.length, `${telling} of ${paths.length} say a payload`);
    assert.deepEqual(faults, []);
  });

  async function htmlOf(path: string): Promise<string> {
    const response = await fetchPage(path);
    assert.equal(response.status, 200, path);
    const markup = await response.text();
    const own = path.startsWith("/papers/") ? STYLES : STYLES_AND_SCRIPT;
    return markup.replace(own, "");
  }

  await t.test("run in no feed as a reader of feeds shows it, and in no mail", async () => {
    const page = await bare();
    const said: string[] = [];
    for (const list of [...hostileDays.map((day) => `/daily/${day}`), "/comments", "/moderation"]) {
      const feed = await (await fetchPage(`${list}.feed.json`)).json();
      for (const item of (feed as { items: { content_html: string }[] }).items) {
        said.push(item.content_html);
      }
    }
    for (const { paper } of places) {
      const feed = await (await fetchPage(`${addresses.paper(paper)}/comments.feed.json`)).json();
      for (const item of (feed as { items: { content_html: string }[] }).items) {
        said.push(item.content_html);
      }
    }
    for (const day of hostileDays) said.push((await app.digests.preview(parsePeriod(day))).html);
    await show(page, said);
    assert.deepEqual(faults, []);
  });

  await t.test("are stopped before the policy has to, on pages opened as they are", async () => {
    const secure = await context.newPage();
    await context.addCookies([
      { name: "session", value: cookie.slice("session=".length), url: running.url },
    ]);
    const step = Math.ceil(places.length / OPENED);
    const some = places.filter((_, index) => index % step === 0);
    const feeds = ["/comments", "/moderation", `/daily/${hostileDays[0]}`].flatMap((list) =>
      ["atom", "rss", "feed.json", "json", "md"].map((format) => `${list}.${format}`),
    );
    const papers = some.flatMap(({ paper }) =>
      ["json", "md", "csl.json"].map((format) => `${addresses.paper(paper)}.${format}`),
    );
    const few = lists().filter((path, index) => index % 5 === 0 || !path.startsWith("/daily/"));
    for (const path of [...some.flatMap(pagesOf), ...few, ...feeds.filter(isShown)]) {
      const response = await secure.goto(running.url + path, { waitUntil: "load" });
      assert.equal(response?.status(), 200, path);
      documents++;
    }
    for (const path of [...feeds, ...papers]) {
      const { headers } = await fetchPage(path);
      assert.doesNotMatch(headers.get("content-type") ?? "", /html|^$/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'; sandbox/);
      documents++;
    }
    assert.deepEqual(faults, []);
  });

  /** The browser's own view of XML breaks the policy of the feed with its own style. */
  function isShown(path: string): boolean {
    return !/\.(?:atom|rss)$/.test(path);
  }

  t.diagnostic(
    `${hostilePayloads.length} payloads × ${hostileFields.length} fields on ${documents} documents: ${faults.length} executions and reports of the policy`,
  );
});
