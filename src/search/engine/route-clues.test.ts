import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const engine = buildEngine(
  [
    ["1", "Weaving by water power", ["Ada Weaver"], "2017-06-01"],
    ["2", "Looms and their springs", ["Ada Weaver", "John Smith"], "2019-06-01"],
    ["3", "Attention in looms", ["Chien Wu"], "2017-06-01"],
    ["4", "A theory of attention", ["Jane Smith"], "2017-06-01"],
    ["5", "Attention, attention: a history of attention", ["Blaise Doe"], "2012-06-01"],
    ["6", "A weaver at work: weaver and weaver", ["Rosa Long"], "2015-06-01"],
    ["7", "Long threads of long looms", ["Karl Kern"], "2015-06-01"],
  ].map(([id, title, authors, date]) =>
    aDocument({
      id: `p-${id}`,
      title: title as string,
      authors: authors as string[],
      date: date as string,
    }),
  ),
  [wordSpace],
  3,
);
const ids = (query: string): string[] =>
  engine.find({ query }).hits.map((hit) => hit.paperId.slice(2));

describe("author, year and subject in plain words", () => {
  it("let the papers of an author and a year lead", () => {
    assert.equal(ids("weaver 2017")[0], "1");
    assert.equal(ids("ada weaver 2019")[0], "2");
    assert.equal(ids("smith 2017")[0], "4");
    assert.deepEqual(ids("weaver and smith 2019")[0], "2");
    assert.equal(ids("smith et al. 2019")[0], "2");
  });

  it("find the paper about something by somebody", () => {
    assert.equal(ids("the paper about attention by Smith")[0], "4");
    assert.equal(ids("papers by Weaver on springs")[0], "2");
    assert.deepEqual(ids("papers by Weaver").slice(0, 2).sort(), ["1", "2"]);
    assert.equal(ids("attention by Chien Wu")[0], "3");
  });

  it("hide nothing: other papers stand below", () => {
    assert.ok(ids("smith attention 2017").includes("5"));
  });

  it("put the subject before papers of the author on other subjects", () => {
    const found = ids("the paper about attention by Weaver");
    assert.ok(found.indexOf("5") < found.indexOf("1"), `${found}`);
    assert.ok(found.includes("1"));
  });

  it("leave subjects alone that stand beside a year or behind by", () => {
    assert.equal(ids("attention 2012")[0], "5");
    assert.equal(ids("long 2015")[0], "7");
    assert.equal(ids("weaving by water power")[0], "1");
  });

  it("name the author as what matched", () => {
    const [first] = engine.find({ query: "the paper about attention by Smith" }).hits;
    assert.deepEqual(first?.matched, ["attention", "smith"]);
  });
});
