import assert from "node:assert/strict";
import { test } from "node:test";
import { answerJson } from "../../../../test/support/model-endpoint.ts";
import type { EncodeOptions } from "./encoder.ts";
import type { EncoderSettings } from "./encoder-settings.ts";
import { createOpenAiEncoder } from "./openai-encoder.ts";
import {
  answerVectors,
  type Endpoint,
  endpointSettings,
  hashVector,
  startEndpoint,
} from "./openai-endpoint.suite.ts";

const patient: EncodeOptions = { kind: "paper", isPatient: true };
const hasty: EncodeOptions = { kind: "query" };

function encoderAt(
  endpoint: Endpoint,
  changes: Partial<EncoderSettings> = {},
  deadlineMs = 30_000,
) {
  return createOpenAiEncoder(endpointSettings(endpoint.url, changes), {
    firstWaitMs: 1,
    deadlineMs,
  });
}

function dot(a: Float32Array, b: ArrayLike<number>): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

test("each text gets its own vector, of length 1, in whatever order they are answered", async () => {
  await using endpoint = await startEndpoint();
  const texts = ["graph networks", "sea waves", "graph waves"];
  const vectors = await encoderAt(endpoint).encode(texts, patient);
  assert.equal(vectors.length, 3);
  for (const [at, vector] of vectors.entries()) {
    const expected = hashVector(texts[at]!);
    assert.ok(Math.abs(dot(vector, vector) - 1) < 1e-5);
    assert.ok(dot(vector, expected) / Math.hypot(...expected) > 0.9999, texts[at]);
  }
});

test("the request is the one that all such endpoints take", async () => {
  await using endpoint = await startEndpoint();
  const changes = { key: "secret-key", queryPrefix: "query:", paperPrefix: "passage:" };
  const encoder = encoderAt(endpoint, { ...changes, model: "e5", dimensions: 16 });
  const [vector] = await encoder.encode(["dark matter"], hasty);
  await encoder.encode(["dark matter"], patient);
  const [asQuery, asPaper] = endpoint.seen;
  assert.equal(asQuery?.path, "/v1/embeddings");
  assert.equal(asQuery?.headers.authorization, "Bearer secret-key");
  assert.equal(asQuery?.headers["content-type"], "application/json");
  assert.deepEqual([asQuery?.body.model, asQuery?.body.dimensions], ["e5", 16]);
  assert.deepEqual(asQuery?.body.input, ["query: dark matter"]);
  assert.deepEqual(asPaper?.body.input, ["passage: dark matter"]);
  assert.equal(vector?.length, 16);
});

test("without a key or dimensions, neither is spoken of", async () => {
  await using endpoint = await startEndpoint();
  await encoderAt(endpoint).encode(["dark matter"], hasty);
  assert.equal(endpoint.seen[0]?.headers.authorization, undefined);
  assert.equal("dimensions" in endpoint.seen[0]!.body, false);
});

test("a full endpoint is asked again when it says so, and by nobody before", async () => {
  await using endpoint = await startEndpoint();
  const times: number[] = [];
  endpoint.planned.push((_, response) => {
    times.push(performance.now());
    answerJson(response, 429, { error: { message: "slow down" } }, { "retry-after": "1" });
  });
  endpoint.planned.push(({ body: { input } }, response) => {
    times.push(performance.now());
    answerVectors(
      response,
      input.map((text) => hashVector(text)),
    );
  });
  const [vector] = await encoderAt(endpoint).encode(["dark matter"], patient);
  assert.ok(vector);
  assert.ok(times[1]! - times[0]! >= 990, `asked again after ${times[1]! - times[0]!} ms`);
});

test("failures in passing are tried again for papers, and told at once for queries", async () => {
  await using endpoint = await startEndpoint();
  const fail: Endpoint["planned"][number] = (_, response) => answerJson(response, 500, "oops");
  const breakOff: Endpoint["planned"][number] = (_, response) => response.destroy();
  endpoint.planned.push(fail, breakOff, fail);
  const encoder = encoderAt(endpoint);
  assert.equal((await encoder.encode(["dark matter"], patient)).length, 1);
  assert.equal(endpoint.seen.length, 4);
  endpoint.planned.push(fail);
  await assert.rejects(encoder.encode(["dark matter"], hasty), { code: "unavailable" });
  assert.equal(endpoint.seen.length, 5);
});

test("an endpoint that stays broken is given up after a while", async () => {
  await using endpoint = await startEndpoint();
  for (let at = 0; at < 20; at++) {
    endpoint.planned.push((_, response) => answerJson(response, 503, ""));
  }
  const work = encoderAt(endpoint).encode(["dark matter"], patient);
  await assert.rejects(work, { code: "unavailable", message: /answered 503/ });
  assert.equal(endpoint.seen.length, 6);
});

test("an endpoint that asks for an hour of rest gets it", async () => {
  await using endpoint = await startEndpoint();
  endpoint.planned.push((_, response) => {
    answerJson(response, 429, "", { "retry-after": "3600" });
  });
  const work = encoderAt(endpoint).encode(["dark matter"], patient);
  await assert.rejects(work, { code: "rate_limited" });
  assert.equal(endpoint.seen.length, 1);
});

test("an endpoint that does not answer is not waited for", async () => {
  await using endpoint = await startEndpoint();
  endpoint.planned.push(() => {});
  const work = encoderAt(endpoint, {}, 50).encode(["dark matter"], hasty);
  await assert.rejects(work, { code: "unavailable", message: /no answer in time/ });
});

test("an aborted call ends, with the reason it was given", async () => {
  await using endpoint = await startEndpoint();
  const controller = new AbortController();
  endpoint.planned.push(() => controller.abort(new Error("the site stops")));
  const options = { ...patient, signal: controller.signal };
  await assert.rejects(encoderAt(endpoint).encode(["dark matter"], options), /the site stops/);
  assert.equal(endpoint.seen.length, 1);
});

