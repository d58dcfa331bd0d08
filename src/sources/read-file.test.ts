import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { AppError, type Day } from "#platform";
import { readFile } from "./read-file.ts";
import { readRecords, readText, refusalsIn } from "./read-text.suite.ts";
import type { Reading } from "./record.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-files-"));
after(() => rmSync(folder, { recursive: true }));
const capturedOn = "2026-11-20" as Day;

async function readAll(path: string, onProgress?: (read: number, total: number) => void) {
  const readings: Reading[] = [];
  const options = onProgress ? { capturedOn, onProgress } : { capturedOn };
  for await (const batch of readFile(path, options)) readings.push(...batch);
  return readings;
}

const lines = Array.from({ length: 3000 }, (_, index) =>
  JSON.stringify({ id: `p${index}`, title: `Paper ${index}`, abstract: `Abstract ${index * 7}.` }),
);
const jsonl = Buffer.from(lines.join("\n"));

test("a file is read in batches, packed or not, and progress goes up to its size", async () => {
  for (const pack of [(bytes: Buffer) => bytes, gzipSync, zstdCompressSync]) {
    // The name says nothing about the format.
    const path = join(folder, "papers.pdf");
    writeFileSync(path, pack(jsonl));
    const progress: [number, number][] = [];
    const readings = await readAll(path, (...both) => progress.push(both));
    assert.equal(readings.length, 3000);
    assert.ok(
      readings.every(({ kind }, index) => kind === "record" && readings[index]?.line === index + 1),
    );
    assert.deepEqual(progress.at(-1), [pack(jsonl).length, pack(jsonl).length]);
  }
});

test("a cut packed file gives its whole records and then fails at a line", async () => {
  for (const pack of [gzipSync, zstdCompressSync]) {
    const packed = pack(jsonl);
    const readings = await readText(packed.subarray(0, packed.length - 20), { chunkBytes: 100 });
    const last = readings.at(-1);
    assert.ok(last?.kind === "refused" && last.isFatal);
    assert.match(last.reason, /breaks off in the middle/);
    assert.equal(last.line, readings.length);
    assert.ok(readings.length > 1000);
    assert.ok(readings.slice(0, -1).every(({ kind }) => kind === "record"));
  }
});

test("what is no file of papers is refused with a reason, whatever it is", async () => {
  const cases: [string | Buffer, RegExp][] = [
    ["", /empty/],
    [" \n\n", /empty/],
    ["\ufeff", /empty/],
    [gzipSync(""), /empty/],
    ["%PDF-1.7\n%âãÏÓ", /a PDF document.*listing, daily-papers, jsonl/],
    [Buffer.from([0, 1, 2, 3, 255, 0]), /binary data/],
    ["PK\u0003\u0004rest", /zip; unpack it first/],
    ["<!DOCTYPE html><html></html>", /web page/],
    ["<?xml version='1.0'?>\n<!DOCTYPE dblp SYSTEM 'x'><dblp/>", /DOCTYPE/],
    ["<dblp><article/></dblp>", /XML document of <dblp>/],
    ["# A heading\n\nSome words about nothing.", /not of a format that is known/],
    ['{"status":"ok","message":{"items":[]}}', /fields status, message/],
    ["42", /not of a format/],
  ];
  for (const [document, reason] of cases) {
    const refusals = refusalsIn(await readText(document));
    assert.equal(refusals.length, 1, String(document).slice(0, 40));
    assert.match(refusals[0] ?? "", reason);
    assert.match(refusals[0] ?? "", /fatal/);
  }
});

test("a broken line is refused with its number and reason, and the rest is kept", async () => {
  const document = [
    '{"id": "1", "title": "One"}',
    '{"id": "2", "title": "Two"',
    "",
    "[1, 2]",
    '{"id": "3"}',
    '{"date": "2025-03-18", "ids": ["2503.11731"]}',
    '{"id": "4", "title": "Four"}',
  ].join("\r\n");
  const readings = await readText(document);
  assert.equal(readings.filter(({ kind }) => kind === "record").length, 2);
  const refusals = refusalsIn(readings);
  assert.match(refusals[0] ?? "", /^2: The line is not JSON: /);
  assert.equal(refusals[1], "4: The line holds no JSON object.");
  assert.equal(refusals[2], '5: The record has no "title"; it has id.');
  assert.match(refusals[3] ?? "", /^6: The line lists the ids of one day/);
});

test("bytes that are not UTF-8 cost the record they stand in", async () => {
  const line = (id: string, title: string) => `{"id":"${id}","title":"${title}"}\n`;
  const bad = Buffer.from(line("2", "Erd\u0151s"), "utf8");
  bad[bad.indexOf(0xc5)] = 0xff;
  const document = Buffer.concat([Buffer.from(line("1", "é �")), bad, Buffer.from(line("3", "ü"))]);
  const readings = await readText(document, { chunkBytes: 1 });
  assert.deepEqual(
    readings.map(({ kind }) => kind),
    ["record", "refused", "record"],
  );
  assert.deepEqual(refusalsIn(readings), ["2: The record holds bytes that are not UTF-8 text."]);
});

test("control characters and half characters do not pass into records", async () => {
  const [record] = await readRecords(
    '{"id":"1","title":"a\\u0000b\\u0007\\ud800c","abstract":" x "}',
  );
  assert.equal(record?.title, "ab\ufffdc");
  assert.equal(record?.abstract, "x");
});

test("a format that is named is taken at its word", async () => {
  assert.equal((await readText("A Title\n\nNo furniture here.", { format: "listing" })).length, 1);
  assert.match(refusalsIn(await readText("words", { format: "rss" }))[0] ?? "", /XML/);
});

test("a title of a book's length is refused", async () => {
  const readings = await readText(JSON.stringify({ id: "1", title: "x".repeat(5000) }));
  assert.match(refusalsIn(readings)[0] ?? "", /longer than 4,000 characters/);
});

test("a file that is not there, or is a folder, is an error that says so", async () => {
  await assert.rejects(readAll(join(folder, "nothing")), (error) => {
    return error instanceof AppError && error.code === "not_found";
  });
  await assert.rejects(readAll(folder), (error) => {
    return error instanceof AppError && error.code === "invalid";
  });
});

test("a reader that stops early lets go of the file", async () => {
  const path = join(folder, "papers.jsonl");
  writeFileSync(path, jsonl);
  for await (const batch of readFile(path, { capturedOn })) {
    assert.ok(batch.length > 0);
    break;
  }
});

test("broken or strange first lines do not hide the papers below them", async () => {
  const line = '{"id": "1", "title": "One"}';
  for (const first of ["no JSON {{{", '{"made": "today"}', "[1]", '{"title": "Alone"}', "a\nb"]) {
    const readings = await readText(`${first}\n${line}\n`);
    const titles = readings.flatMap((one) => (one.kind === "record" ? one.record.title : []));
    assert.equal(titles.at(-1), "One", first);
    assert.equal(readings.length, first.split("\n").length + 1);
  }
});

test("a file in which the named format finds nothing is an error; an empty list is none", async () => {
  const entry = "@misc{a, title={T}}";
  assert.match(refusalsIn(await readText(entry, { format: "ris" }))[0] ?? "", /nothing.*fatal/);
  assert.equal((await readText("[]", { format: "csl" })).length, 0);
});
