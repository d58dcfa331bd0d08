import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { createPapers } from "#papers";
import { type Day, openDatabase, systemClock } from "#platform";
import { transformersFolder, whyNoTransformers } from "../../../../test/support/transformers.ts";
import { createSearch } from "../../create-search.ts";
import type { EncoderSettings } from "./encoder-settings.ts";
import { endpointSettings } from "./openai-endpoint.suite.ts";
import { createTransformersEncoder } from "./transformers-encoder.ts";

const root = new URL("../../../..", import.meta.url).pathname;
const dataDir = transformersFolder;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tiny-encoder-"));
  const script = join(root, "scripts", "make-tiny-encoder.ts");
  await promisify(execFile)(process.execPath, [script, join(folder, "tiny")]);
});
after(() => rm(folder, { recursive: true }));

function settings(changes: Partial<EncoderSettings> = {}): EncoderSettings {
  return endpointSettings("", { kind: "transformers", model: join(folder, "tiny"), ...changes });
}

function open(changes: Partial<EncoderSettings> = {}) {
  const encoder = createTransformersEncoder(settings(changes), { dataDir });
  return { ...encoder, [Symbol.asyncDispose]: () => encoder.close() };
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, one, at) => sum + one * b[at]!, 0);
const query = { kind: "query" } as const;
const paper = { kind: "paper" } as const;

test("without the package it is said what to type", async () => {
  const bare = createTransformersEncoder(settings(), { dataDir: folder });
  await assert.rejects(bare.encode(["car"], query), {
    code: "unavailable",
    message: `ENCODER=transformers needs the package @huggingface/transformers, which is not installed. Type: npm install --prefix "${folder}" --ignore-scripts @huggingface/transformers`,
  });
  await bare.close();
});

describe("a model run by @huggingface/transformers", { skip: whyNoTransformers() }, () => {
  test("lays words of one meaning side by side, at length 1 and in order", async () => {
    await using encoder = open();
    const texts = ["the car", "an automobile", "wave of the sea", "surge in the ocean"];
    const [car, automobile, sea, ocean] = (await encoder.encode(texts, paper)) as Float32Array[];
    assert.ok(dot(car!, automobile!) > 0.9);
    assert.ok(dot(sea!, ocean!) > 0.9);
    assert.ok(dot(car!, sea!) < 0.5);
    assert.ok(Math.abs(dot(car!, car!) - 1) < 1e-5);
    assert.deepEqual(await encoder.encode([], paper), []);
  });

  test("sees the prefix of its kind of text, and cuts vectors where asked to", async () => {
    await using plain = open();
    await using prefixed = open({ queryPrefix: "ocean", dimensions: 8 });
    const [expected] = (await plain.encode(["ocean car"], query)) as [Float32Array];
    const [asQuery] = (await prefixed.encode(["car"], query)) as [Float32Array];
    const [asPaper] = (await prefixed.encode(["ocean car"], paper)) as [Float32Array];
    assert.equal(asQuery.length, 8);
    assert.ok(dot(asQuery, asPaper) > 0.9999);
    const cut = expected.slice(0, 8);
    assert.ok(dot(asQuery, cut) / Math.sqrt(dot(cut, cut)) > 0.9999);
  });

  test("pools as it is told: the first token alone does not see the rest", async () => {
    await using encoder = open({ pooling: "cls" });
    const [car, sea] = (await encoder.encode(["car", "sea"], query)) as [
      Float32Array,
      Float32Array,
    ];
    assert.ok(dot(car, sea) > 0.9999);
  });

  test("long and empty texts have vectors too", async () => {
    await using encoder = open();
    const vectors = await encoder.encode(["", "car ".repeat(5_000), "\ud800 \0 🚗"], paper);
    assert.ok(vectors.every((vector) => Math.abs(dot(vector, vector) - 1) < 1e-5));
  });

  test("a model that is broken or not there is said so, and asked for again", async () => {
    await cp(join(folder, "tiny"), join(folder, "broken"), { recursive: true });
    await rm(join(folder, "broken", "onnx"), { recursive: true });
    await using encoder = open({ model: join(folder, "broken") });
    const failed = { code: "unavailable", message: /broken can not be used: / };
    await assert.rejects(encoder.encode(["car"], query), failed);
    await cp(join(folder, "tiny", "onnx"), join(folder, "broken", "onnx"), { recursive: true });
    assert.equal((await encoder.encode(["car"], query)).length, 1);
  });

  test("a call that is given up rejects; those after it are answered", async () => {
    await using encoder = open();
    const signal = AbortSignal.timeout(1);
    await assert.rejects(encoder.encode(["car"], { ...query, signal }), { name: "TimeoutError" });
    assert.equal((await encoder.encode(["car"], query)).length, 1);
  });

  test("once closed it answers no more", async () => {
    const encoder = open();
    await encoder.encode(["car"], query);
    await encoder.close();
    await assert.rejects(encoder.encode(["car"], query), { code: "unavailable" });
  });

  test("papers are found by what the model knows", async () => {
    const home = await mkdtemp(join(tmpdir(), "broadsheet-transformers-"));
    const databaseSettings = { databaseUrl: "", dataDir: home };
    const database = await openDatabase(databaseSettings);
    const papers = createPapers({ database, clock: systemClock });
    const search = await createSearch({
      papers,
      databaseSettings,
      indexDir: join(home, "index"),
      encoder: { settings: settings(), dataDir },
    });
    try {
      const titles = ["Physician", "Street", "Photograph", "Illness"];
      const records = titles.map((title) => {
        return {
          source: "jsonl",
          sourceId: title,
          title,
          abstract: `Of the ${title}`,
          doi: `10.1/${title}`,
        };
      });
      await papers.ingest(records, "2026-11-20" as Day);
      await search.catchUp();
      assert.deepEqual(await search.encode!(), { encoded: 4, papers: 4, refused: 0 });
      const find = () => search.find({ query: "picture", mode: "meaning" });
      let found = await find();
      // The first searches may come before the model is loaded.
      while (found.notes.some(({ kind }) => kind === "encoder-silent")) {
        await setTimeout(100);
        found = await find();
      }
      assert.equal((await papers.find(found.hits[0]!.paperId))?.title, "Photograph");
    } finally {
      await search.close();
      await database.close();
      await rm(home, { recursive: true });
      await rm(join(dataDir, "encoders"), { recursive: true, force: true });
    }
  });
});
