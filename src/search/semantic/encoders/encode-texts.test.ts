import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { answerJson } from "../../../../test/support/model-endpoint.ts";
import { encodeTexts, inBatches } from "./encode-texts.ts";
import { createOpenAiEncoder } from "./openai-encoder.ts";
import {
  answerVectors,
  type Endpoint,
  endpointSettings,
  hashVector,
  startEndpoint,
} from "./openai-endpoint.suite.ts";
import { openVectorStore } from "./vector-store.ts";

interface Stage extends AsyncDisposable {
  readonly endpoint: Endpoint;
  encode(texts: readonly string[], onProgress?: (done: number) => void): Promise<string[]>;
}

/** An endpoint and a folder; each `encode` is a process of its own, as far as the folder sees. */
async function aStage(dimensions = 48): Promise<Stage> {
  const endpoint = await startEndpoint();
  const folder = await mkdtemp(join(tmpdir(), "encode-"));
  return {
    endpoint,
    encode: async (texts, onProgress = () => {}) => {
      const store = await openVectorStore(folder, dimensions);
      const options = { firstWaitMs: 1, deadlineMs: 30_000 };
      const encoder = createOpenAiEncoder(endpointSettings(endpoint.url), options);
      try {
        return await encodeTexts({ encoder, store, onProgress }, texts);
      } finally {
        await store.close();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await endpoint[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const papers = (count: number) => Array.from({ length: count }, (_, at) => `paper ${at} of many`);
const asked = ({ seen }: Endpoint) => seen.flatMap(({ body: { input } }) => input);

test("every text is asked for once, in batches, and never again", async () => {
  await using stage = await aStage();
  const seen: number[] = [];
  assert.deepEqual(
    await stage.encode([...papers(100), ...papers(100), ""], (done) => seen.push(done)),
    [],
  );
  assert.deepEqual(asked(stage.endpoint).sort(), papers(100).sort());
  assert.equal(stage.endpoint.seen.length, 4);
  assert.equal(seen.at(-1), 100);
  await stage.encode(papers(120));
  assert.equal(asked(stage.endpoint).length, 120);
});

test("work that breaks off goes on where it was", async () => {
  await using stage = await aStage();
  const stay: Endpoint["planned"][number] = (_, response) => {
    stage.endpoint.planned.push(stay);
    answerJson(response, 401, "");
  };
  const take: Endpoint["planned"][number] = ({ body: { input } }, response) =>
    answerVectors(
      response,
      input.map((text) => hashVector(text)),
    );
  stage.endpoint.planned.push(take, take, take, take, take, stay);
  await assert.rejects(stage.encode(papers(400)), { code: "unavailable", message: /ENCODER_KEY/ });
  stage.endpoint.planned.length = 0;
  const before = stage.endpoint.seen.length;
  await stage.encode(papers(400));
  const paidFor = asked({ ...stage.endpoint, seen: stage.endpoint.seen.slice(before) });
  assert.equal(paidFor.length, 400 - 5 * 32);
});

test("a text that is refused keeps no other from its vector", async () => {
  await using stage = await aStage();
  const refuse: Endpoint["planned"][number] = ({ body: { input } }, response) => {
    stage.endpoint.planned.push(refuse);
    if (input.some((text) => text.startsWith("b"))) return answerJson(response, 400, "");
    answerVectors(
      response,
      input.map((text) => hashVector(text)),
    );
  };
  for (let at = 0; at < 4; at++) stage.endpoint.planned.push(refuse);
  const texts = [...papers(20), "bad one", "bad two"];
  assert.deepEqual(await stage.encode(texts), ["bad one", "bad two"]);
  stage.endpoint.planned.length = 0;
  const before = stage.endpoint.seen.length;
  await stage.encode(texts);
  assert.deepEqual(stage.endpoint.seen[before]?.body.input, ["bad one", "bad two"]);
});

test("another model under the same name is not mixed in", async () => {
  await using stage = await aStage(32);
  await assert.rejects(stage.encode(papers(2)), {
    code: "conflict",
    message: /48 numbers.*have 32/,
  });
});

test("batches hold so many texts, or so many characters", () => {
  assert.deepEqual(inBatches([]), []);
  assert.deepEqual(
    inBatches(papers(70)).map((batch) => batch.length),
    [32, 32, 6],
  );
  const long = Array.from({ length: 20 }, () => "x".repeat(8_000));
  assert.deepEqual(
    inBatches(long).map((batch) => batch.length),
    [8, 8, 4],
  );
  assert.deepEqual(
    inBatches(["x".repeat(100_000), "y"]).map((batch) => batch.length),
    [1, 1],
  );
});
