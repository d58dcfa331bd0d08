const FNV_PRIME = 0x01000193;

/**
 * A number that orders papers of one day which nothing else can: it favours neither the
 * alphabet nor the older id, and is another on another day.
 *
 * @returns an integer in [0, 2^53), the same on every machine; lower comes first.
 * @see docs/ranking.md, "Ties"
 */
export function tieBreak(day: string, id: string): number {
  const text = `${day} ${id}`;
  const low = hash(text, 0x811c9dc5);
  const high = hash(text, 0x1b873593) & 0x1f_ffff;
  return high * 0x1_0000_0000 + low;
}

/** FNV-1a over UTF-16 units, then the finaliser of MurmurHash3; both are in the public domain. */
function hash(text: string, seed: number): number {
  let state = seed;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), FNV_PRIME);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
