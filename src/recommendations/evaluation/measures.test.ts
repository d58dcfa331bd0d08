import assert from "node:assert/strict";
import { test } from "node:test";
import { findAuthorReaders, mergeReaders } from "./author-readers.ts";
import { measureSystems } from "./measure-systems.ts";
import { measureReader } from "./measures.ts";
import { renderEvaluation } from "./render-evaluation.ts";

test("measures of a ranking are those worked out by hand", () => {
  const quality = measureReader([4, 7, 1], new Set([7, 9]));
  assert.equal(quality.recall10, 0.5);
  const ideal = 1 + 1 / Math.log2(3);
  assert.ok(Math.abs(quality.ndcg10 - 1 / Math.log2(3) / ideal) < 1e-12);
});

test("CPU is told as the mean and as that of the middle reader, after a second that is not counted", () => {
  let cpuMs = 0;
  let asked = 0;
  const result = measureSystems({
    name: "work",
    candidates: [0, 1],
    readers: [{ ms: 2 }, { ms: 4 }, { ms: 84 }],
    relevant: () => new Set([0]),
    systems: [
      {
        name: "works",
        score: ({ ms }) => {
          asked += 1;
          // The first are slow, as code is that is not compiled yet.
          cpuMs += asked <= 6 ? 2 * ms : ms;
          return new Float32Array(2);
        },
      },
    ],
    readCpuMs: () => cpuMs,
  });
  // Three readers are not enough for a second: they are asked again and again.
  assert.equal(asked, 6 + 24 + 3);
  const { cpuMs: mean, medianCpuMs } = result.systems[0]!;
  assert.deepEqual([mean, medianCpuMs], [30, 4]);
  assert.match(renderEvaluation([result]), /CPU ms +median\nworks .* 30\.00 +4\.00\n/);
});

const paper = (year: number, ...authors: string[]) => ({ title: "", abstract: "", authors, year });

test("an author is a reader with five papers before and one in the year", () => {
  const papers = [
    paper(2010, "old", "ada"),
    ...Array.from({ length: 5 }, () => paper(2020, "ada")),
    ...Array.from({ length: 4 }, () => paper(2020, "ben")),
    paper(2022, "ada", "ben", "cy"),
    paper(2023, "ada"),
  ];
  const readers = findAuthorReaders(papers, { year: 2022, most: 10, seed: 1 });
  assert.deepEqual(readers, [{ library: [1, 2, 3, 4, 5], relevant: [10] }]);
});

test("of two merged readers the one with the larger library is the major", () => {
  const small = { library: [1], relevant: [5] };
  const large = { library: [2, 3], relevant: [6] };
  assert.deepEqual(mergeReaders([small, large, small]), [{ major: large, minor: small }]);
});

/** Half a second each time it is looked at. */
function tick(): number {
  ticks += 1;
  return ticks * 500;
}
let ticks = 0;

test("a system that knows beats one that guesses, and the table says by how much", () => {
  const readers = [...Array(30).keys()];
  const result = measureSystems({
    name: "a game",
    candidates: [...Array(200).keys()],
    readers,
    relevant: (reader) => new Set([reader, 199]),
    isHad: (_, candidate) => candidate === 198,
    readCpuMs: tick,
    systems: [
      {
        name: "knows",
        score: (reader) =>
          Float32Array.from({ length: 200 }, (_, at) => Number(at === reader || at > 197)),
      },
      { name: "guesses", score: () => new Float32Array(200) },
    ],
  });
  assert.equal(result.systems[0]!.ndcg10, 1);
  const gain = result.gains.find(({ measure }) => measure === "recall50")!;
  assert.ok(gain.low > 0 && gain.low <= gain.mean && gain.mean <= gain.high);
  assert.match(
    renderEvaluation([result]),
    /a game: 30 readers, 200 candidates[\s\S]*knows +1\.0000/,
  );
});
