import type { Braces } from "./braces.ts";
import type { TexNode } from "./nodes.ts";

/** One stretch of a text being read: `nodes` grow as `position` moves towards `end`. */
export interface Stretch {
  readonly source: string;
  readonly braces: Braces;
  readonly end: number;
  /** Groups around this stretch. */
  readonly depth: number;
  readonly nodes: TexNode[];
  position: number;
  /** Reads the inside of a group of this stretch. */
  readonly readGroup: (from: number, until: number) => TexNode[];
  /** Plain text read since the last node. */
  text: string;
}

export function emitNode(stretch: Stretch, node: TexNode): void {
  flush(stretch);
  stretch.nodes.push(node);
}

/** Puts nodes among those of `stretch`, their text joined with what stands before it. */
export function emitAll(stretch: Stretch, nodes: readonly TexNode[]): void {
  for (const node of nodes) {
    if (node.kind === "text") stretch.text += node.text;
    else emitNode(stretch, node);
  }
}

export function flush(stretch: Stretch): void {
  if (stretch.text !== "") stretch.nodes.push({ kind: "text", text: stretch.text });
  stretch.text = "";
}

/** What stands between the braces at `start`, or `undefined` when no group begins there. */
export function groupAt(
  stretch: Stretch,
  start: number,
): { readonly from: number; readonly until: number } | undefined {
  if (stretch.source[start] !== "{") return undefined;
  const partner = stretch.braces[start] ?? -1;
  return partner < 0 || partner >= stretch.end ? undefined : { from: start + 1, until: partner };
}

/** The raw text of the group that follows, spaces skipped; moves behind it. */
export function takeRawGroup(stretch: Stretch): string | undefined {
  const start = skipSpaces(stretch, stretch.position);
  const group = groupAt(stretch, start);
  if (!group) return undefined;
  stretch.position = group.until + 1;
  return stretch.source.slice(group.from, group.until);
}

export function skipSpaces(stretch: Stretch, start: number): number {
  let position = start;
  while (position < stretch.end && /\s/.test(stretch.source[position] ?? "")) position++;
  return position;
}

/** Moves behind `[…]`, where one follows. */
export function skipOption(stretch: Stretch): void {
  if (stretch.source[stretch.position] !== "[") return;
  const window = stretch.source.slice(
    stretch.position,
    Math.min(stretch.end, stretch.position + 200),
  );
  const length = window.indexOf("]");
  if (length >= 0) stretch.position += length + 1;
}
