import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AppError } from "#platform";
import { aPaper } from "../../test/support/papers.ts";
import { subscriberDesk } from "../../test/support/subscriber-desk.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { ask, papers, read } from "../../test/support/week-site.ts";
import { createWeb } from "./web.ts";

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

  test("notices stand above lists of papers and no other page, and a new one is shown at once", async () => {
    let notices: { kind: "warning"; text: string }[] = [];
    const web = createWeb(webParts(papers, { digests: subscriberDesk, notices: () => notices }));
    const lists = ["/", "/weekly", "/search?q=gears", "/authors/ada-lovelace", "/trending"];
    for (const path of lists) assert.doesNotMatch(await read(path, web), /class="notices"/, path);
    notices = [{ kind: "warning", text: "arXiv could not be reached." }];
    for (const path of lists)
      assert.match(await read(path, web), /arXiv could not be reached/, path);
    const token = "t=aaaaaaaaaaaa";
    const others = [
      "/subscribe",
      `/subscribe/confirm?${token}`,
      `/unsubscribe?${token}`,
      "/papers/2611.00001",
      "/about",
      "/nothing-here",
    ];
    for (const path of others) assert.doesNotMatch(await read(path, web), /could not be/, path);
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
