import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { markRanges } from "./mark-ranges.ts";
import { stemWord } from "./stem.ts";

const marked = (text: string, ...terms: string[]) =>
  markRanges(text, terms).map(([start, end]) => text.slice(start, end));

describe("marking what matched", () => {
  it("marks every form of a word, whatever its case and accents", () => {
    const theory = stemWord("theoretical");
    assert.deepEqual(marked("Theoretical work, theoretically; Théoretic.", theory), [
      "Theoretical",
      "theoretically",
      "Théoretic",
    ]);
  });

  it("marks a hyphenated word as a whole or the part that was asked for", () => {
    const text = "Pre\u2011training, pre-training and self-training";
    assert.deepEqual(marked(text, stemWord("pretraining")), ["Pre\u2011training", "pre-training"]);
    assert.deepEqual(marked("self-training", "train"), ["training"]);
    assert.deepEqual(marked("GPT-4 and C++", "gpt4", "c++"), ["GPT-4", "C++"]);
  });

  it("marks a phrase only where its words stand side by side", () => {
    const phrase = `${stemWord("effective")} ${stemWord("theory")}`;
    assert.deepEqual(
      marked("A theory is effective. Effective theories; effective-theory", phrase),
      ["Effective theories", "effective-theory"],
    );
  });

  it("marks ideographs one by one", () => {
    assert.deepEqual(marked("深度学习", "学", "习"), ["学", "习"]);
  });

  it("gives sorted ranges that do not overlap, in any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.array(fc.string({ maxLength: 3 })),
        (text, terms) => {
          let reached = 0;
          for (const [start, end] of markRanges(text, terms)) {
            assert.ok(start >= reached && end > start && end <= text.length);
            reached = end;
          }
        },
      ),
    );
  });
});
