import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createPapers } from "#papers";
import { type Day, systemClock } from "#platform";
import {
  openTemporaryPostgresDatabase,
  type TemporaryDatabase,
  whyNoPostgresSearch,
} from "../../../test/support/database.ts";
import { aRecord } from "../../../test/support/papers.ts";
import { buildEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import { toDocument } from "../indexing/to-document.ts";
import type { Search, SearchAnswer } from "../search.ts";
import { loadSpace } from "../semantic/load-space.ts";
import { createPostgresSearch } from "./create-postgres-search.ts";

const introducing = Array.from({ length: 4 }, (_, at) =>
  aRecord({
    title: `Reading many papers ${at}`,
    abstract: "We study retrieval-augmented generation (RAG) of answers to long questions.",
    authors: [at % 2 === 0 ? "Mina Falk" : "Falk Berger", "Ada Lovelace"],
    announcedOn: `20${20 + at}-03-04`,
  }),
);
const others = Array.from({ length: 30 }, (_, at) =>
  aRecord({
    title: `Young bees and their flowers in winter ${at}`,
    abstract: `A study of nectar and of hives, number ${at}, in which the bees are counted.`,
    authors: ["Rosa Winter", `Author ${at}`],
    announcedOn: `20${10 + (at % 15)}-05-06`,
  }),
);
const records = [
  ...introducing,
  ...others,
  aRecord({ title: "Answers by retrieval-augmented generation", abstract: "A study of answers." }),
  aRecord({
    title: "RAG for law",
    abstract: "Generation of answers, with no retrieval to speak of.",
  }),
  aRecord({ title: "Generation, augmented", abstract: "What retrieval brings to generation." }),
  aRecord({
    title: "On the feeding of young bees in the hive during cold winters",
    abstract: "A study of nectar.",
    authors: ["Mina Falk"],
  }),
  aRecord({
    title: "Über die Fütterung junger Bienen in kalten Wintern",
    abstract:
      "Wir untersuchen, wie die jungen Bienen in den Stöcken gefüttert werden und was das für " +
      "die Völker im kalten Winter bedeutet. Die Fütterung ist nicht immer von Vorteil.",
  }),
];

/** Queries that each follow one of the rules beside plain words. */
const queries = [
  "rag",
  "rag answers",
  "retrieval augmented generation",
  "retrieval augmented",
  "on the feeding young bees hive cold winters",
  "On the feedign of young bees in the hive during cold winters",
  "Fütterung junger Bienen",
  "futterung bienen",
  "papers by mina falk",
  "papers by falk on bees",
  "bees by falk",
  "falk 2020",
  "falk et al. 2021 papers",
  "winter 2012",
  "bees winter 2012",
];

const skip = await whyNoPostgresSearch();
describe("the rules of ranking in PostgreSQL and in memory", { skip }, () => {
  let temporary: TemporaryDatabase;
  let memory: Engine;
  let search: Search;
  before(async () => {
    temporary = await openTemporaryPostgresDatabase();
    const { database, settings: databaseSettings } = temporary;
    const papers = createPapers({ database, clock: systemClock });
    await papers.ingest(records, "2026-11-20" as Day);
    search = await createPostgresSearch({ database, papers, databaseSettings });
    await search.catchUp();
    const { papers: all } = await papers.changedPapersSince(0, 1_000);
    memory = buildEngine(all.map(toDocument), [await loadSpace()]);
  });
  after(async () => {
    await search?.close();
    await temporary?.dispose();
  });

  for (const mode of ["words", "hybrid"] as const) {
    for (const query of queries) {
      it(`come to the same, ${mode}: ${query}`, async () => {
        const request = { query, mode, limit: 100 };
        const [ours, other] = [await search.find(request), memory.find(request)];
        assert.deepEqual([...ours.terms].sort(), [...other.terms].sort());
        assert.equal(ours.suggestion, other.suggestion);
        assertSameHits(ours, other, tolerance[mode]);
      });
    }
  }

  it("name the papers that a query is to be like", async () => {
    const [first, second] = memory.find({ query: "bees", limit: 2 }).hits;
    for (const query of [
      `like:${first!.paperId}`,
      `like:${first!.paperId} unlike:${second!.paperId}`,
      `unlike:${second!.paperId}`,
      `like:unknown unlike:${second!.paperId}`,
      `like:${first!.paperId} generation`,
    ]) {
      const request = { query, limit: 100 };
      const [ours, other] = [await search.find(request), memory.find(request)];
      assert.deepEqual(ours.named, other.named, query);
      assert.deepEqual(ours.notes, other.notes, query);
      assertSameHits(ours, other, tolerance.hybrid);
    }
  });
});

/** The same papers, with nearly the same scores, for the same reasons. */
function assertSameHits(ours: SearchAnswer, other: SearchAnswer, most: number): void {
  const hits = new Map(other.hits.map((hit) => [hit.paperId, hit]));
  assert.equal(ours.total, other.total, ours.query);
  assert.equal(ours.hits.length, hits.size, ours.query);
  for (const { paperId, score, words, matched, sharedTerms } of ours.hits) {
    const same = hits.get(paperId);
    assert.ok(same, `${ours.query}: ${paperId}`);
    const difference = Math.abs(score - same.score);
    assert.ok(difference < most, `${ours.query}: ${paperId} differs by ${difference}`);
    assert.ok(Math.abs(words - same.words) < 1e-4, `${ours.query}: ${paperId} by words`);
    assert.deepEqual([...matched].sort(), [...same.matched].sort());
    assert.deepEqual(sharedTerms?.slice().sort(), same.sharedTerms?.slice().sort());
  }
}

/** How far scores may be apart: both round sums, and vectors each in a way of its own. */
const tolerance = { words: 1e-4, hybrid: 0.02 };
