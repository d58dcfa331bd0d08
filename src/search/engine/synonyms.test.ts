import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const introducing = Array.from({ length: 3 }, (_, at) =>
  aDocument({
    id: `intro${at}`,
    title: `Reading many papers ${at}`,
    abstract: "We study retrieval-augmented generation (RAG) of answers.",
  }),
);
const longOnly = aDocument({
  id: "long",
  title: "Answers by retrieval-augmented generation",
  abstract: "A study.",
});
const shortOnly = aDocument({ id: "short", title: "RAG for law", abstract: "A study." });
const others = Array.from({ length: 20 }, (_, at) =>
  aDocument({ id: `other${at}`, title: `Bees and flowers ${at}`, abstract: "A study of nectar." }),
);
const documents = [...introducing, longOnly, shortOnly, ...others];

function found(query: string, segmentSize?: number): string[] {
  const engine = buildEngine(documents, [wordSpace], segmentSize);
  return engine.find({ query, mode: "words" }).hits.map((hit) => hit.paperId);
}

describe("synonyms learnt from the papers", () => {
  it("finds a paper that spells out what the query shortens", () => {
    const hits = found("rag");
    assert.ok(hits.includes("long"));
    assert.ok(hits.indexOf("short") < hits.indexOf("long"));
  });

  it("finds a paper that shortens what the query spells out", () => {
    assert.ok(found("retrieval augmented generation").includes("short"));
  });

  it("knows them from all segments together", () => {
    assert.deepEqual(found("rag", 2).slice().sort(), found("rag").slice().sort());
  });

  it("marks what it looked for", () => {
    const { terms } = buildEngine(documents, [wordSpace]).find({ query: "rag", mode: "words" });
    assert.ok(terms.includes("retriev augment generat"));
  });

  it("takes one paper's short form for nothing", () => {
    const engine = buildEngine([introducing[0]!, longOnly, ...others], [wordSpace]);
    const { hits } = engine.find({ query: "rag", mode: "words" });
    assert.deepEqual(
      hits.map((hit) => hit.paperId),
      ["intro0"],
    );
  });
});
