import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { AppError } from "#platform";
import { aPaper } from "../../test/support/papers.ts";
import { aWeekOfPapers } from "../../test/support/web-papers.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

const ORIGIN = "http://127.0.0.1:3000";
const papers = aWeekOfPapers();
const site = createWeb(webParts(papers));

function ask(path: string, init?: RequestInit, web = site): Promise<Response> {
  return Promise.resolve(web.fetch(new Request(ORIGIN + path, init)));
}

async function read(path: string, web = site): Promise<string> {
  const response = await ask(path, undefined, web);
  return response.text();
}

describe("editions", () => {
  test("the front page shows the newest edition, its lead first", async () => {
    const page = await read("/");
    assert.match(page, /<title>Papers for Friday, 20 November 2026 — Broadsheet<\/title>/);
    assert.ok(page.indexOf("Gears of Size") < page.indexOf("Also in this edition"));
    assert.match(page, /54 papers · still filling/);
  });

  test("the second page goes on where the first ended and says where the next is", async () => {
    const page = await read("/daily/2026-11-20?page=2");
    assert.match(page, /aria-hidden="true">51<\/span>/);
    assert.doesNotMatch(page, /class="paper lead"/);
  });

  test("addresses of another site's habit lead to ours for good", async () => {
    const moves = {
      "/papers/date/2026-11-20": "/daily/2026-11-20",
      "/papers/week/2026-W47": "/weekly/2026-W47",
      "/papers/month/2026-11": "/monthly/2026-11",
    };
    for (const [from, to] of Object.entries(moves)) {
      const response = await ask(from);
      assert.equal(response.status, 308);
      assert.equal(response.headers.get("location"), to);
    }
  });

  test("a day without papers says why and names the nearest", async () => {
    assert.match(await read("/daily/2026-11-01"), /on Saturdays and Sundays/);
    assert.match(await read("/daily/2026-11-27"), /This day has not begun/);
    assert.match(await read("/daily/2026-11-27"), /href="\/daily\/2026-11-20"/);
    const empty = createWeb(webParts([]));
    assert.match(await read("/", empty), /There are no papers here yet/);
  });

  test("a day that is not in the calendar is not found, and the nearest is offered", async () => {
    const response = await ask("/daily/2026-11-31");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /is no day of the calendar/);
  });

  test("notices stand above every page, and a new one is shown at once", async () => {
    let notices: { kind: "warning"; text: string }[] = [];
    const web = createWeb(webParts(papers, { notices: () => notices }));
    assert.doesNotMatch(await read("/about", web), /could not be reached/);
    notices = [{ kind: "warning", text: "arXiv could not be reached." }];
    assert.match(await read("/about", web), /arXiv could not be reached/);
  });
});

describe("papers", () => {
  test("ids with slashes, colons and endings like a format have a page", async () => {
    for (const path of ["/papers/hep-th/9901001", "/papers/doi:10.5555/gears%2Ejson"]) {
      assert.equal((await ask(path)).status, 200, path);
    }
  });

  test("another name of a paper leads to its page, in the format asked for", async () => {
    const response = await ask("/papers/2611.00001v2");
    assert.equal(response.status, 308);
    assert.equal(response.headers.get("location"), "/papers/2611.00001");
    const bibtex = await ask("/papers/2611.00001v2.bib");
    assert.equal(bibtex.headers.get("location"), "/papers/2611.00001.bib");
  });

  test("titles and abstracts are shown with their TeX and can not break out", async () => {
    assert.match(await read("/papers/2611.00001"), /<math/);
    const page = await read("/papers/hep-th/9901001");
    assert.match(page, /Strings &amp; &lt;Branes&gt;/);
    const hostile = aPaper({ title: '"><script>alert(1)</script>', abstract: "<img src=x>" });
    const shown = await read(`/papers/${hostile.id}`, createWeb(webParts([hostile])));
    assert.doesNotMatch(shown, /<script>|<img/);
  });

  test("a link that is not of the web is not made into one", async () => {
    const paper = papers.find((one) => one.links.some((link) => /^javascript:/.test(link.url)));
    assert.doesNotMatch(await read(`/papers/${paper?.id}`), /="javascript:/);
  });

  test("a paper that is not indexed yet has a page without neighbours", async () => {
    const similar = async () => {
      throw new AppError("not_found", "not in the index");
    };
    const parts = webParts(papers);
    const web = createWeb({ ...parts, search: { ...parts.search, similar } });
    const page = await read("/papers/2611.00001", web);
    assert.match(page, /Gears of Size/);
    assert.doesNotMatch(page, /Similar papers/);
  });

  test("an unknown paper is not found", async () => {
    const response = await ask("/papers/2699.99999");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /There is no paper “2699.99999” here/);
    assert.equal((await ask("/papers/%E0%A4%A")).status, 404);
  });
});

describe("search", () => {
  test("results carry marks, facets, and each filter as a link that removes it", async () => {
    const page = await read("/search?q=gears&category=math.GT&sort=new");
    assert.match(page, /<mark>/);
    assert.match(page, /value="math.GT" checked/);
    assert.match(page, /href="\/search\?q=gears&amp;sort=new"><span class="vh">Remove filter: /);
  });

  test("nothing found helps with filters to drop", async () => {
    const page = await read("/search?q=gears&venue=NoSuchVenue");
    assert.match(page, /No results/);
    assert.match(page, /Without the venue <i>NoSuchVenue<\/i><\/a><b>\d+ result/);
  });

  test("the script is given the results alone", async () => {
    const headers = { accept: "text/html; fragment=1" };
    const fragment = await (await ask("/search?q=gears", { headers })).text();
    assert.match(fragment, /^<div class="dateline found">/);
    assert.doesNotMatch(fragment, /<html/);
  });

  test("a query that is too long is refused with a page", async () => {
    const response = await ask(`/search?q=${"a".repeat(1_001)}`);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /1000 characters at most/);
    assert.equal((await ask(`/search?q=${"a".repeat(5_000)}`)).status, 400);
  });

  test("authors and organisations have a list; unknown ones are not found", async () => {
    assert.match(await read("/authors/ada-lovelace"), /<h1>Ada Lovelace<\/h1>/);
    assert.match(await read("/orgs/institute-of-things"), /<h1>Institute of Things<\/h1>/);
    assert.equal((await ask("/authors/nobody-at-all")).status, 404);
  });
});

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
