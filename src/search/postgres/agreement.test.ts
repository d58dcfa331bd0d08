import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createPapers, type PaperId } from "#papers";
import { type Day, systemClock } from "#platform";
import {
  openTemporaryPostgresDatabase,
  type TemporaryDatabase,
  whyNoPostgresSearch,
} from "../../../test/support/database.ts";
import { generateRecords } from "../../../test/support/papers.ts";
import { buildEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import { toDocument } from "../indexing/to-document.ts";
import type { Search, SearchAnswer, SearchRequest } from "../search.ts";
import { loadSpace } from "../semantic/load-space.ts";
import { createPostgresSearch } from "./create-postgres-search.ts";

const PAPERS = 3_000;

const requests: readonly SearchRequest[] = [
  { query: "", facets: true },
  { query: "", sort: "votes", offset: 40 },
  { query: "", filters: { categories: ["cs"], has: ["code"] }, sort: "discussed", facets: true },
  { query: "tensor networks", facets: true },
  { query: "robust graph neural networks", limit: 50, offset: 20 },
  { query: "black holes in the early universe", sort: "new" },
  { query: "black holes in the early universe" },
  { query: '"grid cells"', facets: true },
  { query: "retrieval", filters: { categories: ["cs.CL", "cs.LG"] }, facets: true },
  { query: "zeta functions category:math", filters: { has: ["code"] } },
  { query: 'dark matter -halos -"cosmic strings"', limit: 100 },
  { query: "elliptic curvse" },
  { query: "theorems venue:theorems" },
  { query: "distillation", filters: { from: "2026-10-01" as Day, until: "2026-10-20" as Day } },
];

/** Both engines over the same papers, with the same semantic space. */
const skip = await whyNoPostgresSearch();
describe("search in PostgreSQL beside the one in memory", { skip }, () => {
  let temporary: TemporaryDatabase;
  let memory: Engine;
  /** Answers exactly where it can, as it does on so few papers. */
  let exact: Search;
  /** Leaves all it can to the indexes over words and vectors. */
  let indexed: Search;
  before(async () => {
    temporary = await openTemporaryPostgresDatabase();
    const { database, settings: databaseSettings } = temporary;
    const papers = createPapers({ database, clock: systemClock });
    await papers.ingest(generateRecords(PAPERS, 7), "2026-11-20" as Day);
    const parts = { database, papers, databaseSettings };
    exact = await createPostgresSearch(parts);
    const limits = { scored: 10, compared: 200, counted: 10_000, sampled: 10_000 };
    indexed = await createPostgresSearch({ ...parts, limits });
    await exact.catchUp();
    const { papers: all } = await papers.changedPapersSince(0, 2 * PAPERS);
    memory = buildEngine(all.map(toDocument), [await loadSpace()]);
  });
  after(async () => {
    for (const search of [exact, indexed]) await search?.close();
    await temporary?.dispose();
  });

  it("finds the same by words, in the same order, with the same counts", async () => {
    for (const request of requests) {
      const ours = await exact.find({ ...request, mode: "words" });
      const other = memory.find({ ...request, mode: "words" });
      const name = JSON.stringify(request);
      assertSameOrder(ours, memory.find({ ...request, mode: "words", offset: 0, limit: 1_000 }), {
        offset: request.offset ?? 0,
        name,
      });
      assert.equal(ours.total, other.total, name);
      assert.deepEqual(ours.facets, other.facets, name);
      assert.deepEqual(ours.terms, other.terms, name);
      assert.equal(ours.suggestion, other.suggestion, name);
      const matched = new Map(other.hits.map((hit) => [hit.paperId, hit.matched]));
      for (const hit of ours.hits) {
        assert.deepEqual(hit.matched, matched.get(hit.paperId) ?? hit.matched, name);
      }
    }
  });

  it("finds nearly the same by words and meaning, of which both keep rounded vectors", async () => {
    const shares = await sharesOf(exact, (request) => memory.find(request));
    assert.ok(mean(shares) > 0.98, `${shares}`);
  });

  it("loses next to nothing to its indexes, whatever the filter", async () => {
    for (const mode of ["words", "meaning", "hybrid"] as const) {
      const shares = await sharesOf(indexed, (request) => exact.find({ ...request, mode }), mode);
      assert.ok(mean(shares) >= 0.97, `${mode}: ${shares}`);
    }
  });

  it("keeps the recall of the vector index under filters of any width", async () => {
    const { hits } = memory.find({ query: "models", limit: 8 });
    const widths: readonly SearchRequest["filters"][] = [
      {},
      { has: ["code"] },
      { categories: ["cs"] },
      { categories: ["cs", "math"], has: ["code"] },
      { from: "2026-11-01" as Day },
      { categories: ["econ.GN"] },
    ];
    for (const filters of widths) {
      const shares: number[] = [];
      for (const { paperId } of hits) {
        const request = { query: `like:${paperId}`, mode: "meaning", ...(filters && { filters }) };
        const [ours, all] = [
          await indexed.find(request as SearchRequest),
          await exact.find(request as SearchRequest),
        ];
        shares.push(share(idsOf(ours), idsOf(all)));
      }
      assert.ok(mean(shares) >= 0.97, `${JSON.stringify(filters)}: ${mean(shares)}`);
    }
  });

  it("names similar papers as the one in memory does", async () => {
    const ids = idsOf(memory.find({ query: "distillation", limit: 5 }));
    for (const id of ids) {
      const ours = await exact.similar(id, 10);
      const other = memory.similar(id, 10);
      assert.ok(share(idsOf({ hits: ours }), idsOf({ hits: other })) >= 0.9, id);
    }
  });

  it("finds papers like some and unlike others as the one in memory does", async () => {
    const [first, second] = idsOf(memory.find({ query: "distillation", limit: 2 }));
    for (const query of [`like:${first}`, `like:${first} unlike:${second}`, `like:${second} cs`]) {
      const ours = await exact.find({ query });
      const other = memory.find({ query });
      assert.ok(share(idsOf(ours), idsOf(other)) >= 0.9, query);
      assert.ok(!idsOf(ours).includes(first!), "the paper itself is no hit");
    }
    const unknown = await exact.find({ query: "like:2699.99999" });
    assert.deepEqual(unknown.notes, memory.find({ query: "like:2699.99999" }).notes);
    assert.equal(unknown.total, 0);
  });

  /** How much of the first hits of each request another search shows too. */
  async function sharesOf(
    search: Search,
    other: (request: SearchRequest) => ReturnType<Engine["find"]> | ReturnType<Search["find"]>,
    mode: SearchRequest["mode"] = "hybrid",
  ): Promise<number[]> {
    const shares: number[] = [];
    for (const request of requests) {
      const [ours, theirs] = [await search.find({ ...request, mode }), await other(request)];
      shares.push(share(idsOf(ours), idsOf(theirs)));
    }
    return shares;
  }
});

/** Scores this near are equal: one engine adds in 32 bits, the other in 64. */
const ROUNDING = 1e-5;

/** The same papers in the same order, those aside whose scores differ by rounding alone. */
function assertSameOrder(
  some: Pick<SearchAnswer, "hits">,
  all: Pick<SearchAnswer, "hits">,
  { offset, name }: { readonly offset: number; readonly name: string },
): void {
  const scores = new Map(all.hits.map((hit) => [hit.paperId, hit.score]));
  for (const [at, { paperId }] of some.hits.entries()) {
    const expected = all.hits[offset + at]!;
    const isEqual = paperId === expected.paperId;
    const difference = Math.abs((scores.get(paperId) ?? Number.NaN) - expected.score);
    assert.ok(
      isEqual || (expected.score !== 0 && difference < ROUNDING),
      `${name} at ${at}: ${difference}`,
    );
  }
}

function idsOf({ hits }: { readonly hits: readonly { readonly paperId: PaperId }[] }): PaperId[] {
  return hits.map(({ paperId }) => paperId);
}

function share(some: readonly string[], others: readonly string[]): number {
  if (others.length === 0) return some.length === 0 ? 1 : 0;
  return others.filter((id) => some.includes(id)).length / others.length;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
