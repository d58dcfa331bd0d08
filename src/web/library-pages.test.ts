import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";

const records = Array.from({ length: 6 }, (_, index) =>
  aRecord({
    arxivId: `2611.0000${index}`,
    title: `Gear Number ${index} and How It Turns`,
    announcedOn: "2026-11-20",
    tallies: { upvotes: 6 - index },
  }),
);
const paper = "/papers/2611.00003";

describe("the library", () => {
  let site: CommunitySite;
  let cookie: string;

  before(async () => {
    site = await openCommunitySite({ records });
    cookie = await site.signIn("ada");
  });
  after(() => site.close());

  const read = async (path: string, who?: string) => {
    const response = await site.ask(path, who === undefined ? {} : { cookie: who });
    assert.equal(response.status, 200, `${path}: ${response.status}`);
    return response.text();
  };
  const post = (path: string, form: Record<string, string>, who = cookie) =>
    site.ask(path, { form, cookie: who });

  test("a vote goes back to the paper on the page it was cast on, and shows there", async () => {
    const page = await read("/daily/2026-11-20", cookie);
    assert.match(
      page,
      /formaction="\/papers\/2611\.00003\/vote" name="on" value="1" aria-pressed="false"/,
    );
    const cast = await post(`${paper}/vote`, { on: "1", next: "/daily/2026-11-20" });
    assert.equal(cast.status, 303);
    assert.equal(cast.headers.get("location"), "/daily/2026-11-20#v-2611.00003");
    for (const path of ["/daily/2026-11-20", paper]) {
      const shown = await read(path, cookie);
      assert.match(
        shown,
        /2611\.00003\/vote" name="on" value="0" aria-pressed="true">.*?<b>4<\/b><span class="vh"> votes: upvote/s,
        path,
      );
    }
    await post(`${paper}/vote`, { on: "0", next: "/" });
    assert.match(await read(paper, cookie), /<b>3<\/b>/);
  });

  test("the script is told the outcome as JSON", async () => {
    const ask = (on: string) =>
      site.ask(`${paper}/vote`, { form: { on }, cookie, headers: { accept: "application/json" } });
    assert.deepEqual(await (await ask("1")).json(), { isVoted: true, upvotes: 4 });
    assert.deepEqual(await (await ask("0")).json(), { isVoted: false, upvotes: 3 });
  });

  test("a vote finds the paper by any of its names", async () => {
    for (const name of ["arXiv:2611.00003v2", "2611.00003v1"]) {
      const path = `/papers/${encodeURIComponent(name)}/vote`;
      const cast = await post(path, { on: "1", next: "/" });
      assert.equal(cast.headers.get("location"), "/#v-2611.00003", name);
    }
    assert.equal((await post("/papers/2611.99999/vote", { on: "1" })).status, 404);
    await post(`${paper}/vote`, { on: "0", next: "/" });
  });

  test("a form never leads to another site", async () => {
    const cast = await post(`${paper}/bookmark`, { on: "1", next: "//evil.example/x" });
    assert.equal(cast.headers.get("location"), "/#v-2611.00003");
  });

  test("whoever is not signed in sees the same buttons, which lead to signing in", async () => {
    const page = await read("/daily/2026-11-20");
    assert.match(page, /2611\.00003\/vote" name="on" value="1" aria-pressed="false"/);
    assert.doesNotMatch(page, /\/bookmark"/);
    const response = await site.ask(`${paper}/vote`, {
      form: { on: "1" },
      headers: { referer: `${site.url}/daily/2026-11-20?page=1` },
    });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/login?next=%2Fdaily%2F2026-11-20%3Fpage%3D1");
  });

  test("what a reader sees is kept for nobody else", async () => {
    await post(`${paper}/vote`, { on: "1", next: "/" });
    const own = await site.ask("/daily/2026-11-20", { cookie });
    assert.match(own.headers.get("cache-control") ?? "", /private/);
    assert.match(await own.text(), /aria-pressed="true"/);
    assert.doesNotMatch(await read("/daily/2026-11-20"), /aria-pressed="true"/);
    const other = await site.signIn("grace");
    assert.doesNotMatch(await read("/daily/2026-11-20", other), /aria-pressed="true"/);
  });

  test("papers of no interest are left out of one's editions, which says how many", async () => {
    const hider = await site.signIn("hedy");
    await post("/papers/2611.00000/hide", { on: "1", next: "/" }, hider);
    const page = await read("/daily/2026-11-20", hider);
    assert.doesNotMatch(page, /Gear Number 0/);
    assert.match(page, /1 paper you hid; <a href="\/daily\/2026-11-20\?all=1">show<\/a>/);
    assert.match(await read("/daily/2026-11-20?all=1", hider), /Gear Number 0/);
    assert.match(await read("/hidden", hider), /Gear Number 0/);
    assert.match(await read("/daily/2026-11-20"), /Gear Number 0/);
  });

  test("read papers are marked, and left out for whoever wants that", async () => {
    const reader = await site.signIn("mary");
    await post("/papers/2611.00001/read", { on: "1", next: "/" }, reader);
    assert.match(await read("/daily/2026-11-20", reader), /class="paper feature seen"/);
    const { id } = await site.accountOf("mary");
    await site.accounts.people.update(id, { preferences: { hidesRead: true } });
    const page = await read("/daily/2026-11-20", reader);
    assert.doesNotMatch(page, /Gear Number 1/);
    assert.match(page, /1 paper you hid or have read/);
  });

  test("a hidden paper has no page, no place and no vote", async () => {
    const id = "2611.00005" as never;
    await site.papers.hide(id, true);
    await site.catchUp();
    assert.equal((await site.ask("/papers/2611.00005")).status, 404);
    assert.doesNotMatch(await read("/daily/2026-11-20"), /Gear Number 5/);
    assert.doesNotMatch(await read("/search?q=gear"), /Gear Number 5/);
    assert.equal((await post("/papers/2611.00005/vote", { on: "1" })).status, 404);
    await site.papers.hide(id, false);
    await site.catchUp();
    assert.match(await read("/daily/2026-11-20"), /Gear Number 5/);
  });

  test("bookmarks are listed, newest first, for their reader alone", async () => {
    const reader = await site.signIn("joan");
    await post("/papers/2611.00001/bookmark", { on: "1", next: "/" }, reader);
    site.clock.advance(1_000);
    await post("/papers/2611.00002/bookmark", { on: "1", next: "/" }, reader);
    const page = await read("/bookmarks", reader);
    assert.ok(page.indexOf("Gear Number 2") < page.indexOf("Gear Number 1"));
    assert.equal((await site.ask("/bookmarks")).status, 303);
  });

  test("papers are collected, annotated, moved, exported and shown to whom the owner likes", async () => {
    const added = await post("/papers/2611.00001/collect", {
      title: "For <b>March</b>",
      note: "first",
    });
    const path = added.headers.get("location") ?? "";
    assert.match(path, /^\/collections\/[\w-]{22}$/);
    const id = path.split("/")[2]!;
    await post("/papers/2611.00002/collect", { collection: id, note: "" });
    await post(`${path}/papers`, { action: "move", paper: "2611.00002", place: "1" });
    await post(`${path}/papers`, { action: "note", paper: "2611.00002", note: "now first" });
    const own = await read(path, cookie);
    assert.match(own, /For &lt;b&gt;March&lt;\/b&gt;/);
    assert.ok(own.indexOf("now first") < own.indexOf("Gear Number 1"));
    for (const suffix of ["", ".bib", ".atom", ".json"]) {
      assert.equal((await site.ask(path + suffix)).status, 404, `private${suffix}`);
    }
    await post(`${path}/edit`, { title: "For March", about: "Springs too", visibility: "link" });
    const shared = await site.ask(`${path}.bib`);
    assert.equal(shared.status, 200);
    assert.match(shared.headers.get("cache-control") ?? "", /no-store/);
    const bibtex = await shared.text();
    assert.equal(bibtex.match(/^@/gm)?.length, 2);
    assert.doesNotMatch(await read("/collections"), /For March/);
    await post(`${path}/edit`, { title: "For March", about: "", visibility: "public" });
    assert.match(await read("/collections"), /For March/);
    assert.match(await read("/@ada"), /For March/);
    assert.match(await read("/papers/2611.00002"), /In collections.*For March/s);
    const refused = await post("/collections", { title: " ", about: "words that stay" });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /role="alert".*words that stay/s);
    assert.match(await read(`${path}.atom`), /now first|Gear Number 2/);
    assert.match(await read(`${path}.ris`), /^TY {2}- /m);
    assert.equal(JSON.parse(await read(`${path}.csl.json`)).length, 2);
    const other = await site.signIn("grace");
    assert.equal((await post(`${path}/remove`, {}, other)).status, 403);
    await post(`${path}/papers`, { action: "drop", paper: "2611.00001" });
    assert.doesNotMatch(await read(path), /Gear Number 1/);
    await post(`${path}/remove`, {});
    assert.equal((await site.ask(path)).status, 404);
  });

  test("authors, people and searches are followed and let go of", async () => {
    assert.match(await read("/authors/ada-lovelace", cookie), />Follow<span/);
    for (const [kind, target, label] of [
      ["author", "ada-lovelace", "Ada Lovelace"],
      ["search", "q=gear", "gear"],
      ["person", "grace", "grace"],
    ] as const) {
      const followed = await post("/follow", { kind, target, label, on: "1", next: "/following" });
      assert.equal(followed.headers.get("location"), "/following");
    }
    const page = await read("/following", cookie);
    for (const path of ["/authors/ada-lovelace", "/search?q=gear", "/@grace"]) {
      assert.ok(page.includes(`href="${path}"`), path);
    }
    assert.match(await read("/authors/ada-lovelace", cookie), />Following<span/);
    assert.match(await read("/search?q=gear", cookie), />Following<span/);
    await post("/follow", { kind: "search", target: "q=gear", on: "0", next: "/" });
    assert.doesNotMatch(await read("/following", cookie), /\/search\?q=gear/);
    assert.equal((await post("/follow", { kind: "planet", target: "mars", on: "1" })).status, 400);
  });

  test("the page of a person shows what they show, and no votes", async () => {
    const { id } = await site.accountOf("ada");
    await site.accounts.people.update(id, { about: "Writes about <engines>." });
    await post(`${paper}/vote`, { on: "1", next: "/" });
    const page = await read("/@ada");
    assert.match(page, /Writes about &lt;engines&gt;\./);
    assert.doesNotMatch(page, /Gear Number 3/);
    assert.equal((await site.ask("/@nobody")).status, 404);
  });

  test("nothing was logged as a fault", () => {
    assert.deepEqual(site.faults, []);
  });
});
