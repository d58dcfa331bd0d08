import assert from "node:assert/strict";
import { test } from "node:test";
import { createFeatureMaker } from "./make-features.ts";
import { createVocabularyBuilder } from "./vocabulary.ts";
import { visitTerms } from "./words.ts";

function termsOf(text: string): string[] {
  const terms: string[] = [];
  visitTerms(text, (term) => void terms.push(term));
  return terms;
}

const texts = [
  { title: "Tidal networks", abstract: "Networks of tides in the northern sea." },
  { title: "A tidal network", abstract: "The network measures tides." },
  { title: "Moon dust", abstract: "Dust on the moon, and networks of craters." },
  { title: "Networks", abstract: "Networks and the moon." },
];

function vocabulary() {
  const builder = createVocabularyBuilder();
  for (const text of texts) builder.add(text);
  return builder.build({ minPapers: 2, maxShare: 0.9 });
}

test("terms are stems and pairs of them, without stop words and bare numbers", () => {
  assert.deepEqual(termsOf("The tides of 2020 networks"), ["tide", "network", "tide network"]);
});

test("a vocabulary keeps terms of enough papers and not of nearly all, as people write them", () => {
  const { terms, labels, idf } = vocabulary();
  assert.ok(!terms.includes("network"), "in every paper");
  assert.ok(!terms.includes("crater"), "in one paper");
  assert.ok(terms.includes("tidal network"));
  assert.equal(labels[terms.indexOf("tidal network")], "tidal networks");
  assert.ok(idf.every((value) => value > 1));
});

test("the same papers give the same vocabulary, others another", () => {
  assert.equal(vocabulary().identity, vocabulary().identity);
  const other = createVocabularyBuilder().build();
  assert.notEqual(other.identity, vocabulary().identity);
});

test("features have length 1, terms in order, and words of the title weigh more", () => {
  const words = vocabulary();
  const make = createFeatureMaker(words);
  const dense = Float32Array.of(1, 0);
  const paper = make({ title: "Moon", abstract: "Tides, dust, moons.", authors: ["ada"] }, dense);
  assert.ok(Math.abs(Math.hypot(...paper.weights) - 1) < 1e-6);
  assert.deepEqual(
    [...paper.terms],
    [...paper.terms].sort((a, b) => a - b),
  );
  const weightOf = (term: string) => paper.weights[paper.terms.indexOf(words.terms.indexOf(term))]!;
  assert.ok(weightOf("moon") > weightOf("tide"));
  assert.equal(paper.dense, dense);
});

test("a paper of unknown words has no terms", () => {
  const paper = createFeatureMaker(vocabulary())({ title: "x", abstract: "" }, new Float32Array(2));
  assert.equal(paper.terms.length, 0);
});
