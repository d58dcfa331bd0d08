import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BROKEN_BYTES, createDecoder } from "./decode.ts";

function decode(bytes: Buffer, chunkBytes: number, encoding?: string) {
  const decoder = createDecoder(bytes, encoding);
  let text = "";
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    text += decoder.decode(bytes.subarray(at, at + chunkBytes));
  }
  return { text: text + decoder.end(), sawBrokenBytes: decoder.sawBrokenBytes() };
}

test("UTF-8 cut anywhere is the same text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 9 }), (text, size) => {
      const bytes = Buffer.from(text);
      const expected = bytes.toString("utf8").replace(/^\ufeff/, "");
      assert.deepEqual(decode(bytes, size), { text: expected, sawBrokenBytes: false });
    }),
  );
});

test("any bytes at all become text, and broken ones are marked", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (array, size) => {
      const { text, sawBrokenBytes } = decode(Buffer.from(array), size);
      if (!array.includes(0xff) && !array.includes(0xfe)) {
        assert.equal(text.includes(BROKEN_BYTES), sawBrokenBytes);
      }
    }),
  );
});

test("a byte order mark is no text, in UTF-8 and in UTF-16", () => {
  assert.equal(decode(Buffer.from("\ufeffAda"), 1).text, "Ada");
  assert.equal(decode(Buffer.from("\ufeffAdé", "utf16le"), 3).text, "Adé");
});

test("an encoding that a document declares is followed", () => {
  assert.equal(decode(Buffer.from("Adé", "latin1"), 1, "iso-8859-1").text, "Adé");
});
