import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { compressionOf, decompress } from "./decompress.ts";

const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} ${index * 7919}`);
const text = Buffer.from(lines.join("\n"));
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

async function unpack(packed: Buffer, chunkBytes = 5000) {
  async function* chunks() {
    for (let at = 0; at < packed.length; at += chunkBytes)
      yield packed.subarray(at, at + chunkBytes);
  }
  const parts: Buffer[] = [];
  let failure: string | undefined;
  try {
    for await (const part of decompress(chunks(), compressionOf(packed))) parts.push(part);
  } catch (error) {
    failure = (error as Error).message;
  }
  return { bytes: Buffer.concat(parts), failure };
}

const packers = { gzip: gzipSync, zstd: (bytes: Buffer) => zstdCompressSync(bytes) };

for (const [name, pack] of Object.entries(packers)) {
  test(`${name}: what was packed comes out again, in pieces of any size`, async () => {
    for (const chunkBytes of [1, 7, 4096, 1 << 20]) {
      const small = text.subarray(0, chunkBytes < 10 ? 2000 : text.length);
      const { bytes, failure } = await unpack(pack(small), chunkBytes);
      assert.equal(failure, undefined);
      assert.ok(bytes.equals(small));
    }
  });

  test(`${name}: several packed files joined into one are all unpacked`, async () => {
    const packed = Buffer.concat([pack(text), pack(text), pack(Buffer.from("the end"))]);
    const { bytes, failure } = await unpack(packed);
    assert.equal(failure, undefined);
    assert.ok(bytes.equals(Buffer.concat([text, text, Buffer.from("the end")])));
  });

  test(`${name}: wherever it is cut, the cut is told and what stood before is given`, async () => {
    const packed = pack(text);
    const cut = fc.integer({ min: 5, max: packed.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, async (length) => {
        const { bytes, failure } = await unpack(packed.subarray(0, length));
        assert.match(failure ?? "no failure", /breaks off/);
        assert.ok(bytes.equals(text.subarray(0, bytes.length)));
        // A block, the smallest part that can be unpacked, holds up to 128 KiB.
        assert.ok(bytes.length > (length / packed.length) * text.length - 200_000);
      }),
      { numRuns: 40 },
    );
  });

  test(`${name}: a cut in the first bytes of the second of two packed files is told`, async () => {
    const packed = pack(text);
    for (const length of [1, 2, 3, 5]) {
      // One byte may be padding behind a gzip file, and is none of the text's.
      if (name === "gzip" && length === 1) continue;
      const { failure, bytes } = await unpack(Buffer.concat([packed, packed.subarray(0, length)]));
      assert.notEqual(failure, undefined);
      assert.ok(bytes.length > text.length - 70_000);
    }
  });

  test(`${name}: bytes behind the packed part are told of, and cost nothing before them`, async () => {
    for (const chunkBytes of [5000, 1 << 20]) {
      const packed = Buffer.concat([pack(text), Buffer.from("no packed bytes")]);
      const { failure, bytes } = await unpack(packed, chunkBytes);
      assert.notEqual(failure, undefined);
      // The last buffer of gunzip, 16 KiB, is lost with the stream.
      assert.ok(bytes.length >= text.length - (name === "gzip" ? 16_384 : 0));
    }
  });

  test(`${name}: a cut in the second of two packed files is told too`, async () => {
    const packed = Buffer.concat([pack(text), pack(text)]);
    const { bytes, failure } = await unpack(packed.subarray(0, packed.length - 2));
    assert.match(failure ?? "no failure", /breaks off/);
    assert.ok(bytes.length >= text.length);
  });

  test(`${name}: a changed byte never gives other text without a word`, async () => {
    const packed = pack(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: packed.length - 9 }), async (at) => {
        const damaged = Buffer.from(packed);
        damaged[at] = (damaged[at] ?? 0) ^ 0x55;
        const { failure, bytes } = await unpack(damaged);
        // Zstandard written without a checksum can hide damage within a block.
        if (name === "gzip") assert.notEqual(failure, undefined);
        else assert.ok(failure !== undefined || bytes.length > 0);
      }),
      { numRuns: 20 },
    );
  });
}

test("gzip: without its last byte, a file still gives its whole text", async () => {
  const packed = gzipSync(text);
  const { bytes, failure } = await unpack(packed.subarray(0, packed.length - 1));
  assert.equal(bytes.length, text.length);
  assert.match(failure ?? "no failure", /breaks off/);
});

test("gzip: text behind the end is damage", async () => {
  const { failure } = await unpack(Buffer.concat([gzipSync(text), Buffer.from("and some words")]));
  assert.match(failure ?? "no failure", /damaged/);
});

test("zstd: text behind the end is damage, skippable frames are passed over", async () => {
  const packed = zstdCompressSync(text);
  const garbled = await unpack(Buffer.concat([packed, Buffer.from("and some words")]));
  assert.match(garbled.failure ?? "no failure", /not zstd/);
  const skipped = await unpack(Buffer.concat([skippable, packed, skippable, packed]));
  assert.equal(skipped.failure, undefined);
  assert.equal(skipped.bytes.length, 2 * text.length);
});

test("a file that unpacks to a thousand times its size is given up", async () => {
  const bomb = Buffer.concat(Array(40).fill(zstdCompressSync(Buffer.alloc(8 << 20))));
  async function* chunks() {
    yield bomb;
  }
  let unpackedBytes = 0;
  await assert.rejects(async () => {
    for await (const part of decompress(chunks(), "zstd")) unpackedBytes += part.length;
  }, /500 times its size/);
  assert.ok(unpackedBytes < 200 << 20);
});

test("gzip: zeros that fill up the file's last block are no fault, wherever a piece ends", async () => {
  const padded = Buffer.concat([gzipSync(text), Buffer.alloc(40_000)]);
  for (const chunkBytes of [gzipSync(text).length, 5000, 1 << 20]) {
    const { failure, bytes } = await unpack(padded, chunkBytes);
    assert.equal(failure, undefined);
    assert.ok(bytes.equals(text));
  }
});

test("gzip: what follows such zeros is not passed over in silence", async () => {
  const padded = Buffer.concat([gzipSync(text), Buffer.alloc(40_000), gzipSync(text)]);
  const { failure, bytes } = await unpack(padded);
  assert.match(failure ?? "no failure", /not gzip/);
  assert.ok(bytes.equals(text));
});
