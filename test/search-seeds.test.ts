import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { PaperId } from "#papers";
import type { Day } from "#platform";
import { buildEngine, type IndexDocument, loadSpace } from "#search";

const folder = fileURLToPath(new URL("../../shared/data/seeds", import.meta.url));
const skip = existsSync(folder) ? false : "../shared/data/seeds is not there";

/** Query of each page, in the order of the files, and the share of the page it must bring first. */
const pages = [
  { query: "effective theory", papers: 20, share: 0.35 },
  { query: "theoretical framework", papers: 392, share: 0.86 },
  { query: "theoretical study", papers: 38, share: 0.42 },
  { query: "approximate error", papers: 61, share: 0.52 },
];

/** An abstract is the only long line of a page; its title stands above it. */
const ABSTRACT_LENGTH = 300;

function readPage(file: string): IndexDocument[] {
  const lines = readFileSync(`${folder}/${file}`, "utf8")
    .split("\n")
    .map((line) => line.trim().replace(/^Subscribe(?=.)/, ""))
    .filter((line) => line !== "");
  return lines.flatMap((abstract, at) => {
    const title = lines[at - 1] ?? "";
    if (abstract.length < ABSTRACT_LENGTH || title.length >= ABSTRACT_LENGTH) return [];
    const id = title.toLowerCase().replace(/[^a-z0-9]/g, "") as PaperId;
    return [{ ...empty, id, title, abstract }];
  });
}

const empty = {
  authors: [],
  organizations: [],
  categories: [],
  keywords: [],
  date: "2025-01-01" as Day,
  has: [],
  upvotes: 0,
  comments: 0,
  citations: 0,
};

describe("search over the saved pages", { skip }, () => {
  it("puts the papers of a page first for the query that the page answers", async () => {
    const lists = readdirSync(folder).sort().map(readPage);
    const union = new Map(lists.flat().map((document) => [document.id, document]));
    const engine = buildEngine(union.values(), [await loadSpace()]);
    assert.equal(union.size, 506);
    for (const [at, { query, papers, share }] of pages.entries()) {
      const own = new Set(lists[at]!.map(({ id }) => id));
      assert.equal(own.size, papers);
      const { hits } = engine.find({ query, limit: papers });
      const found = hits.filter(({ paperId }) => own.has(paperId)).length / papers;
      assert.ok(found >= share, `${query}: ${found.toFixed(3)} of the page, not ${share}`);
    }
  });
});
