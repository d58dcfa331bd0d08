import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLegs, fuseLegs, meaningWeights, stretchLegs, trustLegs } from "./fusion.ts";

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

const words = Float64Array.of(10, 6, 0);
const meaning = Float64Array.of(0.2, 0.8, 0.6);
const candidates = { words, meanings: [meaning] };
const tops = { words: Float64Array.of(10, 6), meanings: [Float64Array.of(0.8, 0.6, 0.2)] };

describe("fusing legs", () => {
  it("adds up shares of scores between the best of a leg and nothing", () => {
    const fused = fuseLegs(candidates, tops, [0.25]);
    close(fused[0]!, 0.75 * 1 + 0.25 * 0.25);
    close(fused[1]!, 0.75 * 0.6 + 0.25 * 1);
  });

  it("leaves all to the spaces where no word was found", () => {
    const none = { words: Float64Array.of(0, 0, 0), meanings: [meaning] };
    const fused = fuseLegs(none, { ...tops, words: new Float64Array(0) }, [0.25]);
    close(fused[1]!, 1);
  });

  it("leaves all to the words where a space found nothing", () => {
    const fused = fuseLegs(candidates, { ...tops, meanings: [new Float64Array(0)] }, [0.25]);
    close(fused[0]!, 1);
  });

  it("follows a space less that sees the best hit by words far off", () => {
    const agreeing = { words, meanings: [Float64Array.of(0.8, 0.2, 0.6)] };
    const [less] = trustLegs(stretchLegs(candidates, tops), [0.25]);
    const [more] = trustLegs(stretchLegs(agreeing, tops), [0.25]);
    assert.ok(less! < 0.25 && more! > 0.25, `${less} ${more}`);
  });

  it("trusts all as they are where no word was found", () => {
    const stretched = stretchLegs(candidates, { ...tops, words: new Float64Array(0) });
    assert.deepEqual(trustLegs(stretched, [0.25]), [0.25]);
  });

  it("shares out more among two spaces than among one, and less for short queries", () => {
    const sum = (weights: readonly number[]) => weights.reduce((all, one) => all + one, 0);
    assert.ok(sum(meaningWeights(9, 2)) > sum(meaningWeights(9, 1)));
    assert.ok(sum(meaningWeights(2, 2)) < sum(meaningWeights(9, 2)));
    assert.ok(sum(meaningWeights(9, 5)) < 1);
    assert.deepEqual(meaningWeights(3, 0), []);
  });

  it("gives the same as one by one where stretched legs are combined", () => {
    const stretched = stretchLegs(candidates, tops);
    assert.deepEqual(combineLegs(stretched, [0.4]), fuseLegs(candidates, tops, [0.4]));
  });
});
