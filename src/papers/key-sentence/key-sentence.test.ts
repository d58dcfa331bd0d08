import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hostileText } from "../../../test/support/hostile-text.ts";
import { findKeySentence, keySentence } from "./key-sentence.ts";
import { sentencesOf } from "./sentences.ts";

const GEARS = [
  "Gears have turned in machines for two thousand years.",
  "However, existing gears suffer from wear, and most repairs are slow.",
  "In this paper, we propose OilGear, a method that keeps teeth apart by a film of oil.",
  "Experiments on ten clocks show that our gears outperform all others by 12 %.",
  "Code is available at https://example.org/gears.",
];

test("the sentence that proposes is chosen over background, results and addresses", () => {
  assert.equal(keySentence(GEARS.join(" ")), GEARS[2]);
});

test("the sentence is the abstract's own text, with its TeX and line breaks", () => {
  const abstract =
    "Gears wear.\nWe introduce \\emph{small}\ngears for $n$ clocks of the town. They turn.";
  assert.equal(
    keySentence(abstract),
    "We introduce \\emph{small}\ngears for $n$ clocks of the town.",
  );
});

test("one sentence is the key sentence, and an empty abstract has none", () => {
  assert.equal(keySentence("Gears turn."), "Gears turn.");
  assert.equal(keySentence("no stop"), "no stop");
  assert.equal(keySentence(""), "");
  assert.equal(findKeySentence("  \n "), undefined);
});

test("of a text that is no abstract only the beginning is looked at", () => {
  const long = `${"Gears wear. ".repeat(70)}We propose oil for gears in this paper.`;
  assert.equal(keySentence(long), "Gears wear.");
});

test("abbreviations, initials and numbers end no sentence", () => {
  const text = "We follow A. Lovelace et al. (1843), i.e. 3.5 gears, e.g. Fig. 2. They turn.";
  assert.deepEqual(
    sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
    [text.slice(0, -11), "They turn."],
  );
});

test("sentences of any text lie in it one after the other and miss nothing but white space", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        fc
          .array(fc.constantFrom("We", "a. ", "B", "! ", "\n", "。", '?" ', "1"))
          .map((parts) => parts.join("")),
      ),
      (text) => {
        let end = 0;
        for (const sentence of sentencesOf(text)) {
          assert.equal(text.slice(end, sentence.start).trim(), "");
          assert.ok(sentence.start < sentence.end);
          end = sentence.end;
        }
        assert.equal(text.slice(end).trim(), "");
      },
    ),
  );
});
