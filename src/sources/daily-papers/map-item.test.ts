import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readRecords, readText, refusalsIn } from "../read-text.suite.ts";

const fixture = readFileSync(
  new URL("../../../test/fixtures/sources/three-papers.daily-papers.json", import.meta.url),
  "utf8",
);
const items = JSON.parse(fixture).slice(0, 3);

test("an item can be given back: every field stands in the record", async () => {
  const [record] = await readRecords(JSON.stringify(items));
  const { paper } = items[0];
  const own = record?.dailyPapers ?? {};
  for (const name of ["thumbnail", "submittedBy", "isAuthorParticipating"]) {
    assert.deepEqual(own[name], items[0][name], name);
  }
  const elsewhere = new Set(["id", "title", "summary", "publishedAt", "upvotes", "githubStars"]);
  for (const name of Object.keys(paper).filter((key) => !elsewhere.has(key))) {
    assert.deepEqual(own[name], paper[name], name);
  }
  assert.deepEqual(record?.tallies, { upvotes: 12, comments: 5, stars: 7 });
  assert.equal(record?.featuredOn, "2025-11-18");
  assert.deepEqual(record?.organizations, ["Analytical Society"]);
});

test("lists, page props, one item and one paper are all read", async () => {
  const forms = [
    items,
    { dateString: "2025-11-18", dailyPapers: items },
    { query: "engine", searchResults: items },
    items[0],
    items[0].paper,
  ];
  for (const form of forms) {
    for (const space of [0, 2]) {
      const [record] = await readRecords(JSON.stringify(form, null, space));
      assert.equal(record?.source, "hugging-face");
      assert.equal(record?.arxivId, "2511.01234");
    }
  }
});

test("an empty list is a page without papers, not a failure", async () => {
  assert.deepEqual(await readText("[]\n"), []);
});

test("hidden authors are not named, and stay among what the API said", async () => {
  const [, record] = await readRecords(JSON.stringify(items));
  assert.deepEqual(record?.authors, [{ name: "Blaise Pascal" }]);
  const said = record?.dailyPapers ?? {};
  assert.ok(Array.isArray(said.authors) && said.authors.length === 2);
});

test("an id that is a number is refused: its last zero may be lost", async () => {
  const text = '[{"paper": {"id": 2503.0213, "title": "T"}}]';
  assert.match(refusalsIn(await readText(text))[0] ?? "", /is not a string/);
});

test("data nested deeper than the API nests is cut off", async () => {
  const deep = { a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } };
  const item = { paper: { id: "2503.11731", title: "T", organization: deep } };
  const [record] = await readRecords(JSON.stringify([item]));
  assert.ok(!JSON.stringify(record?.dailyPapers).includes('"h"'));
});
