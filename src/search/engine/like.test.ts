import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SearchRequest } from "../search.ts";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const subjects = {
  tides: "tides harbours estuaries salinity moon currents",
  robots: "robots grippers manipulation torque joints actuators",
  parsing: "grammars parsing syntax treebank sentences dependency",
};

/** Three papers to a subject, each with some of its words and one of its own. */
const corpus = Object.entries(subjects).flatMap(([name, text], row) =>
  [0, 1, 2].map((at) => {
    const words = text.split(" ");
    const turned = [...words.slice(at), ...words.slice(0, at)];
    return aDocument({
      id: `260${row}.0000${at}`,
      arxivId: `260${row}.0000${at}`,
      doi: `10.1/${name}-${at}`,
      title: `On ${turned.slice(0, 3).join(" ")}`,
      abstract: `A study of ${turned.join(", ")} and ${at === 0 ? "learning" : "rocks"}.`,
      authors: [`Author ${name}`],
      date: `2026-01-0${row * 3 + at + 1}`,
    });
  }),
);
const engine = buildEngine(corpus, [wordSpace], 4);

const ids = (query: string, rest: Partial<SearchRequest> = {}): string[] =>
  engine.find({ query, ...rest }).hits.map((hit) => hit.paperId);
const subjectOf = (id: string | undefined) => id?.slice(0, 4);

describe("like: and unlike:", () => {
  it("put papers of the same subject first and leave out the ones named", () => {
    for (const mode of ["hybrid", "words", "meaning"] as const) {
      const found = ids("like:2601.00000", { mode });
      assert.deepEqual(found.slice(0, 2).map(subjectOf), ["2601", "2601"], mode);
      assert.ok(!found.includes("2601.00000"), mode);
    }
  });

  it("take a paper by its DOI, its address and its title", () => {
    const wanted = ids("like:2601.00000");
    for (const name of [
      "10.1/robots-0",
      "https://arxiv.org/abs/2601.00000v2",
      "arXiv:2601.00000,",
      '"On robots grippers manipulation"',
    ]) {
      assert.deepEqual(ids(`like:${name}`), wanted, name);
    }
  });

  it("add several papers up, apart or parted by commas", () => {
    const found = ids("like:2600.00000 like:2601.00000").slice(0, 4).map(subjectOf).sort();
    assert.deepEqual(found, ["2600", "2600", "2601", "2601"]);
    assert.deepEqual(ids("like:2600.00000,2601.00000").slice(0, 4).map(subjectOf).sort(), found);
  });

  it("move away from the papers not to be like", () => {
    const found = ids("like:2600.00000 like:2601.00000 unlike:2601.00001");
    assert.deepEqual(found.slice(0, 2).map(subjectOf), ["2600", "2600"]);
    assert.ok(!found.includes("2601.00001"));
  });

  it("go together with words and with filters", () => {
    assert.equal(subjectOf(ids("rocks like:2602.00000")[0]), "2602");
    assert.deepEqual(ids('like:2602.00000 author:"Author robots"').map(subjectOf), [
      "2601",
      "2601",
      "2601",
    ]);
    assert.notEqual(subjectOf(ids("rocks unlike:2600.00001")[0]), "2600");
    assert.equal(ids("like:2602.00000", { sort: "new" })[0], "2602.00002");
  });

  it("say why: the terms shared with the papers named, which are marked", () => {
    const { hits, terms } = engine.find({ query: "like:2601.00000" });
    const shared = hits[0]?.sharedTerms ?? [];
    assert.ok(shared.length > 0 && shared.every((term) => subjects.robots.includes(term)));
    assert.equal(
      terms.filter((term) => subjects.robots.includes(term.slice(0, 5))).length > 0,
      true,
    );
  });

  it("say which papers are not here, and find nothing where nothing else was asked", () => {
    const { hits, total, notes } = engine.find({ query: "like:2699.99999", facets: true });
    assert.deepEqual([hits.length, total], [0, 0]);
    assert.deepEqual(
      notes.map(({ kind, text }) => [kind, text]),
      [["unknown-paper", "2699.99999"]],
    );
    const beside = engine.find({ query: "rocks like:2699.99999" });
    assert.ok(beside.hits.length > 0);
    assert.equal(beside.notes.length, 1);
  });

  it("list everything but the nearest when only unlike: is given", () => {
    const found = ids("unlike:2600.00000");
    assert.ok(!found.includes("2600.00000"));
  });

  it("page without gaps and agree with the total", () => {
    const query = "rocks like:2601.00000 unlike:2600.00000";
    const { total, hits } = engine.find({ query, limit: 100 });
    assert.equal(hits.length, total);
    const paged = hits.map(
      (_, offset) => engine.find({ query, limit: 1, offset }).hits[0]?.paperId,
    );
    assert.deepEqual(
      paged,
      hits.map((hit) => hit.paperId),
    );
  });
});
