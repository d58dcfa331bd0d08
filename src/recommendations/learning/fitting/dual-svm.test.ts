import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bindRows } from "../likeness/fast-rows.ts";
import { createRandom } from "../random.ts";
import { fitSvm } from "./dual-svm.ts";

interface Example {
  readonly point: readonly [number, number];
  readonly isLiked: boolean;
}

const coordinate = fc.integer({ min: -20, max: 20 }).map((value) => value / 10);
const example = fc.record({ point: fc.tuple(coordinate, coordinate), isLiked: fc.boolean() });
const examplesOfBoth = fc
  .array(example, { minLength: 4, maxLength: 25 })
  .filter((all) => new Set(all.map(({ isLiked }) => isLiked)).size === 2);

function fit(all: readonly Example[], cost: number) {
  const size = all.length;
  const dot = (a: Example, b: Example) => a.point[0] * b.point[0] + a.point[1] * b.point[1];
  const values = Float32Array.from({ length: size * size }, (_, at) =>
    dot(all[Math.floor(at / size)]!, all[at % size]!),
  );
  const duals = fitSvm(
    { size, stride: size, values },
    {
      rows: Uint32Array.from(all.keys()),
      signs: Int8Array.from(all, ({ isLiked }) => (isLiked ? 1 : -1)),
      weights: new Float32Array(size).fill(1),
    },
    { cost, maxPasses: 5_000, tolerance: 1e-5 },
  );
  const sum = (read: (one: Example) => number) =>
    all.reduce((total, one, at) => total + duals[at]! * read(one), 0);
  return { w: [sum(({ point }) => point[0]), sum(({ point }) => point[1]), sum(() => 1)] };
}

/** What the plane minimises: half its squared length and the squared errors. */
function objective(all: readonly Example[], cost: number, w: readonly number[]): number {
  const liked = all.filter(({ isLiked }) => isLiked).length;
  return all.reduce(
    (total, { point, isLiked }) => {
      const score = w[0]! * point[0] + w[1]! * point[1] + w[2]!;
      const error = Math.max(0, 1 - (isLiked ? score : -score));
      const balance = all.length / (2 * (isLiked ? liked : all.length - liked));
      return total + cost * balance * error * error;
    },
    w.reduce((half, value) => half + (value * value) / 2, 0),
  );
}

test("no plane near the one that is fitted has a smaller loss", () => {
  fc.assert(
    fc.property(examplesOfBoth, fc.constantFrom(0.1, 1, 5), (all, cost) => {
      const { w } = fit(all, cost);
      const best = objective(all, cost, w);
      for (const at of [0, 1, 2]) {
        for (const step of [-0.01, 0.01]) {
          const moved = w.map((value, place) => (place === at ? value + step : value));
          assert.ok(objective(all, cost, moved) >= best - 1e-5);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("liked and other examples fall on different sides where a line parts them", () => {
  const all: Example[] = [
    { point: [1, 0.2], isLiked: true },
    { point: [0.8, -0.1], isLiked: true },
    { point: [-1, 0.1], isLiked: false },
    { point: [-0.7, -0.4], isLiked: false },
    { point: [-0.9, 0.6], isLiked: false },
  ];
  const { w } = fit(all, 10);
  for (const { point, isLiked } of all) {
    const score = w[0]! * point[0] + w[1]! * point[1] + w[2]!;
    assert.equal(score > 0, isLiked);
  }
});

test("a plane is fitted the same where a kernel adds up the rows", () => {
  const stride = 61;
  const room = bindRows(stride)!;
  // The matrix of the last rows, as the one of a reader with few papers.
  const [first, size] = [10, stride - 10];
  const random = createRandom(2);
  const points = Array.from({ length: size }, () => [random() - 0.5, random() - 0.5, random()]);
  const values = room.values.subarray(first * (stride + 1));
  for (let one = 0; one < size; one += 1) {
    for (let other = 0; other < size; other += 1) {
      values[one * stride + other] = points[one]!.reduce(
        (sum, value, d) => sum + value * points[other]![d]!,
        0,
      );
    }
  }
  const examples = {
    rows: Uint32Array.from(points.keys()),
    signs: Int8Array.from(points, ([x, y]) => (x! + y! > 0.1 ? 1 : -1)),
    weights: new Float32Array(size).fill(1),
  };
  const options = { cost: 1, maxPasses: 50, tolerance: 1e-6 };
  const plain = fitSvm({ size, stride, values }, examples, options);
  assert.ok(plain.some((dual) => dual > 0) && plain.some((dual) => dual < 0));
  // Twice: the scores of the first are gone.
  for (const fast of [room.from(first, size), room.from(first, size)]) {
    const duals = fitSvm({ size, stride, values, fast }, examples, options);
    duals.forEach((dual, at) => void assert.ok(Math.abs(dual - plain[at]!) < 1e-3, `${at}`));
  }
});
