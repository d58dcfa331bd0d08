import { familyNameOf } from "./family-name.ts";

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** A printed name in its parts: "van der Maaten", "Laurens", "". One word is a family name. */
export function splitName(name: string): { family: string; given: string; suffix: string } {
  const family = familyNameOf(name);
  const parts = name.split(",").map((part) => part.trim());
  const suffix = parts.find((part, index) => index > 0 && SUFFIX.test(part)) ?? lastSuffix(name);
  const rest = parts.filter((part) => part !== "" && part !== suffix);
  const given = rest.length > 1 ? rest.slice(1).join(" ") : (rest[0] ?? "");
  return { family, given: withoutFamily(given, family, suffix), suffix };
}

function lastSuffix(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? "";
  return words.length > 2 && SUFFIX.test(last) ? last : "";
}

function withoutFamily(given: string, family: string, suffix: string): string {
  const words = given.split(/\s+/).filter((word) => word !== suffix);
  const particles = family.split(/\s+/);
  const ending = words.slice(-particles.length).join(" ");
  if (ending === family) return words.slice(0, -particles.length).join(" ");
  // "Maaten, Laurens van der": particles that moved to the family name leave the given one.
  while (words.length > 1 && particles.includes(words.at(-1) ?? "")) words.pop();
  return words.join(" ");
}
