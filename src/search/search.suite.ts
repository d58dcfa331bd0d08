import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PaperId } from "#papers";
import { AppError, type Day } from "#platform";
import type { SearchRequest, SearchSort } from "./search.ts";
import { describeFollowing } from "./search-follows-changes.suite.ts";
import { type OpenSearch, useSearch } from "./search-on-sample.suite.ts";

/** What every search engine behind the seam does. */
export function describeSearch(name: string, open: OpenSearch): void {
  describe(`search ${name}`, () => {
    const opened = useSearch(open);
    const ask = (request: SearchRequest) => opened().search.find(request);
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
        const { hits, total } = await opened().search.find(request);
        assert.deepEqual(
          hits.map((hit) => hit.paperId as string),
          expected,
          request.query,
        );
        assert.equal(total, expected.length);
      }
    });

    it("finds among given papers alone, whatever else is here", async () => {
      const among = ["2601.00003", "2601.00001", "nobody"] as PaperId[];
      const found = (request: SearchRequest) =>
        idsOf({ ...request, filters: { ...request.filters, among } });
      assert.deepEqual(await found({ query: "theoretical framework", mode: "words" }), [
        "2601.00001",
        "2601.00003",
      ]);
      assert.deepEqual(await found({ query: "", sort: "new" }), ["2601.00003", "2601.00001"]);
      assert.deepEqual(await found({ query: "rocks", everyWord: true }), ["2601.00001"]);
      assert.deepEqual(await found({ query: "", filters: { categories: ["cs.CL"] } }), []);
      assert.deepEqual(await idsOf({ query: "", filters: { among: [] } }), []);
    });

    it("finds papers with every word, and none where one is nowhere", async () => {
      const every = (query: string, sort?: SearchSort) =>
        idsOf({ query, everyWord: true, ...(sort && { sort }) });
      assert.deepEqual(await every("theoretical rocks"), ["2601.00002", "2601.00001"]);
      assert.deepEqual(await every("theoretical rocks", "new"), ["2601.00002", "2601.00001"]);
      assert.deepEqual(await every("rays rocks"), []);
      assert.deepEqual(await every("rays rocks", "votes"), []);
      assert.deepEqual(await every("rays qqzzxx"), []);
    });

    it("sorts by date, votes and comments", async () => {
      const first = async (sort: "new" | "votes" | "discussed") =>
        (await opened().search.find({ query: "framework", sort })).hits[0]?.paperId;
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
      assert.deepEqual(facets?.has, [
        { value: "code", label: "code", count: 1 },
        { value: "comments", label: "comments", count: 1 },
      ]);
      assert.deepEqual(facets?.author, [
        { value: "ada-byron", label: "Ada Byron", count: 1 },
        { value: "jane-doe", label: "Jane Doe", count: 1 },
        { value: "john-doe", label: "John Doe", count: 1 },
      ]);
      assert.deepEqual(facets?.org, [
        { value: "university-of-tides", label: "University of Tides", count: 1 },
      ]);
      assert.deepEqual(facets?.venue, []);
    });

    it("counts in its facets what the filters leave, with words and without", async () => {
      for (const query of ["", "framework"]) {
        const { facets, total } = await ask({ query: `${query} author:doe`, facets: true });
        assert.equal(total, 2);
        assert.deepEqual(
          facets?.category.map(({ value }) => value),
          ["cs.CL", "physics.ao-ph"],
        );
      }
    });

    it("gives any page of an order, and nothing beyond its end", async () => {
      for (const sort of ["relevance", "new", "votes", "discussed"] as const) {
        for (const query of ["framework", "", "category:cs"]) {
          const whole = await idsOf({ query, sort });
          const pages: string[] = [];
          for (let offset = 0; offset <= whole.length; offset++) {
            pages.push(...(await idsOf({ query, sort, offset, limit: 1 })));
          }
          assert.deepEqual(pages, whole, `${query} by ${sort}`);
          const { hits, total } = await ask({ query, sort, offset: 100 });
          assert.deepEqual([hits.length, total], [0, whole.length]);
        }
      }
    });

    it("lists papers without words in each order, newest first where they are equal", async () => {
      const orders = {
        relevance: ["2601.00003", "2601.00002", "2601.00001"],
        new: ["2601.00003", "2601.00002", "2601.00001"],
        votes: ["2601.00001", "2601.00002", "2601.00003"],
        discussed: ["2601.00002", "2601.00003", "2601.00001"],
      } as const;
      for (const [sort, expected] of Object.entries(orders)) {
        assert.deepEqual(await idsOf({ query: "", sort: sort as keyof typeof orders }), expected);
      }
    });

    it("says which words matched, and what to mark", async () => {
      const { hits, terms } = await ask({ query: "tidal framework", mode: "words" });
      assert.deepEqual(hits[0]?.matched, ["tidal", "framework"]);
      assert.deepEqual([...terms].sort(), ["framework", "tidal"]);
      const quoted = await ask({ query: '"theoretical framework"' });
      assert.deepEqual(quoted.terms, ["theoret framework"]);
    });

    it("finds nothing where nothing is", async () => {
      for (const query of ["qqqqxyz", "author:nobody", '"rocks framework"', "category:econ"]) {
        const { hits, total } = await ask({ query, mode: "words", facets: true });
        assert.deepEqual([hits.length, total], [0, 0], query);
      }
    });

    it("takes signs, numbers and other scripts as they are", async () => {
      for (const query of ["c++ 3.5 %_' | & ! (x:*)", "深度学习 в", "\\ ''", "a".repeat(900)]) {
        const { total } = await ask({ query, facets: true });
        assert.ok(total >= 0, query);
      }
    });

    it("gives reasons for similar papers, and says which paper it does not know", async () => {
      const hits = await opened().search.similar("2601.00001" as never, 3);
      assert.ok(hits.length > 0);
      assert.ok(hits.every((hit) => hit.sharedTerms.length > 0));
      assert.ok(hits.every((hit) => hit.score <= 1));
      await assert.rejects(
        opened().search.similar("2601.99999" as never, 3),
        (error) => error instanceof AppError && error.code === "not_found",
      );
    });

    it("likes and dislikes papers that a query names", async () => {
      const { hits } = await ask({ query: "like:2601.00001" });
      assert.ok(!hits.some(({ paperId }) => paperId === "2601.00001"));
      assert.ok(hits.some(({ sharedTerms }) => sharedTerms && sharedTerms.length > 0));
      const { notes, total } = await ask({ query: "like:2601.99999" });
      assert.deepEqual([notes.length, total], [1, 0]);
    });

    it("finds papers like those named, without them, and says what they share", async () => {
      const { hits, total } = await ask({ query: "like:2601.00001" });
      assert.equal(total, hits.length);
      assert.equal(hits[0]?.paperId, "2601.00002");
      assert.ok((hits[0]?.sharedTerms?.length ?? 0) > 0);
      assert.ok(!hits.some((hit) => hit.paperId === "2601.00001"));
      const { hits: rest } = await ask({ query: "framework like:2601.00003 unlike:2601.00001" });
      assert.deepEqual(
        rest.map((hit) => hit.paperId as string),
        ["2601.00002"],
      );
    });

    it("says what in a query it did not take as it looks", async () => {
      const kinds = async (query: string) => (await ask({ query })).notes.map(({ kind }) => kind);
      assert.deepEqual(await kinds("framework"), []);
      assert.deepEqual(await kinds("title:framework"), ["unknown-operator"]);
      assert.deepEqual(await kinds("framework like:2699.99999"), ["unknown-paper"]);
      assert.equal((await ask({ query: "like:2699.99999" })).total, 0);
    });

    it("refuses a query that is too long", async () => {
      await assert.rejects(
        ask({ query: "x".repeat(1001) }),
        (error) => error instanceof AppError && error.code === "invalid",
      );
    });
  });
  describeFollowing(name, open);
}
