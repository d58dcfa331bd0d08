import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldText } from "../text/fold.ts";
import { createVocabulary } from "./vocabulary.ts";

function tokensOf(entries: readonly string[], text: string): string[] {
  const found: string[] = [];
  createVocabulary(entries).forEachToken(foldText(text), (entry) => found.push(entries[entry]!));
  return found;
}

test("all forms of an entry are one token", () => {
  const entries = ["network networks", "train trained"];
  const tokens = ["train trained", "network networks", "network networks"];
  assert.deepEqual(tokensOf(entries, "Trained networks, network"), tokens);
});

test("a word that is not listed is found by its stem", () => {
  assert.deepEqual(tokensOf(["network"], "Networking"), ["network"]);
});

test("any other word is cut into the longest pieces, first and following", () => {
  const entries = ["zy", "zygo", "go", "##mat", "##matic", "##us"];
  assert.deepEqual(tokensOf(entries, "zygomaticus"), ["zygo", "##matic", "##us"]);
});

test("letters that no piece covers are left out", () => {
  assert.deepEqual(tokensOf(["ab", "##cd"], "abxcd"), ["ab", "##cd"]);
  assert.deepEqual(tokensOf(["ab"], "ЖЖЖ"), []);
});

test("accents, case and compatibility forms do not matter", () => {
  assert.deepEqual(tokensOf(["schrodinger", "fi"], "Schrödinger ﬁ"), ["schrodinger", "fi"]);
});

test("scripts without spaces are read character by character", () => {
  assert.deepEqual(tokensOf(["論", "文"], "論文。"), ["論", "文"]);
});

test("with all letters listed every word of them is spelt, whatever the text", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) => [letter, `##${letter}`]);
  const words = fc.stringMatching(/^[b-df-hj-np-tv-z]{1,40}$/);
  fc.assert(
    fc.property(words, (word) => {
      const spelt = tokensOf(letters, word)
        .map((token) => token.replace("##", ""))
        .join("");
      // The stem is what is spelt: an ending may be gone, never a letter from the middle.
      assert.ok(word.startsWith(spelt.slice(0, -1)), `${word} → ${spelt}`);
    }),
  );
});

test("no input makes the tokenizer throw or run long", () => {
  const long = "x".repeat(20_000);
  assert.equal(tokensOf(["x", "##x"], long).length, 20_000);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void tokensOf(["a"], text)));
});
