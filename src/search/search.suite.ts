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
  /** Writes to the same database; the search learns of it by `catchUp`. */
  readonly papers: Pick<Papers, "ingest" | "lastChange">;
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
      const hits = await search.similar("2601.00001" as never, 3);
      assert.ok(hits.length > 0);
      assert.ok(hits.every((hit) => hit.sharedTerms.length > 0));
      assert.ok(hits.every((hit) => hit.score <= 1));
      await assert.rejects(
        search.similar("2601.99999" as never, 3),
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

  describe(`search ${name}, after changes`, () => {
    let opened: OpenedSearch;
    let search: Search;
    before(async () => {
      opened = await open(records);
      search = opened.search;
      await search.catchUp();
    });
    after(() => opened.close());
    const idsOf = async (query: string) =>
      (await search.find({ query, mode: "words" })).hits.map((hit) => hit.paperId as string);
    const today = "2026-11-20" as Day;

    it("has caught up with the change log, and stays so when asked again", async () => {
      const seq = await opened.papers.lastChange();
      assert.deepEqual(search.status(), { papers: 3, seq, isCatchingUp: false });
      await Promise.all([search.catchUp(), search.catchUp(), search.save()]);
      assert.deepEqual(search.status(), { papers: 3, seq, isCatchingUp: false });
    });

    it("shows an updated paper as it is now, and by no word that is gone", async () => {
      const [tidal] = records;
      const title = "A theoretical framework for glaciers";
      await opened.papers.ingest([{ ...tidal!, title, tallies: { upvotes: 9 } }], today);
      await search.catchUp();
      assert.deepEqual(await idsOf("glaciers"), ["2601.00001"]);
      assert.deepEqual(await idsOf("tidal"), []);
      const { hits, total } = await search.find({ query: "", sort: "votes" });
      assert.deepEqual([hits[0]?.paperId, total], ["2601.00001", 3]);
      assert.equal(search.status().papers, 3);
    });

    it("finds a new paper, under its filters too", async () => {
      const dunes = {
        source: "jsonl",
        sourceId: "4",
        doi: "10.1234/dunes",
        title: "Dunes that sing",
        abstract: "The shapes of dunes, and their theoretical framework.",
        authors: [{ name: "Sandra Wind" }],
        venue: "Journal of Sand",
        announcedOn: "2026-03-01" as Day,
      };
      await opened.papers.ingest([dunes], today);
      await search.catchUp();
      assert.deepEqual(await idsOf("dunes author:wind venue:sand"), ["doi:10.1234/dunes"]);
      assert.equal((await search.find({ query: "framework", mode: "words" })).total, 4);
      assert.ok((await search.similar("doi:10.1234/dunes" as never, 5)).length > 0);
    });

    it("forgets a paper that turned out to be another one", async () => {
      const both = { ...records[1]!, sourceId: "5", doi: "10.1234/dunes" };
      const { removed } = await opened.papers.ingest([both], today);
      assert.deepEqual(removed, ["doi:10.1234/dunes"]);
      await search.catchUp();
      assert.equal(search.status().papers, 3);
      await assert.rejects(search.similar("doi:10.1234/dunes" as never, 5), { code: "not_found" });
      const { total } = await search.find({ query: "" });
      assert.equal(total, 3);
      const similar = await search.similar("2601.00001" as never, 10);
      assert.ok(similar.every(({ paperId }) => paperId.startsWith("2601.")));
    });
  });
}
