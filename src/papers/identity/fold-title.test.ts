import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldTitle } from "./fold-title.ts";

const same: readonly (readonly [string, string])[] = [
  ["On the Shape of Things", "ON THE SHAPE  OF\nTHINGS"],
  [String.raw`\textbf{S}hifted Windows`, "Shifted windows"],
  [String.raw`{\em Deep} \emph{Gears}`, "Deep Gears"],
  [String.raw`$\alpha$-Divergence`, "α-divergence"],
  [String.raw`$\alpha$-Divergence`, "Alpha-Divergence"],
  [String.raw`Schr\"{o}dinger's Cat`, "Schrödinger’s cat"],
  ["Eﬃcient ﬁlters", "Efficient filters"],
  ["First-Order Gears", "First order gears"],
  ["Gears — a survey", "Gears: A Survey"],
  ["Sobolev $H^{2}$ spaces", "Sobolev H2 spaces"],
  ["Cafe\u0301 society", "Café Society"],
  ["{BERT}: more", "BERT: More"],
  ["Gears & Wheels", "Gears and Wheels"],
  ["Straße", "STRASSE"],
  ["An Efficient Recipe for Gears", "An Efficient Recipefor Gears"],
];

for (const [a, b] of same) {
  test(`"${a}" and "${b}" are one title`, () => assert.equal(foldTitle(a), foldTitle(b)));
}

test("titles that say different things stay different", () => {
  const titles = [
    "Gears I",
    "Gears II",
    "C++ gears",
    "C gears",
    "C# gears",
    "齿轮",
    "车轮",
    "?",
    "!",
    "Gears 2.0",
  ];
  assert.equal(new Set(titles.map(foldTitle)).size, titles.length);
});

test("folding twice is folding once, and nothing but an empty title folds to nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (title) => {
      const folded = foldTitle(title);
      const plain = /^[\p{L}\p{N}]*$/u.test(folded);
      if (plain && folded.normalize("NFKD") === folded) assert.equal(foldTitle(folded), folded);
      if (/[\p{L}\p{N}]/u.test(title)) assert.notEqual(folded, "");
    }),
  );
});
