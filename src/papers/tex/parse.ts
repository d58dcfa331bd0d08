import { matchBraces } from "./braces.ts";
import { dollarMath } from "./math-span.ts";
import type { TexNode } from "./nodes.ts";
import { readCommand } from "./read-command.ts";
import { readRun } from "./read-run.ts";
import { emitAll, emitNode, flush, groupAt, type Stretch } from "./stretch.ts";

/** Longer texts are no titles or abstracts; they are left as they are written. */
const MAX_LENGTH = 200_000;
const SPECIAL = /[\\${}~`]|--|''/;

/** The pieces of a text with TeX in it. Takes any text, never throws, takes linear time. */
export function parseTex(source: string): TexNode[] {
  if (!SPECIAL.test(source) || source.length > MAX_LENGTH) return [{ kind: "text", text: source }];
  return readRange({ source, braces: matchBraces(source) }, 0, source.length, 0);
}

/** One command for words, and nothing else. */
const PROSE =
  /^\s*\\(?:text(?:bf|it|tt|sc|rm|sf|normal)?|emph|url|href\s*\{[^{}]*\}|underline|mbox)\s*\{[^{}^_]*\}\s*$/;

/** What all stretches of one text share. */
type Text = Pick<Stretch, "source" | "braces">;

function readRange(text: Text, from: number, until: number, depth: number): TexNode[] {
  const stretch: Stretch = {
    source: text.source,
    braces: text.braces,
    end: until,
    depth,
    nodes: [],
    position: from,
    text: "",
    readGroup: (start, end) => readRange(text, start, end, depth + 1),
  };
  while (stretch.position < until) readPiece(stretch);
  flush(stretch);
  return stretch.nodes;
}

function readPiece(stretch: Stretch): void {
  const character = stretch.source[stretch.position];
  if (character === "\\") readCommand(stretch);
  else if (character === "$") readDollar(stretch);
  else if (character === "{") readGroup(stretch);
  else if (character === "}") literally(stretch, "}");
  else readRun(stretch);
}

function readDollar(stretch: Stretch): void {
  const math = dollarMath(stretch.source, stretch.position, stretch.end);
  if (!math) {
    literally(stretch, "$");
    return;
  }
  const start = stretch.position + (math.isDisplay ? 2 : 1);
  const { source, isDisplay } = math;
  // `$\textbf{words}$` and `$\href{…}{…}$` are prose that strayed into a formula.
  if (PROSE.test(source)) emitAll(stretch, stretch.readGroup(start, start + source.length));
  else emitNode(stretch, { kind: "math", source, isDisplay });
  stretch.position = math.end;
}

function literally(stretch: Stretch, text: string): void {
  stretch.text += text;
  stretch.position += text.length;
}

function readGroup(stretch: Stretch): void {
  const { source, position } = stretch;
  const group = groupAt(stretch, position);
  if (!group) {
    literally(stretch, "{");
    return;
  }
  const children = stretch.readGroup(group.from, group.until);
  stretch.position = group.until + 1;
  const script = SCRIPTS.get(source[position - 1] ?? "");
  if (script && /[\^_]$/.test(stretch.text)) {
    stretch.text = stretch.text.slice(0, -1);
    emitNode(stretch, { kind: "styled", style: script, children });
    return;
  }
  const isKept = isSet(source, group.from, group.until);
  if (isKept) stretch.text += "{";
  emitAll(stretch, children);
  if (isKept) stretch.text += "}";
}

const SCRIPTS: ReadonlyMap<string, "sup" | "sub"> = new Map([
  ["^", "sup"],
  ["_", "sub"],
]);

/** `{a, b}` is a set and keeps its braces; `{BERT}` only guards its letters. */
function isSet(source: string, from: number, until: number): boolean {
  if (until - from > 200) return false;
  const inner = source.slice(from, until);
  return !/[\\$]/.test(inner) && /[,;=:|<>]|^\s|\s$/.test(inner);
}