for (const [answer, body] of [
  ["no JSON", "<html>Welcome</html>"],
  ["half an answer", '{"data": [{"index": 0, "embedding": [1, 2'],
  ["something else", { data: "none" }],
  ["null", "null"],
  ["too few vectors", { data: [{ index: 0, embedding: [1, 2] }] }],
  ["one vector twice", { data: [0, 0].map((index) => ({ index, embedding: [1, 2] })) }],
  ["vectors for nobody", { data: [0, 7].map((index) => ({ index, embedding: [1, 2] })) }],
  ["words for numbers", { data: [0, 1].map((index) => ({ index, embedding: ["1", "2"] })) }],
  ["zeros", { data: [0, 1].map((index) => ({ index, embedding: [0, 0] })) }],
  ["no numbers", { data: [0, 1].map((index) => ({ index, embedding: [] })) }],
  [
    "several lengths",
    { data: [1, 2].map((length, index) => ({ index, embedding: [1, 2].slice(0, length) })) },
  ],
] as const) {
  test(`an endpoint that answers ${answer} is not believed`, async () => {
    await using endpoint = await startEndpoint();
    endpoint.planned.push((_, response) => answerJson(response, 200, body));
    const work = encoderAt(endpoint).encode(["dark matter", "sea waves"], patient);
    await assert.rejects(work, { code: "unavailable" });
  });
}

test("vectors shorter than those asked for are not taken", async () => {
  await using endpoint = await startEndpoint();
  endpoint.planned.push((_, response) => answerVectors(response, [[1, 2, 3]]));
  const work = encoderAt(endpoint, { dimensions: 16 }).encode(["dark matter"], patient);
  await assert.rejects(work, { code: "unavailable", message: /ENCODER_DIMENSIONS/ });
});

test("longer ones are cut and made whole again: the endpoint may not know of dimensions", async () => {
  await using endpoint = await startEndpoint(() => [3, 4, 12]);
  const [vector] = await encoderAt(endpoint, { dimensions: 2 }).encode(["dark matter"], patient);
  assert.deepEqual(
    Array.from(vector!, (value) => Math.round(value * 10) / 10),
    [0.6, 0.8],
  );
});

test("a batch that is too large is halved until it is taken, each vector at its place", async () => {
  await using endpoint = await startEndpoint();
  const refuse: Endpoint["planned"][number] = ({ body: { input } }, response) => {
    endpoint.planned.push(refuse);
    if (input.length > 2) return answerJson(response, 413, { error: "batch size 2 at most" });
    answerVectors(
      response,
      input.map((text) => hashVector(text)),
    );
  };
  endpoint.planned.push(refuse);
  const texts = ["one", "two", "three", "four", "five"];
  const vectors = await encoderAt(endpoint).encode(texts, patient);
  for (const [at, text] of texts.entries()) {
    const expected = hashVector(text);
    assert.ok(dot(vectors[at]!, expected) / Math.hypot(...expected) > 0.9999, text);
  }
});

test("a text that is too long is cut, one that is refused whatever its length is named as such", async () => {
  await using endpoint = await startEndpoint();
  const refuse: Endpoint["planned"][number] = ({ body: { input } }, response) => {
    endpoint.planned.push(refuse);
    if (input[0]!.length > 30) return answerJson(response, 413, { error: "too many tokens" });
    answerVectors(
      response,
      input.map((text) => hashVector(text)),
    );
  };
  endpoint.planned.push(refuse);
  const encoder = encoderAt(endpoint);
  assert.equal((await encoder.encode(["word ".repeat(20)], patient)).length, 1);
  await assert.rejects(encoder.encode(["word ".repeat(1000)], patient), {
    code: "invalid",
    message: /too many tokens/,
  });
});

test("what is wrong with the settings is said, and never the key", async () => {
  await using endpoint = await startEndpoint();
  const encoder = encoderAt(endpoint, { key: "sk-hidden-1234" });
  for (const [status, said] of [
    [401, /check ENCODER_KEY/],
    [404, /check ENCODER_URL/],
    [301, /set ENCODER_URL/],
  ] as const) {
    endpoint.planned.push((_, response) => {
      const error = { message: "Incorrect key provided: sk-hidden-1234, and sk-hid**1234" };
      answerJson(response, status, { error }, { location: "http://127.0.0.1:1/" });
    });
    const failure = await encoder.encode(["dark matter"], hasty).then(String, String);
    assert.match(failure, said);
    assert.doesNotMatch(failure, /hidden|1234/);
  }
  assert.equal(endpoint.seen.length, 3);
});

test("an answer without end is cut off", async () => {
  await using endpoint = await startEndpoint();
  endpoint.planned.push((_, response) => {
    response.writeHead(200);
    const flood = () => {
      while (response.write(Buffer.alloc(1 << 20, 32)));
      response.once("drain", flood);
    };
    flood();
  });
  await assert.rejects(encoderAt(endpoint, {}).encode(["dark matter"], hasty), {
    code: "unavailable",
  });
});

test("nobody there is said so", async () => {
  const endpoint = await startEndpoint();
  await endpoint[Symbol.asyncDispose]();
  const work = encoderAt(endpoint).encode(["dark matter"], hasty);
  await assert.rejects(work, { code: "unavailable", message: /ECONNREFUSED/ });
});

test("texts are cut at a whole character, and broken ones mended", async () => {
  await using endpoint = await startEndpoint();
  await encoderAt(endpoint).encode([`${"x".repeat(7_999)}\u{1F30A}`, "a\ud800b"], patient);
  assert.ok(endpoint.seen[0]!.body.input.every((text) => text.isWellFormed()));
});
