import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Papers } from "#papers";
import { AppError, type Day } from "#platform";
import type { Search, SearchRequest } from "./search.ts";

type Records = Parameters<Papers["ingest"]>[0];

const records: Records = [
  {
    source: "jsonl",
    sourceId: "1",
    arxivId: "2601.00001",
    title: "A theoretical framework for tidal pools",
    abstract: "Water moves between rocks, and with it the life of the shore.",
    authors: [{ name: "Jane Doe", affiliations: ["University of Tides"] }],
    categories: ["physics.ao-ph"],
    announcedOn: "2026-01-05" as Day,
    tallies: { upvotes: 3 },
    links: [{ kind: "code", url: "https://github.com/example/tides" }],
  },
  {
    source: "jsonl",
    sourceId: "2",
    arxivId: "2601.00002",
    title: "Rocks and their shapes",
    abstract: "Our theoretical framework explains the shapes of rocks by waves.",
    authors: [{ name: "John Doe" }],
    categories: ["cs.CL"],
    announcedOn: "2026-01-06" as Day,
    tallies: { comments: 4, upvotes: 1 },
  },
  {
    source: "jsonl",
    sourceId: "3",
    arxivId: "2601.00003",
    title: "Beams of light",
    abstract: "A framework, not at all theoretical, for $\\alpha$ rays.",
    authors: [{ name: "Ada Byron" }],
    categories: ["cs.LG"],
    announcedOn: "2026-02-01" as Day,
  },
];

/** An engine over a database that holds the records asked for; it has not caught up yet. */
export interface OpenedSearch {
  readonly search: Search;
  readonly close: () => Promise<void>;
}

/** What every search engine behind the seam does. */
export function describeSearch(
  name: string,
  open: (papers: Records) => Promise<OpenedSearch>,
): void {
  describe(`search ${name}`, () => {
    let opened: OpenedSearch;
    let search: Search;
    before(async () => {
      opened = await open(records);
      search = opened.search;
      await search.catchUp();
    });
    after(() => opened.close());
    const ask = (request: SearchRequest) => search.find(request);
    const idsOf = async (request: SearchRequest) =>
      (await ask(request)).hits.map((hit) => hit.paperId as string);

    it("ranks the phrase in a title before the one in an abstract before scattered words", async () => {
      assert.deepEqual(await idsOf({ query: "theoretical framework", mode: "words" }), [
        "2601.00001",
        "2601.00002",
        "2601.00003",
      ]);
    });

    it("holds to phrases, exclusions and filters in the query and beside it", async () => {
      const cases: [SearchRequest, string[]][] = [
        [{ query: '"theoretical framework" -tidal' }, ["2601.00002"]],
        [{ query: "framework author:doe has:code" }, ["2601.00001"]],
        [{ query: 'org:"university of tides"' }, ["2601.00001"]],
        [{ query: "category:cs to:2026-01" }, ["2601.00002"]],
        [
          { query: "", filters: { authors: ["jane-doe", "Ada Byron"] } },
          ["2601.00003", "2601.00001"],
        ],
        [
          { query: "", filters: { from: "2026-01-06" as Day }, sort: "new" },
          ["2601.00003", "2601.00002"],
        ],
        [{ query: "has:comments" }, ["2601.00002"]],
      ];
      for (const [request, expected] of cases) {
        const { hits, total } = await search.find(request);
        assert.deepEqual(
          hits.map((hit) => hit.paperId as string),
          expected,
          request.query,
        );
        assert.equal(total, expected.length);
      }
    });

    it("sorts by date, votes and comments", async () => {
      const first = async (sort: "new" | "votes" | "discussed") =>
        (await search.find({ query: "framework", sort })).hits[0]?.paperId;
      assert.equal(await first("new"), "2601.00003");
      assert.equal(await first("votes"), "2601.00001");
      assert.equal(await first("discussed"), "2601.00002");
    });

    it("puts the paper first that is named by its id", async () => {
      assert.equal((await idsOf({ query: "arXiv:2601.00002v1" }))[0], "2601.00002");
    });

    it("forgives a typo and offers the right spelling", async () => {
      const answer = await ask({ query: "theoretcial", mode: "words" });
      assert.equal(answer.suggestion, "theoretical");
      assert.equal(answer.total, 3);
    });

    it("counts facets", async () => {
      const { facets } = await ask({ query: "framework", facets: true });
      assert.equal(facets?.category.length, 3);
      assert.deepEqual(facets?.year, [{ value: "2026", label: "2026", count: 3 }]);
    });

    it("gives reasons for similar papers, and says which paper it does not know", async () => {
      const hits = await search.similar("2601.00001" as never, 3);
      assert.ok(hits.length > 0);
      assert.ok(hits.every((hit) => hit.sharedTerms.length > 0));
      await assert.rejects(
        search.similar("2601.99999" as never, 3),
        (error) => error instanceof AppError && error.code === "not_found",
      );
    });

    it("refuses a query that is too long", async () => {
      await assert.rejects(
        ask({ query: "x".repeat(1001) }),
        (error) => error instanceof AppError && error.code === "invalid",
      );
    });
  });
}
