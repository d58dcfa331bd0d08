/** A term with how much it says. */
export interface WeighedTerm {
  readonly label: string;
  readonly weight: number;
}

/** A pair says less than its heaviest word; much less, and it came about by chance. */
const LEAST_OF_WORD = 0.5;

/**
 * The weightiest labels, none of them part of another: where a pair of words is nearly as heavy,
 * neither word stands alone; and of two that begin alike the first.
 */
export function tellingWords(terms: readonly WeighedTerm[], most: number): string[] {
  const ordered = [...terms].sort((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1));
  const chosen: WeighedTerm[] = [];
  for (const term of ordered) {
    const whole = chosen.findIndex(
      ({ label }) => isPart(term.label, label) || isPart(label, term.label),
    );
    const other = chosen[whole];
    if (!other) {
      if (chosen.length < most) chosen.push(term);
    } else if (isLonger(term, other) && term.weight >= LEAST_OF_WORD * other.weight) {
      chosen[whole] = { label: term.label, weight: other.weight };
    }
  }
  return [...new Set(chosen.map(({ label }) => label))].slice(0, most);
}

function isLonger({ label }: WeighedTerm, other: WeighedTerm): boolean {
  return isPart(other.label, label) && label.length > other.label.length;
}

/** Whether every word of the one is in the other. */
function isPart(one: string, other: string): boolean {
  const end = one.indexOf(" ");
  // Most have not even the letters; only the rest is taken apart.
  if (!other.includes(end < 0 ? one : one.slice(0, end))) return false;
  const words = other.split(" ");
  return one.split(" ").every((word) => words.includes(word));
}
