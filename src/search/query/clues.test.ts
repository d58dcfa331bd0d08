import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findClues } from "./clues.ts";

/** The first reading as `names | words | year`, names parted by commas. */
function read(query: string): string {
  const { readings, year } = findClues(query);
  const [first] = readings;
  const names = first?.names.map((name) => name.join(" ")).join(", ") ?? "";
  return [names, first?.words ?? "", year ?? ""].join(" | ");
}

describe("the clues of a query", () => {
  it("are an author, or several, and a subject in the forms people use", () => {
    const cases: [query: string, expected: string][] = [
      ["the paper about attention by Vaswani", "vaswani | attention | "],
      ["that paper on tidal pools by Jane Doe in 2019", "jane doe | tidal pools | 2019"],
      ["papers by Hinton on capsules", "hinton | capsules | "],
      ["Papers by Jane Doe and John Smith", "jane doe, john smith | jane doe and john smith | "],
      ["smith et al. 2019", "smith | smith 2019 | 2019"],
      ["attention, Vaswani et al., 2017", "vaswani | attention, vaswani , 2017 | 2017"],
      ["residual networks by He", "he | residual networks | "],
      ["the paper about tidal pools", " | tidal pools | "],
    ];
    for (const [query, expected] of cases) assert.equal(read(query), expected, query);
  });

  it("are the words beside a year, read as one name first and then each alone", () => {
    const { readings, year } = findClues("ashish vaswani 2017");
    assert.equal(year, 2017);
    assert.deepEqual(
      readings.map(({ names }) => names),
      [[["ashish", "vaswani"]], [["ashish"], ["vaswani"]]],
    );
    assert.ok(readings.every(({ needsYear, isStated }) => needsYear && !isStated));
  });

  it("are none in most queries", () => {
    for (const query of [
      "graph neural networks",
      "neural machine translation by jointly learning to align and translate words",
      "from 2017 to 2019",
      "a survey of methods that were proposed for the analysis of images in 2019",
      "",
    ]) {
      assert.equal(findClues(query).readings.length, 0, query);
    }
  });
});
