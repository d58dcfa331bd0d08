import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { webParts } from "../../test/support/web-parts.ts";
import { ask, ORIGIN, papers, read } from "../../test/support/week-site.ts";
import { createWeb } from "./web.ts";

describe("every list in every format", () => {
  const lists = ["/index", "/daily/2026-11-20", "/search", "/authors/ada-lovelace", "/weekly"];
  const types = {
    atom: "application/atom+xml",
    rss: "application/rss+xml",
    "feed.json": "application/feed+json",
    json: "application/json",
    md: "text/markdown",
  };
  for (const [format, type] of Object.entries(types)) {
    test(`as ${format}, with a strong tag`, async () => {
      for (const list of lists) {
        const response = await ask(`${list}.${format}`);
        assert.equal(response.status, 200, list);
        assert.ok(response.headers.get("content-type")?.startsWith(type), list);
        assert.match(response.headers.get("etag") ?? "", /^"[\w-]+"$/);
      }
    });
  }

  test("Markdown is also given to who prefers it", async () => {
    const response = await ask("/", { headers: { accept: "text/markdown" } });
    assert.match(response.headers.get("content-type") ?? "", /^text\/markdown/);
  });
});

describe("answers", () => {
  test("every answer carries the strict policy and says nothing to other hosts", async () => {
    for (const path of ["/", "/nothing", "/healthz", "/search"]) {
      const { headers } = await ask(path);
      assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none'/, path);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "same-origin");
    }
  });

  test("pages hold no inline style, script or handler, and load nothing from elsewhere", async () => {
    for (const path of ["/", "/search?q=gears", "/papers/2611.00001", "/subscribe", "/docs"]) {
      const page = await read(path);
      assert.doesNotMatch(page, /<style|\sstyle=|\son\w+="|<script(?![^>]* src="\/assets\/)/, path);
      assert.doesNotMatch(page, /(?:src|<link rel="(?!canonical)[^>]* href)="https?:/, path);
    }
  });

  test("who knows the page is answered 304, in each encoding by its own tag", async () => {
    const plain = (await ask("/")).headers.get("etag") ?? "";
    const packed = await ask("/", { headers: { "accept-encoding": "gzip" } });
    const tag = packed.headers.get("etag") ?? "";
    assert.notEqual(plain, tag);
    const bytes = gunzipSync(Buffer.from(await packed.arrayBuffer()));
    assert.match(bytes.toString(), /Gears of Size/);
    const again = await ask("/", {
      headers: { "if-none-match": `"other", ${tag}`, "accept-encoding": "gzip" },
    });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    assert.match(again.headers.get("content-security-policy") ?? "", /default-src/);
  });

  test("HEAD has the headers of GET and no body", async () => {
    const response = await ask("/about", { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.ok(Number(response.headers.get("content-length")) > 1_000);
    assert.equal(await response.text(), "");
  });

  test("a method that an address does not take is told which it takes", async () => {
    for (const path of ["/about", "/daily/2026-11-20", "/papers/hep-th/9901001", "/assets/x.css"]) {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const response = await ask(path, { method, headers: { origin: ORIGIN } });
        assert.equal(response.status, 405, `${method} ${path}`);
        assert.equal(response.headers.get("allow"), "GET, HEAD, OPTIONS");
        assert.match(response.headers.get("content-security-policy") ?? "", /default-src/);
      }
    }
    const forms = await ask("/subscribe", { method: "OPTIONS" });
    assert.equal(forms.status, 204);
    assert.equal(forms.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
    assert.equal((await ask("/theme")).status, 405);
    assert.equal((await ask("/api/daily_papers", { method: "POST" })).status, 405);
    assert.equal((await ask("/nothing", { method: "DELETE" })).status, 403);
  });

  test("a page behind the last says how many there are", async () => {
    assert.match(await read("/search?q=gears&page=9"), /This list has 1 page\. <a[^>]*>Go to/);
    assert.match(await read("/daily/2026-11-20?page=999999"), /This edition has 2 pages/);
  });

  test("a page that is no list has no formats, and a list not those of a paper", async () => {
    const paths = [
      "/about.md",
      "/archive.atom",
      "/subscribe.json",
      "/healthz.md",
      "/daily.bib",
      "/index.ris",
      "/search.csl.json",
      "/papers/2611.00001.atom",
    ];
    for (const path of paths) assert.equal((await ask(path)).status, 404, path);
  });

  test("an unchanged page is rendered once, and again when a paper has changed", async () => {
    let change = 1;
    let loaded = 0;
    const parts = webParts(papers);
    const web = createWeb({
      ...parts,
      papers: {
        ...parts.papers,
        lastChange: async () => change,
        findMany: (ids) => {
          loaded += 1;
          return parts.papers.findMany(ids);
        },
      },
    });
    await Promise.all([read("/", web), read("/", web), read("/", web)]);
    assert.equal(loaded, 1);
    change = 2;
    await read("/", web);
    assert.equal(loaded, 2);
  });

  test("the pages about the site and its feeds say how papers come to readers", async () => {
    const about = await read("/about");
    assert.match(about, /<a href="\/subscribe">email<\/a>/);
    assert.doesNotMatch(about, /href="\/for-you"/, "here are no accounts");
    assert.match(await read("/feeds"), /<a href="\/subscribe">have something brought<\/a>/);
  });

  test("the theme is read from the cookie, and each theme has a page of its own", async () => {
    const dark = await ask("/about", { headers: { cookie: "a=b; theme=dark" } });
    assert.match(await dark.text(), /<html lang="en" data-theme="dark">/);
    assert.match(dark.headers.get("vary") ?? "", /Cookie/);
    assert.doesNotMatch(await read("/about"), /data-theme/);
  });

  test("assets are served for ever under the hash of their content", async () => {
    const href = /href="(\/assets\/app-\w+\.css)"/.exec(await read("/about"))?.[1] ?? "";
    const style = await ask(href);
    assert.match(style.headers.get("cache-control") ?? "", /immutable/);
    assert.doesNotMatch(await style.text(), /asset:/);
    assert.equal((await ask("/assets/app-0000000000.css")).status, 404);
  });

  test("crawlers, supervisors and browsers get what they ask for", async () => {
    assert.equal(await read("/healthz"), "ok\n");
    assert.match(await read("/readyz"), /"ready":true/);
    assert.match(await read("/robots.txt"), /Disallow: \/unsubscribe/);
    assert.match(await read("/opensearch.xml"), /search\?q=\{searchTerms\}/);
    assert.equal((await ask("/favicon.ico")).status, 302);
  });
});
