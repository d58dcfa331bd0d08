/** Groups nested deeper than this are left as they are written. */
export const MAX_DEPTH = 100;

/** For each `{`, where its `}` stands, or -1: unbalanced, or nested too deep. Linear. */
export type Braces = Int32Array;

export function matchBraces(source: string): Braces {
  const partners = new Int32Array(source.length).fill(-1);
  const open: number[] = [];
  for (let position = 0; position < source.length; position++) {
    const character = source[position];
    if (character === "\\") position++;
    else if (character === "{") open.push(position);
    else if (character === "}") {
      const start = open.pop();
      if (start !== undefined && open.length < MAX_DEPTH) partners[start] = position;
    }
  }
  return partners;
}
