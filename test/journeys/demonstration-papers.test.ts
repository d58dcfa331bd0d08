import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createEditions, parsePeriod } from "#editions";
import { createPapers, type PaperWithTally } from "#papers";
import { fixedClock, parseDay } from "#platform";
import { readFile } from "#sources";
import { withTemporaryDatabase } from "../support/database.ts";

const file = fileURLToPath(new URL("../../demo/papers.jsonl", import.meta.url));
const seenOn = parseDay("2026-11-20");

/** The demonstration papers as the front page of a fresh site has them. */
async function showDemonstration(): Promise<PaperWithTally[]> {
  return withTemporaryDatabase(async (database) => {
    const clock = fixedClock("2026-11-20T12:00:00Z");
    const papers = createPapers({ database, clock });
    const editions = createEditions({ database, clock, timeZone: "UTC", freezeAfterHours: 12 });
    for await (const batch of readFile(file, { format: "jsonl", capturedOn: seenOn })) {
      const records = batch.map((reading) => {
        assert.ok(reading.kind === "record", JSON.stringify(reading));
        return reading.record;
      });
      await papers.ingest(records, seenOn);
    }
    await editions.follow(papers);
    const edition = await editions.get(parsePeriod("2026-11-20"));
    return papers.findMany(edition.entries.map((entry) => entry.paperId));
  });
}

test("the demonstration is one edition of papers from many fields, all of them whole", async () => {
  const papers = await showDemonstration();
  assert.equal(papers.length, 30);
  const fields = new Set(papers.map((paper) => paper.categories[0]?.split(/[.-]/)[0]));
  for (const field of ["cs", "math", "q", "hep", "astro", "econ", "medicine", "stat"]) {
    assert.ok(fields.has(field), field);
  }
  for (const paper of papers) {
    assert.ok(paper.authors.length > 0, paper.title);
    const sentences = paper.abstract.match(/[.?](?= [A-Z]|$)/g) ?? [];
    assert.ok(sentences.length >= 3 && sentences.length <= 6, paper.title);
    assert.equal((paper.abstract.match(/\$/g)?.length ?? 0) % 2, 0, paper.title);
    assert.equal(paper.tally.upvotes, 0);
  }
  const withTeX = papers.filter((paper) => paper.abstract.includes("$"));
  assert.ok(withTeX.length >= 5);
});

test("the first page of the demonstration is not all of one field", async () => {
  const papers = await showDemonstration();
  const top = papers.slice(0, 6).map((paper) => paper.categories[0]?.split(/[.-]/)[0]);
  assert.ok(new Set(top).size >= 3, String(top));
});
