import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "#platform";
import type { SearchRequest } from "../search.ts";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const corpus = [
  aDocument({
    id: "2501.00001",
    arxivId: "2501.00001",
    title: "A theoretical framework for tidal pools",
    abstract: "We describe how water moves between rocks.",
    authors: ["Jane Doe", "Ada Byron"],
    organizations: ["University of Tides"],
    categories: ["physics.ao-ph"],
    venue: "tides2025",
    date: "2025-01-05",
    has: ["code"],
    upvotes: 3,
  }),
  aDocument({
    id: "doi:10.1/rocks",
    doi: "10.1/rocks",
    title: "Rocks and their shapes",
    abstract: "Our theoretical framework explains pre-training of shapes with GPT-4 and C++.",
    authors: ["John Doe"],
    categories: ["cs.CL", "cs.LG"],
    date: "2024-03-02",
    comments: 4,
    has: ["comments"],
  }),
  aDocument({
    id: "p-000000000003",
    title: "A framework of beams",
    abstract: "No theory and nothing theoretical here, pretraining only.",
    authors: ["Kyunghyun Çho"],
    categories: ["cs.LG"],
    date: "2023-07-09",
    upvotes: 9,
  }),
  aDocument({ id: "p-000000000004", title: "深度学习的理论", abstract: "", date: "2022-01-01" }),
];
const engine = buildEngine(corpus, [wordSpace]);
const ids = (request: SearchRequest) =>
  engine.find(request).hits.map((hit) => hit.paperId as string);
const words = (query: string) => ids({ query, mode: "words" });

