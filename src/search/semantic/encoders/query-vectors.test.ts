import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as settled } from "node:timers/promises";
import type { Encoder } from "./encoder.ts";
import { endpointSettings } from "./openai-endpoint.suite.ts";
import { createQueryVectors } from "./query-vectors.ts";

/** An encoder whose answers the test gives, and the log of those who use it. */
function aStage(limits: { restMs?: number; capacity?: number } = {}) {
  let nowMs = 0;
  const asked: string[] = [];
  const lines: string[] = [];
  let answer = async (): Promise<Float32Array[]> => [Float32Array.of(1, 0)];
  const encoder: Encoder = {
    settings: endpointSettings("http://127.0.0.1:1/v1"),
    encode: ([text]) => {
      asked.push(text!);
      return answer();
    },
    close: async () => {},
  };
  const write = (_: unknown, message: string) => void lines.push(message);
  const log = { info: write, warn: write };
  const vectors = createQueryVectors({
    encoder,
    log,
    timeLimitMs: 40,
    restMs: 60,
    now: () => nowMs,
    ...limits,
  });
  return {
    ...vectors,
    asked,
    lines,
    wait: (durationMs: number) => {
      nowMs += durationMs;
    },
    answerWith: (next: typeof answer) => {
      answer = next;
    },
  };
}

test("a query is encoded once, and again when others have been asked since", async () => {
  const stage = aStage({ capacity: 2 });
  for (const text of ["a", "a", "b", "a", "c", "a", "b"]) await stage.vectorOf(text);
  assert.deepEqual(stage.asked, ["a", "b", "c", "b"]);
});

test("searches for the same thing at once share one request", async () => {
  const stage = aStage();
  const found = await Promise.all(["a", "a", "a"].map(stage.vectorOf));
  assert.deepEqual(stage.asked, ["a"]);
  assert.ok(found.every((vector) => vector?.[0] === 1));
});

test("a slow encoder is not waited for, its answer serves the next search", async () => {
  const stage = aStage({ restMs: 10_000 });
  const slow = Promise.withResolvers<Float32Array[]>();
  stage.answerWith(() => slow.promise);
  assert.equal(await stage.vectorOf("a"), undefined);
  assert.equal(await stage.vectorOf("b"), undefined);
  assert.deepEqual(stage.asked, ["a"]);
  slow.resolve([Float32Array.of(0, 1)]);
  await settled();
  assert.deepEqual(await stage.vectorOf("a"), Float32Array.of(0, 1));
  assert.match(stage.lines.join("\n"), /does not answer within 40 ms\n.*answers again/);
});

test("an encoder that fails is left alone for a while, and it is said once", async () => {
  const stage = aStage({ restMs: 30 });
  stage.answerWith(async () => {
    throw new Error("no such model");
  });
  for (let round = 0; round < 3; round++) {
    assert.equal(await stage.vectorOf("a"), undefined);
    stage.wait(29);
    assert.equal(await stage.vectorOf("b"), undefined);
    stage.wait(1);
  }
  assert.deepEqual(stage.asked, ["a", "a", "a"]);
  assert.deepEqual(stage.lines, ["Searches do without the encoder: no such model"]);
  stage.answerWith(async () => [Float32Array.of(1, 0)]);
  assert.ok(await stage.vectorOf("a"));
  assert.equal(stage.lines.length, 2);
});
