import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findLinks } from "./find-links.ts";

const T = String.raw;
const cases: readonly (readonly [text: string, kind: string, url: string])[] = [
  ["Code is at https://github.com/ada/gears.", "code", "https://github.com/ada/gears"],
  ["(see https://github.com/ada/gears)", "code", "https://github.com/ada/gears"],
  ["See github.com/ada/gears.git for more", "code", "https://github.com/ada/gears"],
  [
    "We are at https://github.com/ada/gears.The rest follows",
    "code",
    "https://github.com/ada/gears",
  ],
  [T`Code: \url{https://gitlab.com/ada/small_gears}`, "code", "https://gitlab.com/ada/small_gears"],
  [T`\href{https://codeberg.org/ada/gears}{Our code}`, "code", "https://codeberg.org/ada/gears"],
  [T`at https://github.com/ada/small\_gears`, "code", "https://github.com/ada/small_gears"],
  ["at https://github.com/\nada/gears.", "code", "https://github.com/ada/gears"],
  ["at https://github.com/ada/ gears.", "code", "https://github.com/ada/gears"],
  [
    "at https://gears.example.org/data/\nsmall/v1.zip now",
    "other",
    "https://gears.example.org/data/small/v1.zip",
  ],
  ["https://huggingface.co/spaces/ada/gears", "code", "https://huggingface.co/spaces/ada/gears"],
  [
    "https://huggingface.co/datasets/ada/gears",
    "data",
    "https://huggingface.co/datasets/ada/gears",
  ],
  ["https://huggingface.co/ada/gears-7b", "model", "https://huggingface.co/ada/gears-7b"],
  ["https://huggingface.co/papers/2509.01234", "other", "https://huggingface.co/papers/2509.01234"],
  ["https://zenodo.org/records/12345", "data", "https://zenodo.org/records/12345"],
  ["https://doi.org/10.5281/zenodo.12345", "data", "https://doi.org/10.5281/zenodo.12345"],
  ["https://ada.github.io/gears/", "project", "https://ada.github.io/gears/"],
  ["see our project page: ada.github.io/gears", "project", "https://ada.github.io/gears"],
  [
    "Project page at https://gears.example.org/x_(y).",
    "project",
    "https://gears.example.org/x_(y)",
  ],
  ["The code is at https://example.org/gears", "code", "https://example.org/gears"],
  ["Code, data and models: https://example.org/gears", "project", "https://example.org/gears"],
  ["The dataset (http://example.org/gears)", "data", "http://example.org/gears"],
  ["watch https://youtu.be/abc", "video", "https://youtu.be/abc"],
];

for (const [text, kind, url] of cases) {
  test(`"${text.replace(/\n/g, "⏎")}" leads to ${kind}`, () => {
    assert.deepEqual(findLinks(text), [{ kind, url }]);
  });
}

test("a text without addresses has no links, whatever it speaks of", () => {
  for (const text of [
    "",
    "We use GitHub.",
    "javascript:alert(1)",
    "ftp://example.org/x",
    "://",
    T`\url{javascript:alert(1)}`,
    "http://",
    "https://user:pass@example.org/",
  ]) {
    assert.deepEqual(findLinks(text), [], text);
  }
});

test("an address counts once, in the order of the text", () => {
  const text = "https://b.example.org/x, https://a.example.org/y and https://b.example.org/x again";
  assert.deepEqual(
    findLinks(text).map((link) => link.url),
    ["https://b.example.org/x", "https://a.example.org/y"],
  );
});

test("whatever the text, links are web addresses", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "https://",
      "github.com/",
      "http://a.b/",
      "\\url{",
      "}",
      "\\href{",
      "(",
      "\n",
      "www.",
      ".",
      "@",
      "/",
      "javascript:",
      "\u0000",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const { url } of findLinks(pieces.join("")))
        assert.match(new URL(url).protocol, /^https?:$/);
    }),
    { numRuns: 500 },
  );
});
