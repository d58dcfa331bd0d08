import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { formatNames } from "./format.ts";
import { readText } from "./read-text.suite.ts";

const folder = new URL("../../test/fixtures/sources/", import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.startsWith("three-papers"))
  .map((name) => readFileSync(new URL(name, folder)));

const fixture = fc.constantFrom(...fixtures);
const format = fc.constantFrom(undefined, ...formatNames);
const options = (name: (typeof formatNames)[number] | undefined, chunkBytes: number) =>
  name ? { format: name, chunkBytes } : { chunkBytes };

/** Reading must end, throw nothing, and give at least one reading of what holds anything. */
async function checkReads(bytes: Buffer, name: Parameters<typeof options>[0], chunkBytes: number) {
  const readings = await readText(bytes, options(name, chunkBytes));
  const fatal = readings.findIndex((reading) => reading.kind === "refused" && reading.isFatal);
  assert.ok(fatal < 0 || fatal === readings.length - 1, "something follows a fatal reading");
  for (const reading of readings) {
    if (reading.kind === "record") assert.ok(reading.record.title.trim() !== "");
    else assert.ok(reading.reason.length > 0 && reading.reason.length < 600);
  }
}

test("any bytes at all, in any format", async () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(bytes, format, fc.integer({ min: 1, max: 64 }), async (array, name, size) => {
      await checkReads(Buffer.from(array), name, size);
    }),
    { numRuns: 400 },
  );
});

test("text made of what the formats are made of", async () => {
  const unit = fc.constantFrom(
    ...["<", ">", "/", "&", ";", "<entry>", "</entry>", "<feed", "<!--", "-->", "<![CDATA[", "]]>"],
    ...[
      "{",
      "}",
      "[",
      "]",
      '"',
      ",",
      ":",
      "\\",
      '"title"',
      '"paper"',
      "@article",
      "=",
      "#",
      "(",
      ")",
    ],
    ...["TY  - ", "ER  - ", "TI  - ", "\n", "\r", " ", "·", "• 4 authors", "Oct 17 6", "Subscribe"],
    ...["Get trending papers in your email inbox!", "a", "é", "\ud800", "\u0000", "0", "-1"],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit, maxLength: 60 }),
      format,
      fc.integer({ min: 1, max: 64 }),
      async (text, name, size) => checkReads(Buffer.from(text), name, size),
    ),
    { numRuns: 1000 },
  );
});

test("good files with bytes changed, taken out and put in", async () => {
  const change = fc.record({
    at: fc.nat(),
    length: fc.integer({ min: 0, max: 30 }),
    into: fc.uint8Array({ maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fixture,
      fc.array(change, { minLength: 1, maxLength: 5 }),
      format,
      async (document, changes, name) => {
        let bytes: Buffer = document;
        for (const { at, length, into } of changes) {
          const start = at % bytes.length;
          bytes = Buffer.concat([bytes.subarray(0, start), into, bytes.subarray(start + length)]);
        }
        await checkReads(bytes, name, 1000);
      },
    ),
    { numRuns: 500 },
  );
});

test("good files cut anywhere keep the records before the cut", async () => {
  const whole = new Map<Buffer, string[]>();
  for (const document of fixtures) whole.set(document, titlesOf(await readText(document)));
  await fc.assert(
    fc.asyncProperty(
      fixture,
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      async (document, part) => {
        const cut = document.subarray(0, Math.floor(document.length * part));
        const titles = titlesOf(await readText(cut));
        // A text format can not tell a cut: its last record may be a part of one.
        assert.deepEqual(
          titles.slice(0, -1),
          whole.get(document)?.slice(0, Math.max(0, titles.length - 1)),
        );
      },
    ),
    { numRuns: 150 },
  );
});

function titlesOf(readings: Awaited<ReturnType<typeof readText>>): string[] {
  return readings.flatMap((one) => (one.kind === "record" ? [one.record.title] : []));
}

/** Each costs a reader that does more than linear work minutes; the runner's own limit ends those. */
const bombs: [string, string][] = [
  ["spaces before a line break", `{"title": "x${" ".repeat(2e6)}y"}`],
  ["braces never closed", `@a{b, title = ${"{".repeat(2e6)}`],
  ["entries never closed", "@a{b,\n".repeat(2e5)],
  ["at signs", "@".repeat(2e6)],
  ["names parted by and", `@a{b, title = {T}, author = {${"x and ".repeat(2e5)}y}}`],
  ["RIS lines that go on", `TY  - A\nTI  - T\n${"x\n".repeat(5e5)}ER  - `],
  ["tags never closed", `<feed>${"<entry>".repeat(2e5)}`],
  ["end tags of nothing", `<feed>${"</a>".repeat(2e5)}</feed>`],
  [
    "less-than signs in HTML",
    `<rss><item><title>T</title><description>${"&lt;p ".repeat(2e5)}</description></item></rss>`,
  ],
  [
    "brackets in a title",
    `<rss><item><title>${"(arXiv:".repeat(500)}</title><guid>oai:arXiv.org:2501.00001v1</guid></item></rss>`,
  ],
  ["quotes in JSON", `[${'"'.repeat(1e6)}`],
  ["openings in JSON", `[${"[".repeat(2e6)}`],
  ["titles without an end", `Get trending papers in your email inbox!\n${"A Title\n".repeat(1e5)}`],
  ["dots", `Get trending papers in your email inbox!\n${"·\n".repeat(2e5)}`],
];

for (const [name, document] of bombs) {
  test(`${name}, by the hundred thousand, are read in linear time`, {
    timeout: 20_000,
  }, async () => {
    await checkReads(Buffer.from(document), undefined, 65_536);
  });
}
