import assert from "node:assert/strict";
import { test } from "node:test";
import { authorsLine } from "./authors-line.ts";
import { familyKeyOf, familyNameOf, givenInitialOf } from "./family-name.ts";
import { slugOf } from "./slug.ts";
import { splitName } from "./split-name.ts";
import { venueLabel } from "./venue-label.ts";

const families: readonly (readonly [string, string])[] = [
  ["Ada Lovelace", "Lovelace"],
  ["Lovelace, Ada", "Lovelace"],
  ["A. Lovelace", "Lovelace"],
  ["Laurens van der Maaten", "van der Maaten"],
  ["van der Maaten, Laurens", "van der Maaten"],
  ["Maaten, Laurens van der", "van der Maaten"],
  ["Sammy Davis Jr.", "Davis"],
  ["Davis, Jr., Sammy", "Davis"],
  ["Henry Ford II", "Ford"],
  ["Plato", "Plato"],
  [String.raw`Paul Erd\H{o}s`, "Erdős"],
  ["", ""],
];

for (const [name, family] of families) {
  test(`the family name of "${name}" is "${family}"`, () =>
    assert.equal(familyNameOf(name), family));
}

test("spellings of one family name share a key", () => {
  const spellings = ["Pablo Diego-Simón", "Pablo Diego Simon", "SIMON, Pablo", "P. Simón"];
  assert.deepEqual([...new Set(spellings.map(familyKeyOf))], ["simon"]);
});

test("the initial is the given name's", () => {
  assert.equal(givenInitialOf("Ada Lovelace"), "a");
  assert.equal(givenInitialOf("Lovelace, Ada"), "a");
  assert.equal(givenInitialOf("Émile Zola"), "e");
  assert.equal(givenInitialOf("Plato"), "");
});

test("a name splits into its parts", () => {
  assert.deepEqual(splitName("Laurens van der Maaten"), {
    family: "van der Maaten",
    given: "Laurens",
    suffix: "",
  });
  assert.deepEqual(splitName("Maaten, Laurens van der"), {
    family: "van der Maaten",
    given: "Laurens",
    suffix: "",
  });
  assert.deepEqual(splitName("Smith, Jr., John"), {
    family: "Smith",
    given: "John",
    suffix: "Jr.",
  });
  assert.deepEqual(splitName("John A. Smith III"), {
    family: "Smith",
    given: "John A.",
    suffix: "III",
  });
  assert.deepEqual(splitName("Plato"), { family: "Plato", given: "", suffix: "" });
});

test("a slug is ASCII where the name can be, and the same for every spelling", () => {
  assert.equal(slugOf("Ada Lovelace"), "ada-lovelace");
  assert.equal(slugOf("  Éric  O’Neil-Søren "), "eric-oneil-soren");
  assert.equal(slugOf("U.S. Naval Lab (NRL)"), "us-naval-lab-nrl");
  assert.equal(slugOf("清华大学"), "清华大学");
  assert.equal(slugOf("???"), "");
});

test("a venue code reads as people write it", () => {
  assert.equal(venueLabel("cvpr2019"), "CVPR 2019");
  assert.equal(venueLabel("nips2017"), "NeurIPS 2017");
  assert.equal(venueLabel("3dv2025"), "3DV 2025");
  assert.equal(venueLabel("corl2024"), "CoRL 2024");
  assert.equal(venueLabel("Nature Gears"), "Nature Gears");
  assert.equal(venueLabel("constructor2019"), "constructor 2019");
});

test("an authors' line shows the first names and how many are left", () => {
  const authors = ["Ada Lovelace", "Blaise Pascal", "Chien-Shiung Wu"].map((name) => ({
    name,
    affiliations: [],
  }));
  assert.equal(authorsLine({ authors }, 2), "Ada Lovelace, Blaise Pascal +1");
  assert.equal(authorsLine({ authors }, 3), "Ada Lovelace, Blaise Pascal, Chien-Shiung Wu");
  assert.equal(authorsLine({ authors: [], authorCount: 4 }, 3), "4 authors");
  assert.equal(authorsLine({ authors: [], authorCount: 1 }, 3), "1 author");
  assert.equal(authorsLine({ authors: [] }, 3), "");
});
