import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { MarkWords } from "#papers";
import { findPassage } from "./passage.ts";

/** Marks every occurrence of a word. */
const marking =
  (word: string): MarkWords =>
  (text) =>
    [...text.matchAll(new RegExp(word, "gi"))].map((match) => [
      match.index,
      match.index + match[0].length,
    ]);

const filler = "This sentence is here to fill the room between two others, and it says nothing. ";

describe("the passage of an abstract", () => {
  test("begins with the sentence that holds most of what was asked for", () => {
    const text = `${filler}Gears turn gears. We show that gears are wheels. ${filler}`;
    const passage = findPassage(text, marking("gears|wheels"));
    assert.match(passage.tex, /^We show that gears are wheels\./);
    assert.equal(passage.startsInside, true);
  });

  test("another form of a word is no other word, and the first sentence of its like wins", () => {
    const text = `Theoretical gears turn. ${filler}In theory all theories are theoretical.`;
    assert.equal(findPassage(text, marking("theor\\w+")).startsInside, false);
  });

  test("is the beginning of the abstract when no word is marked", () => {
    const passage = findPassage(filler.repeat(8), () => []);
    assert.equal(passage.startsInside, false);
    assert.equal(passage.endsInside, true);
    assert.ok(passage.tex.length <= 340);
  });

  test("a full stop within math, a group or an abbreviation ends no sentence", () => {
    const text = `${filler}Let $x = 0. Y$ hold, e.g. Theorem {No. A} of Smith et al. We find gears.`;
    const passage = findPassage(text, marking("gears"));
    assert.match(passage.tex, /^Let \$x = 0\. Y\$ hold/);
  });

  test("nothing of an abstract that is one sentence is left out", () => {
    const text = "We look at gears";
    assert.deepEqual(findPassage(text, marking("gears")), {
      tex: text,
      startsInside: false,
      endsInside: false,
    });
  });
});
