import assert from "node:assert/strict";
import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { toUnitVector } from "./normalise.ts";
import { endpointSettings, hashVector } from "./openai-endpoint.suite.ts";
import {
  openVectorStore,
  storedDimensions,
  storeFolder,
  type VectorStore,
} from "./vector-store.ts";

const folders: string[] = [];
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vectors-"));
  folders.push(folder);
  return folder;
}

const DIMENSIONS = 48;
const stored = (text: string) => ({ text, vector: toUnitVector(hashVector(text), 0) });

async function withStore<T>(folder: string, use: (store: VectorStore) => T | Promise<T>) {
  const store = await openVectorStore(folder, DIMENSIONS);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const isKept = (store: VectorStore, text: string): boolean => {
  const vector = store.get(text);
  const { vector: expected } = stored(text);
  return (
    vector !== undefined && vector.reduce((sum, one, at) => sum + one * expected[at]!, 0) > 0.99
  );
};

async function pathsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

test("what was stored is there again, whoever opens the folder next", async () => {
  const folder = await aFolder();
  const texts = Array.from({ length: 50 }, (_, at) => `paper number ${at}`);
  await withStore(folder, async (store) => {
    assert.equal(store.get("paper number 3"), undefined);
    for (let at = 0; at < 50; at += 10) await store.append(texts.slice(at, at + 10).map(stored));
    assert.ok(texts.every((text) => isKept(store, text)));
  });
  await withStore(folder, async (store) => {
    assert.equal(store.size, 50);
    assert.ok(texts.every((text) => isKept(store, text)));
    assert.equal(store.has("another"), false);
    await store.append([stored("another")]);
    assert.ok(isKept(store, "another") && isKept(store, "paper number 49"));
  });
  await withStore(folder, (store) => assert.equal(store.size, 51));
});

test("two that write to one folder at once lose nothing", async () => {
  const folder = await aFolder();
  const [first, second] = [
    await openVectorStore(folder, DIMENSIONS),
    await openVectorStore(folder, DIMENSIONS),
  ];
  for (let at = 0; at < 20; at++) {
    await Promise.all([first.append([stored(`a${at}`)]), second.append([stored(`b${at}`)])]);
  }
  await first.close();
  await second.close();
  await withStore(folder, (store) => {
    assert.equal(store.size, 40);
    for (let at = 0; at < 20; at++) assert.ok(isKept(store, `a${at}`) && isKept(store, `b${at}`));
  });
});

test("a file cut short at any byte keeps every whole vector before the cut", async () => {
  const folder = await aFolder();
  const texts = ["one", "two", "three"];
  await withStore(folder, (store) => store.append(texts.map(stored)));
  const [path] = await pathsIn(folder);
  const whole = await readFile(path!);
  const record = (whole.length - 16) / 3;
  for (let length = whole.length; length >= 0; length -= 5) {
    await writeFile(path!, whole);
    await truncate(path!, length);
    const left = length < 16 ? 0 : Math.floor((length - 16) / record);
    await withStore(folder, (store) => {
      assert.equal(store.size, left);
      assert.ok(texts.slice(0, left).every((text) => isKept(store, text)));
    });
  }
});

test("after a torn write others are appended elsewhere, and all whole ones are read", async () => {
  const folder = await aFolder();
  await withStore(folder, (store) => store.append([stored("one"), stored("two")]));
  const [path] = await pathsIn(folder);
  await appendFile(path!, Buffer.alloc(31, 5));
  await withStore(folder, (store) => store.append([stored("three")]));
  await withStore(folder, (store) => {
    assert.equal(store.size, 3);
    assert.ok(["one", "two", "three"].every((text) => isKept(store, text)));
  });
});

test("a flipped bit costs one vector and no other, before and after the folder is opened", async () => {
  const folder = await aFolder();
  const texts = ["one", "two", "three"];
  await withStore(folder, (store) => store.append(texts.map(stored)));
  const [path] = await pathsIn(folder);
  const bytes = await readFile(path!);
  const record = (bytes.length - 16) / 3;
  await withStore(folder, async (store) => {
    bytes[16 + record + 30]! ^= 4;
    await writeFile(path!, bytes);
    assert.equal(store.get("two"), undefined);
    assert.equal(store.has("two"), false);
    assert.ok(isKept(store, "one") && isKept(store, "three"));
    await store.append([stored("two")]);
    assert.ok(isKept(store, "two"));
  });
  await withStore(folder, (store) => assert.ok(texts.every((text) => isKept(store, text))));
});

test("files that are none of ours, or of other vectors, are left alone", async () => {
  const folder = await aFolder();
  await writeFile(join(folder, "notes.vectors"), "not a file of vectors at all");
  await writeFile(join(folder, "empty.vectors"), "");
  const other = await openVectorStore(folder, 3);
  await other.append([{ text: "short", vector: Float32Array.of(0, 1, 0) }]);
  await other.close();
  assert.equal(await storedDimensions(folder), 3);
  // Files made within one tick of the file system's clock have no order.
  await setTimeout(50);
  await withStore(folder, (store) => {
    assert.equal(store.size, 0);
    return store.append([stored("one")]);
  });
  assert.equal(await storedDimensions(folder), DIMENSIONS);
  assert.equal((await readdir(folder)).length, 4);
});

test("many small files become one, but those still written to", async () => {
  const folder = await aFolder();
  const anHourAgo = new Date(Date.now() - 4_000_000);
  for (let at = 0; at < 33; at++) {
    await withStore(folder, (store) => store.append([stored(`paper ${at}`)]));
  }
  const paths = await pathsIn(folder);
  for (const path of paths.slice(0, 32)) await utimes(path, anHourAgo, anHourAgo);
  await withStore(folder, (store) => assert.equal(store.size, 33));
  assert.equal((await readdir(folder)).length, 2);
  await withStore(folder, (store) => {
    for (let at = 0; at < 33; at++) assert.ok(isKept(store, `paper ${at}`));
  });
});

test("whatever shapes a vector has a folder of its own, and neither key nor address is in it", () => {
  const settings = endpointSettings("http://127.0.0.1:1/v1", { model: "org/model", key: "hidden" });
  const changes = [
    {},
    { model: "org/other" },
    { queryPrefix: "query:" },
    { paperPrefix: "passage:" },
    { dimensions: 16 },
    { kind: "transformers" },
    { kind: "transformers", pooling: "cls" },
    { kind: "transformers", precision: "q8" },
  ] as const;
  const paths = changes.map((change) => storeFolder("/data", { ...settings, ...change }));
  assert.equal(new Set(paths).size, changes.length);
  const elsewhere = { ...settings, url: "http://example.org", key: "other" };
  assert.equal(storeFolder("/data", elsewhere), paths[0]);
  assert.ok(paths.every((path) => !path.includes("hidden") && !path.includes("127")));
});
