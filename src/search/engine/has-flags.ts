/** What a paper can have, in the order of the bits of the column `has`. */
export const hasNames = ["code", "data", "model", "project", "comments"] as const;

export type HasName = (typeof hasNames)[number];

export function hasBits(names: readonly HasName[]): number {
  let bits = 0;
  for (const name of names) bits |= 1 << hasNames.indexOf(name);
  return bits;
}
