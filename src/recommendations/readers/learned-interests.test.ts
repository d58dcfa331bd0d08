import assert from "node:assert/strict";
import { test } from "node:test";
import type { Interest } from "../recommendations.ts";
import { renewLearned, weightOf } from "./learned-interests.ts";

const learned = (words: string[], papers = 3) => ({
  words,
  deeds: Array.from({ length: papers }, (_, at) => at),
  weight: 1,
});

function kept(id: string, words: string[], more: Partial<Interest> = {}): Interest {
  return {
    id,
    origin: "learned",
    kind: "topic",
    target: words.join(" "),
    label: words.slice(0, 3).join(", "),
    words,
    weight: 1,
    isMuted: false,
    papers: 3,
    ...more,
  };
}

test("an interest found again keeps its id, the name it was given, its weight and its muting", () => {
  const before = [
    kept("a", ["graph", "node", "molecule", "edge"], { label: "Chemistry", weight: 2 }),
    kept("b", ["speech", "audio", "speaker"], { isMuted: true }),
  ];
  const after = renewLearned(
    [learned(["speech", "speaker", "voice"]), learned(["graph", "node", "ring", "edge"], 7)],
    before,
  );
  assert.deepEqual(
    after.map(({ id, label, weight, isMuted, papers }) => [id, label, weight, isMuted, papers]),
    [
      ["b", "speech, speaker, voice", 1, true, 3],
      ["a", "Chemistry", 2, false, 7],
    ],
  );
});

test("two interests never become one, and a new one has an id of its own", () => {
  const before = [kept("a", ["graph", "node"])];
  const after = renewLearned([learned(["graph", "node"]), learned(["graph", "node"])], before);
  assert.equal(after[0]!.id, "a");
  assert.notEqual(after[1]!.id, "a");
});

test("what the reader has said of an interest weighs the cluster whose words it has", () => {
  const interests = [
    kept("a", ["graph", "node"], { weight: 4 }),
    kept("b", ["speech", "audio"], { isMuted: true }),
  ];
  assert.equal(weightOf(["node", "graph", "edge"], interests), 4);
  assert.equal(weightOf(["audio", "speech"], interests), 0);
  assert.equal(weightOf(["robot", "leg"], interests), 1);
});
