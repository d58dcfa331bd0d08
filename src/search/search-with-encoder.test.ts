import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createPapers, type Papers } from "#papers";
import { type Database, type Day, openDatabase, systemClock } from "#platform";
import { answerJson } from "../../test/support/model-endpoint.ts";
import { createSearch } from "./create-search.ts";
import type { Search } from "./search.ts";
import type { EncoderSettings } from "./semantic/encoders/encoder-settings.ts";
import {
  type Endpoint,
  endpointSettings,
  hashVector,
  startEndpoint,
} from "./semantic/encoders/openai-endpoint.suite.ts";

const day = "2026-11-20" as Day;
const fillers = Array.from({ length: 12 }, (_, at) => `Tables of number ${at}`);
/** What only this encoder knows: invented words, so that no other leg can help. */
const meanings: Readonly<Record<string, string>> = { zorblat: "quirnel" };

let dataDir: string;
let database: Database;
let papers: Papers;
let endpoint: Endpoint;
let open: Search[];
const lines: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "broadsheet-encoder-"));
  database = await openDatabase({ databaseUrl: "", dataDir });
  papers = createPapers({ database, clock: systemClock });
  endpoint = await startEndpoint((text, dimensions) =>
    hashVector(
      text.replace(/\w+/g, (word) => meanings[word.toLowerCase()] ?? word),
      dimensions,
    ),
  );
  open = [];
  lines.length = 0;
});

