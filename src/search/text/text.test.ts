import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foldText } from "./fold.ts";
import { stemWord } from "./stem.ts";
import { visitTokens } from "./tokens.ts";

function tokens(text: string): { words: string[]; joined: string[] } {
  const words: string[] = [];
  const joined: string[] = [];
  visitTokens(
    foldText(text),
    (token) => words.push(token),
    (token) => joined.push(token),
  );
  return { words, joined };
}

describe("folding", () => {
  it("unifies case, accents, compatibility forms, dashes and apostrophes", () => {
    assert.equal(foldText("Poincaré’s ﬁeld – Ångström"), "poincare's field - angstrom");
    assert.equal(foldText("Łukasz Ørsted straße"), "lukasz orsted strasse");
    assert.equal(foldText("Ⅳ ² 𝒜"), "iv 2 a");
    assert.equal(foldText("한국어"), "한국어");
  });
});

describe("tokens", () => {
  it("keep numbers, decimals and the names of languages whole", () => {
    assert.deepEqual(tokens("3D vision, GPT 3.5; C++ and C# in 2024.").words, [
      "3d",
      "vision",
      "gpt",
      "3.5",
      "c++",
      "and",
      "c#",
      "in",
      "2024",
    ]);
  });

  it("give a hyphenated word as its parts and as one", () => {
    assert.deepEqual(tokens("state-of-the-art GPT-4"), {
      words: ["state", "of", "the", "art", "gpt", "4"],
      joined: ["stateoftheart", "gpt4"],
    });
  });

  it("drop the possessive and part what no space parts", () => {
    assert.deepEqual(tokens("Bell's rings").words, ["bell", "rings"]);
    assert.deepEqual(tokens("量子 theory").words, ["量", "子", "theory"]);
    assert.deepEqual(tokens("𠮷野家😀x").words, ["𠮷", "野", "家", "x"]);
  });
});

describe("stems", () => {
  it("bring the forms of a word together", () => {
    const families = [
      ["generalize", "generalized", "generalizes", "generalizing"],
      ["approximate", "approximation", "approximations", "approximating"],
      ["theoretical", "theoretically", "theoretic"],
      ["classify", "classifier", "classification", "classifies"],
      ["matrix", "matrices"],
      ["hypothesis", "hypotheses"],
      ["study", "studies", "studied", "studying"],
    ];
    for (const family of families) assert.equal(new Set(family.map(stemWord)).size, 1, `${family}`);
  });

  it("keep apart what is not one word", () => {
    assert.notEqual(stemWord("organ"), stemWord("organize"));
    assert.notEqual(stemWord("universe"), stemWord("university"));
    assert.notEqual(stemWord("news"), stemWord("new"));
    assert.notEqual(stemWord("internal"), stemWord("international"));
  });

  it("leave alone what is no English word", () => {
    assert.equal(stemWord("gpt4s"), "gpt4s");
    assert.equal(stemWord("öffnungen"), "öffnungen");
  });
});
