import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { PaperId } from "#papers";
import type { SearchAnswer } from "#search";
import { aWeekOfPapers } from "../../test/support/web-papers.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

const papers = aWeekOfPapers();

const [named, hit, other] = papers.map(({ id }) => id) as [PaperId, PaperId, PaperId];

const answer: SearchAnswer = {
  query: "like:x",
  mode: "hybrid",
  total: 2,
  tookMs: 1,
  hits: [
    {
      paperId: hit,
      score: 1,
      words: 3,
      meaning: 0.5,
      matched: [],
      sharedTerms: ["gears", "looms"],
    },
    { paperId: other, score: 0.5, words: 0, meaning: 0.4, matched: [], sharedTerms: [] },
  ],
  named: { like: [named], unlike: [other] },
  notes: [{ text: "<b>:x", kind: "unknown-operator", message: "“<b>:” is not an operator." }],
  terms: [],
};
const parts = webParts(papers);
const web = createWeb({ ...parts, search: { ...parts.search, find: async () => answer } });
const read = async (path: string): Promise<string> => {
  return (await web.fetch(new Request(`http://127.0.0.1:3000${path}`))).text();
};

describe("a search for papers like others", () => {
  test("names them, and says of each hit what it shares or that it was found by meaning", async () => {
    const page = await read("/search?q=like:x");
    assert.match(page, new RegExp(`Like <a href="/papers/${named}">`));
    assert.match(page, /Unlike <a href="\/papers\/doi:10\.5555\/gears%2Ejson">/);
    assert.match(page, /<p class="why">Shared words: gears, looms\.<\/p>/);
    assert.match(page, /Found by meaning: it shares no telling words/);
  });

  test("is reached from the page of a paper and from the list of its neighbours", async () => {
    for (const path of [`/papers/${named}`, `/papers/${named}/similar`]) {
      assert.ok((await read(path)).includes(`href="/search?q=like%3A${named}"`), path);
    }
  });
});

describe("what a search did not take as it looks", () => {
  test("is said on the page, in JSON, in Markdown and by the API", async () => {
    assert.ok((await read("/search?q=x")).includes("<li>“&lt;b&gt;:” is not an operator.</li>"));
    assert.match(await read("/search.md?q=x"), /is not an operator\./);
    for (const path of ["/search.json?q=x", "/api/v1/search?q=x"]) {
      const { notes, papers: listed } = JSON.parse(await read(path));
      assert.deepEqual(notes, [{ text: "<b>:x", message: "“<b>:” is not an operator." }], path);
      assert.equal(listed[0].reason, "Shared words: gears, looms.");
      assert.equal(listed[1].reason, "Found by meaning");
    }
  });
});