afterEach(async () => {
  for (const search of open) await search.close();
  await database.close();
  await endpoint[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

interface Setup extends Partial<EncoderSettings> {
  readonly searchers?: number;
}

async function openSearch({ searchers = 0, ...changes }: Setup = {}): Promise<Search> {
  const write = (_: unknown, message: string) => void lines.push(message);
  const search = await createSearch({
    papers,
    databaseSettings: { databaseUrl: "", dataDir },
    indexDir: join(dataDir, "index"),
    searchers,
    encoder: { settings: endpointSettings(endpoint.url, changes), dataDir },
    log: { info: write, warn: write },
  });
  open.push(search);
  return search;
}

async function add(...titles: string[]): Promise<void> {
  const records = titles.map((title) => {
    return {
      source: "jsonl",
      sourceId: title,
      title,
      abstract: `Of ${title}.`,
      doi: `10.1/${title.replaceAll(" ", "-")}`,
    };
  });
  await papers.ingest(records, day);
}

async function titlesFor(search: Search, query: string): Promise<string[]> {
  const { hits } = await search.find({ query, limit: 3 });
  const found = await papers.findMany(hits.map(({ paperId }) => paperId));
  return found.map(({ title }) => title);
}

const asked = () => endpoint.seen.flatMap(({ body: { input } }) => input);

describe("search with an encoder", () => {
  for (const searchers of [0, 2]) {
    it(`finds by what the encoder knows, ${searchers || "no"} threads searching`, async () => {
      const search = await openSearch({ searchers });
      await add(...fillers, "The quirnel at dusk");
      await search.catchUp();
      const outcome = await search.encode!();
      assert.deepEqual(outcome, { encoded: 13, papers: 13, refused: 0 });
      assert.deepEqual((await titlesFor(search, "zorblat"))[0], "The quirnel at dusk");
      const { hits, notes } = await search.find({ query: "zorblat" });
      assert.ok(hits[0]!.meaning > 0.3 && hits[0]!.words === 0);
      assert.deepEqual(notes, []);
    });
  }

  it("gives new papers their vectors, and asks for none twice", async () => {
    const search = await openSearch();
    await add(...fillers);
    await search.catchUp();
    await search.encode!();
    await add("The quirnel at dusk");
    await search.catchUp();
    assert.deepEqual(await search.encode!(), { encoded: 13, papers: 13, refused: 0 });
    assert.equal((await titlesFor(search, "zorblat"))[0], "The quirnel at dusk");
    const texts = asked().filter((text) => text.includes("\n"));
    assert.equal(texts.length, new Set(texts).size);
    assert.equal(texts.length, 13);
  });

  it("has the vectors when it is started again, from the saved index or without one", async () => {
    const first = await openSearch();
    await add(...fillers, "The quirnel at dusk");
    await first.catchUp();
    await first.save();
    await first.encode!();
    await first.save();
    await first.close();
    const paidFor = asked().length;
    const second = await openSearch({ searchers: 1 });
    assert.equal((await titlesFor(second, "zorblat"))[0], "The quirnel at dusk");
    await second.close();
    await rm(join(dataDir, "index"), { recursive: true });
    const third = await openSearch();
    await third.catchUp();
    assert.equal((await titlesFor(third, "zorblat"))[0], "The quirnel at dusk");
    assert.deepEqual(await third.encode!(), { encoded: 13, papers: 13, refused: 0 });
    assert.deepEqual(new Set(asked().slice(paidFor)), new Set(["zorblat"]));
  });

  it("keeps vectors through merges of segments", async () => {
    const search = await openSearch();
    for (const title of [...fillers, "The quirnel at dusk"]) {
      await add(title);
      await search.catchUp();
      await search.encode!();
    }
    await search.save();
    const files = await readdir(join(dataDir, "index"));
    assert.ok(files.filter((name) => name.endsWith(".segment")).length < 13);
    assert.equal((await titlesFor(search, "zorblat"))[0], "The quirnel at dusk");
    assert.equal(asked().filter((text) => text.includes("\n")).length, 13);
  });

  it("answers without an encoder that fails, and says so in the answer and once in the log", async () => {
    const search = await openSearch();
    await add(...fillers, "The quirnel at dusk");
    await search.catchUp();
    for (let at = 0; at < 9; at++) {
      endpoint.planned.push((_, response) => answerJson(response, 401, ""));
    }
    await assert.rejects(search.encode!(), { code: "unavailable", message: /ENCODER_KEY/ });
    for (const query of ["quirnel", "dusk", "quirnel dusk"]) {
      const { hits, notes } = await search.find({ query });
      assert.ok(hits.length > 0);
      assert.deepEqual(
        notes.map(({ kind }) => kind),
        ["encoder-silent"],
      );
    }
    assert.equal(lines.filter((line) => line.includes("without the encoder")).length, 1);
    endpoint.planned.length = 0;
    await add("Another paper");
    await search.catchUp();
    assert.equal((await search.encode!()).encoded, 14);
  });

  it("ranks papers by the other legs while they have no vector yet", async () => {
    const search = await openSearch();
    await add(...fillers, "Numbers in tables");
    await search.catchUp();
    await search.encode!();
    await add("The quirnel at dusk");
    await search.catchUp();
    assert.equal((await titlesFor(search, "quirnel at dusk"))[0], "The quirnel at dusk");
  });

  it("never compares the vectors of two models", async () => {
    const first = await openSearch();
    await add(...fillers, "The quirnel at dusk");
    await first.catchUp();
    await first.encode!();
    await first.save();
    await first.close();
    const second = await openSearch({ model: "hash-32", dimensions: 32 });
    assert.notEqual((await titlesFor(second, "zorblat"))[0], "The quirnel at dusk");
    await second.encode!();
    assert.equal((await titlesFor(second, "zorblat"))[0], "The quirnel at dusk");
    await second.save();
    const layers = (await readdir(join(dataDir, "index"))).filter((name) =>
      name.endsWith(".vectors"),
    );
    const segments = (await readdir(join(dataDir, "index"))).filter((name) =>
      name.endsWith(".segment"),
    );
    assert.ok(layers.length <= segments.length * 3);
  });

  it("asks nothing of the encoder for words alone, filters alone and the empty query", async () => {
    const search = await openSearch();
    await add(...fillers);
    await search.catchUp();
    await search.find({ query: "tables", mode: "words" });
    await search.find({ query: "" });
    await search.find({ query: "from:2020" });
    assert.deepEqual(endpoint.seen, []);
    await search.find({ query: 'tables "of number" from:2020 -seven' });
    assert.deepEqual(asked(), ["tables of number"]);
  });

  it("tells how far it is", async () => {
    const search = await openSearch();
    await add(...fillers);
    await search.catchUp();
    const seen: number[] = [];
    endpoint.planned.push((_, response) => {
      setTimeout(() => answerJson(response, 503, "", { "retry-after": "1" }), 300);
    });
    await search.encode!(({ papers: all }) => seen.push(all)).catch(() => {});
    assert.ok(seen.length > 0);
  });
});