describe("finding papers", () => {
  it("lets a phrase in the title lead one in the abstract, and that one scattered words", () => {
    // Equal in all but the words, among papers of other things, as in a corpus of any size.
    const others = Array.from({ length: 40 }, (_, index) =>
      aDocument({
        id: `other-${index}`,
        title: `Tides of bay ${index}`,
        abstract: "We watch how the water of a bay rises and falls twice a day.",
      }),
    );
    const [title, abstract, scattered] = corpus
      .slice(0, 3)
      .map(({ id, title, abstract }) => aDocument({ id, title, abstract }));
    const three = buildEngine([scattered!, abstract!, title!, ...others], [wordSpace]);
    const { hits } = three.find({ query: "theoretical framework", mode: "words" });
    assert.deepEqual(
      hits.map((hit) => hit.paperId as string),
      ["2501.00001", "doi:10.1/rocks", "p-000000000003"],
    );
  });

  it("takes quoted words as they stand", () => {
    assert.deepEqual(words('"theoretical framework"').sort(), ["2501.00001", "doi:10.1/rocks"]);
    assert.deepEqual(words('framework -"theoretical framework"'), ["p-000000000003"]);
  });

  it("leaves out papers with an excluded word", () => {
    assert.deepEqual(words("framework -rocks"), ["p-000000000003"]);
  });

  it("meets hyphenated words with and without their hyphen", () => {
    assert.deepEqual(words("pretraining").sort(), ["doi:10.1/rocks", "p-000000000003"]);
    assert.deepEqual(words("gpt4"), ["doi:10.1/rocks"]);
    assert.deepEqual(words("c++"), ["doi:10.1/rocks"]);
  });

  it("finds authors by name, by part of a name, by slug and without accents", () => {
    assert.deepEqual(ids({ query: 'author:"Jane Doe"' }), ["2501.00001"]);
    assert.deepEqual(ids({ query: "author:doe" }).sort(), ["2501.00001", "doi:10.1/rocks"]);
    assert.deepEqual(ids({ query: "", filters: { authors: ["kyunghyun-cho"] } }), [
      "p-000000000003",
    ]);
    assert.deepEqual(words("cho"), ["p-000000000003"]);
  });

  it("filters by organisation, category, venue, date and what a paper has", () => {
    assert.deepEqual(ids({ query: "org:tides" }), ["2501.00001"]);
    assert.deepEqual(ids({ query: "category:cs" }), ["doi:10.1/rocks", "p-000000000003"]);
    assert.deepEqual(ids({ query: "category:cs.cl" }), ["doi:10.1/rocks"]);
    for (const venue of ["tides", "tides2025", "tides-2025", '"Tides 2025"']) {
      assert.deepEqual(ids({ query: `venue:${venue}` }), ["2501.00001"], venue);
    }
    assert.deepEqual(ids({ query: "from:2023 to:2024" }), ["doi:10.1/rocks", "p-000000000003"]);
    assert.deepEqual(ids({ query: "has:comments" }), ["doi:10.1/rocks"]);
    assert.deepEqual(ids({ query: "framework -has:code", mode: "words" }).sort(), [
      "doi:10.1/rocks",
      "p-000000000003",
    ]);
  });

  it("lists all papers, newest first, when nothing is asked", () => {
    assert.deepEqual(ids({ query: "" })[0], "2501.00001");
    assert.equal(engine.find({ query: " " }).total, 4);
    assert.deepEqual(ids({ query: "", sort: "votes" })[0], "p-000000000003");
    assert.deepEqual(ids({ query: "framework", sort: "discussed" })[0], "doi:10.1/rocks");
  });

  it("puts the paper first whose id, address, DOI or title was typed", () => {
    for (const query of [
      "2501.00001",
      "arXiv:2501.00001v3",
      "https://arxiv.org/pdf/2501.00001v2.pdf",
      "https://doi.org/10.48550/arXiv.2501.00001",
      "a THEORETICAL framework, for tidal pools!",
    ]) {
      assert.equal(ids({ query })[0], "2501.00001", query);
    }
    assert.equal(ids({ query: "https://doi.org/10.1/ROCKS" })[0], "doi:10.1/rocks");
  });

  it("forgives a typo and says what it took the word for", () => {
    const answer = engine.find({ query: "theoretcial framwork", mode: "words" });
    assert.equal(answer.suggestion, "theoretical framework");
    assert.equal(answer.hits[0]?.paperId, "2501.00001");
    assert.deepEqual(answer.hits[0]?.matched, ["theoretical", "framework"]);
  });

  it("finds text without spaces between words", () => {
    assert.deepEqual(words("深度学习"), ["p-000000000004"]);
  });

  it("counts facets over all hits, whatever the page", () => {
    const { facets, total } = engine.find({
      query: "framework",
      mode: "words",
      limit: 1,
      facets: true,
    });
    assert.equal(total, 3);
    assert.deepEqual(facets?.category[0], { value: "cs.LG", label: "cs.LG", count: 2 });
    assert.deepEqual(facets?.has.map(({ value }) => value).sort(), ["code", "comments"]);
    assert.equal(facets?.year.length, 3);
    assert.deepEqual(facets?.venue[0], { value: "tides-2025", label: "TIDES 2025", count: 1 });
    assert.ok(facets?.author.some(({ value }) => value === "jane-doe"));
  });

  it("pages without gaps or repeats", () => {
    const paged = [0, 1, 2].flatMap((offset) =>
      ids({ query: "framework theory", limit: 1, offset }),
    );
    assert.deepEqual(paged, ids({ query: "framework theory", limit: 3 }));
  });

  it("refuses a query of more than 1,000 characters", () => {
    assert.throws(
      () => engine.find({ query: "x".repeat(1001) }),
      (error) => error instanceof AppError && error.code === "invalid",
    );
  });

  it("works on an empty index and on equal papers", () => {
    const empty = buildEngine([], [wordSpace]);
    assert.deepEqual(empty.find({ query: "anything at all", facets: true }).hits, []);
    const equal = Array.from({ length: 50 }, (_, at) =>
      aDocument({ id: `p-${at}`, title: "Same" }),
    );
    const answer = buildEngine(equal, [wordSpace], 9).find({ query: "same", limit: 50 });
    assert.equal(new Set(answer.hits.map((hit) => hit.paperId)).size, 50);
  });
});

describe("similar papers", () => {
  it("come with the terms that both papers share", () => {
    const hits = engine.similar(corpus[0]!.id, 5);
    assert.ok(hits.length > 0);
    for (const hit of hits) assert.ok(hit.sharedTerms.length > 0);
    assert.ok(!hits.some((hit) => hit.paperId === corpus[0]!.id));
    const rocks = hits.find((hit) => hit.paperId === "doi:10.1/rocks");
    assert.deepEqual(rocks?.sharedTerms, ["rocks", "theoretical", "framework"]);
  });

  it("are not to be had of a paper that is not there", () => {
    assert.throws(
      () => engine.similar("p-nowhere" as (typeof corpus)[0]["id"], 5),
      (error) => error instanceof AppError && error.code === "not_found",
    );
  });
});
