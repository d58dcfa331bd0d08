import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseQuery } from "./parse-query.ts";

describe("the query language", () => {
  it("takes words, phrases, exclusions and conditions apart", () => {
    assert.deepEqual(
      parseQuery(
        'graph "neural network" -cats -"two words" author:"Jane Doe" -has:code from:2024-02 to:2024',
      ),
      {
        words: "graph",
        phrases: ["neural network"],
        excludedWords: ["cats"],
        excludedPhrases: ["two words"],
        filters: [
          { field: "author", values: ["Jane Doe"], isNegated: false },
          { field: "has", values: ["code"], isNegated: true },
        ],
        from: "2024-02-01",
        until: "2024-12-31",
        like: [],
        unlike: [],
        notes: [],
      },
    );
  });

  it("takes papers to be like and papers not to be like, by any name they have", () => {
    const { like, unlike, words, notes } = parseQuery(
      'like:2401.01234 -like:10.1/abc unlike:"A Whole Title" -unlike:p-000000000001 robots',
    );
    assert.deepEqual(like, ["2401.01234", "p-000000000001"]);
    assert.deepEqual(unlike, ["10.1/abc", "A Whole Title"]);
    assert.equal(words, "robots");
    assert.deepEqual(notes, []);
  });

  it("says what it did not take as it looks", () => {
    const said = (query: string) => parseQuery(query).notes.map(({ kind }) => kind);
    assert.deepEqual(said("title:graph"), ["unknown-operator"]);
    assert.deepEqual(said('-ti:"graph theory" foo:bar'), ["unknown-operator", "unknown-operator"]);
    assert.deepEqual(said("from:yesterday -to:2024"), ["no-date", "no-date"]);
    assert.deepEqual(said("has:wings"), ["unknown-value"]);
    assert.deepEqual(said("author: doe"), ["no-value"]);
    assert.deepEqual(said('graph "neural network'), ["unclosed-quote"]);
    assert.equal(
      parseQuery("title:graph").notes[0]?.message,
      "“title:” is not an operator; searched for as words.",
    );
  });

  it("does not find fault with prose, addresses, times and ids", () => {
    for (const query of [
      "http://x.org/a https://doi.org/10.1/x",
      "ratio 3:1 at 10:30",
      "c: a language",
      "BERT: Pre-training of Deep Bidirectional Transformers",
      "std::vector a::b",
      "arXiv:2401.01234 doi:10.1/abc",
      'a 5" screen',
      "x:y",
    ]) {
      assert.deepEqual(parseQuery(query).notes, [], query);
    }
  });

  it("reads the end of a month, February of a leap year too", () => {
    assert.equal(parseQuery("to:2024-02").until, "2024-02-29");
    assert.equal(parseQuery("to:2023-12").until, "2023-12-31");
  });

  it("takes for words what is not in the language", () => {
    for (const query of [
      "title:graph",
      "from:yesterday",
      "has:wings",
      "http://x.org/a",
      "-",
      "a-b",
    ]) {
      assert.equal(parseQuery(query).words, query);
    }
    assert.equal(parseQuery('"never closed').words, "never closed");
  });

  it("never throws and never loops, whatever it is given", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        '"',
        "-",
        ":",
        "author:",
        'org:"',
        "from:",
        "to:9999-12",
        " ",
        "\u201c",
        '-"',
        "has:",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        parseQuery(pieces.join("").slice(0, 1000));
      }),
      { numRuns: 5000 },
    );
  });

  it("takes the worst input of 1,000 characters in its stride", () => {
    for (const unit of ['"', "-", 'author:"', "a:", '-"', "("]) {
      parseQuery(unit.repeat(1000).slice(0, 1000));
    }
  });
});
