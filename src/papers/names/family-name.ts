import { texToText } from "../tex/to-text.ts";
import { foldLetters } from "./fold.ts";

const PARTICLES = new Set(
  "af al ap bin da dal dalla das de degli dei del della den der di do dos du el la las le los ten ter van vande vander von zu zum zur".split(
    " ",
  ),
);

const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?$/i;

/**
 * The family name in `author`, with its particles, as printed: "van der Maaten" for
 * "Laurens van der Maaten" and "van der Maaten, Laurens" alike.
 */
export function familyNameOf(author: string): string {
  const name = author.includes("\\") ? texToText(author) : author.replace(/[{}]/g, "");
  const parts = name
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !SUFFIX.test(part));
  const [first = "", given] = parts;
  if (given !== undefined) return withTrailingParticles(first, given);
  return familyWords(first.split(/\s+/));
}

/** "Maaten, Laurens van der": some styles move the particles behind the given name. */
function withTrailingParticles(family: string, given: string): string {
  const words = given.split(/\s+/);
  let start = words.length;
  while (start > 0 && isParticle(words[start - 1] ?? "")) start--;
  return [...words.slice(start), family].join(" ");
}

function familyWords(words: readonly string[]): string {
  const kept = words.filter((word, index) => index === 0 || !SUFFIX.test(word));
  let start = Math.max(kept.length - 1, 0);
  while (start > 1 && isParticle(kept[start - 1] ?? "")) start--;
  return kept.slice(start).join(" ");
}

function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

/**
 * What two spellings of one family name share: the last word, folded. Particles and second
 * family names come and go between sources.
 */
export function familyKeyOf(author: string): string {
  const words = familyNameOf(author)
    .split(/[\s~\u2010-\u2015-]+/)
    .filter(Boolean);
  const last = words.at(-1) ?? "";
  return foldLetters(last).replace(/[^\p{L}\p{N}]+/gu, "");
}

/** First letter of the given name, folded, or "" where none is printed. */
export function givenInitialOf(author: string): string {
  const family = familyNameOf(author);
  const comma = author.indexOf(",");
  const given =
    comma >= 0 && !SUFFIX.test(author.slice(comma + 1).trim())
      ? author.slice(comma + 1)
      : author.trim() === family
        ? ""
        : author;
  return foldLetters(given).match(/\p{L}/u)?.[0] ?? "";
}
