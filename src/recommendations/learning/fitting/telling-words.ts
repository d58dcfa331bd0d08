/** A term with how much it says. */
export interface WeighedTerm {
  readonly label: string;
  readonly weight: number;
}

/**
 * The weightiest labels, none of them part of another: where a pair of words is there, neither
 * word stands alone; and of two that begin alike the first.
 */
export function tellingWords(terms: readonly WeighedTerm[], most: number): string[] {
  const ordered = [...terms].sort((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1));
  const chosen: string[] = [];
  for (const { label } of ordered) {
    const whole = chosen.findIndex((other) => isPart(label, other) || isPart(other, label));
    if (whole < 0) {
      if (chosen.length < most) chosen.push(label);
    } else if (isPart(chosen[whole]!, label) && label.length > chosen[whole]!.length) {
      chosen[whole] = label;
    }
  }
  return [...new Set(chosen)].slice(0, most);
}

/** Whether every word of the one is in the other. */
function isPart(one: string, other: string): boolean {
  const end = one.indexOf(" ");
  // Most have not even the letters; only the rest is taken apart.
  if (!other.includes(end < 0 ? one : one.slice(0, end))) return false;
  const words = other.split(" ");
  return one.split(" ").every((word) => words.includes(word));
}
