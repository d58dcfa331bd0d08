import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const remembered = aDocument({
  id: "remembered",
  title: "On the feeding of young bees in the hive during cold winters",
  abstract: "A study of nectar.",
});
/** Each says more about feeding bees than the paper someone remembers. */
const topical = Array.from({ length: 30 }, (_, at) =>
  aDocument({
    id: `topical${at}`,
    title: `Winters of the hive: young bees ${at}`,
    abstract: "Feeding in cold winters.",
  }),
);

for (const segmentSize of [Number.POSITIVE_INFINITY, 4]) {
  const engine = buildEngine([...topical, remembered], [wordSpace], segmentSize);
  const first = (query: string) => engine.find({ query }).hits[0]?.paperId;

  describe(`a title remembered in part, segments of ${segmentSize}`, () => {
    it("leads with 60 % of its words", () => {
      assert.equal(first("on the feeding young bees hive cold winters"), "remembered");
    });

    it("leads with a typo", () => {
      const typed = "On the feedign of young bees in the hive during cold winters";
      assert.equal(first(typed), "remembered");
    });

    it("is not led to by its words in another order", () => {
      assert.notEqual(first("winters hive bees young"), "remembered");
    });
  });
}
