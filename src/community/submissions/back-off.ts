const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;

/** How long to leave a source alone after the `attempts`-th failure: a minute, doubled, to 6 h. */
export function backOffMs(attempts: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_MS);
}
