import { isAccent } from "./accents.ts";
import { GLUED, REFERENCE, SECOND_ARGUMENT, SILENT, STYLES, SWITCHES } from "./commands.ts";
import { environmentMath } from "./math-span.ts";
import type { TexNode, TextStyle } from "./nodes.ts";
import { readAccent } from "./read-accent.ts";
import { unescapeUrl } from "./read-run.ts";
import {
  emitAll,
  emitNode,
  groupAt,
  type Stretch,
  skipOption,
  skipSpaces,
  takeRawGroup,
} from "./stretch.ts";
import { FUNCTIONS, RELATIONS, SYMBOLS } from "./symbols.ts";

const NAME = /\\([a-z]+)\*?/iy;
/** Commands that only mathematics has, met outside it with their arguments. */
const FORMULA =
  /\\(?:d?t?frac|nicefrac|sqrt|binom|hat|widehat|tilde|widetilde|bar|overline|vec)(?:\{[^{}$]{1,80}\}){1,2}/y;

/** Reads the command at `position`, a backslash with letters behind it. */
export function readNamed(stretch: Stretch): void {
  const { source, position: start } = stretch;
  NAME.lastIndex = start;
  const match = NAME.exec(source)!;
  const [whole, name = ""] = match;
  stretch.position += whole.length;
  if (isAccent(name) && readAccent(stretch, name)) return;
  if (readEnvironment(stretch, name, start) || readFormula(stretch, name, start)) return;
  if (readSign(stretch, name) || readSilent(stretch, name)) return;
  if (readStyled(stretch, name) || readReference(stretch, name)) return;
  readUnknown(stretch, name);
}

function readEnvironment(stretch: Stretch, name: string, start: number): boolean {
  if (name !== "begin" && name !== "end") return false;
  const math = name === "begin" && environmentMath(stretch.source, start, stretch.end);
  if (math) {
    emitNode(stretch, { kind: "math", source: math.source, isDisplay: math.isDisplay });
    stretch.position = math.end;
    return true;
  }
  if (takeRawGroup(stretch) === undefined) return false;
  stretch.text += " ";
  return true;
}

function readFormula(stretch: Stretch, name: string, start: number): boolean {
  if (name === "ensuremath") {
    const source = takeRawGroup(stretch);
    if (source === undefined) return false;
    emitNode(stretch, { kind: "math", source, isDisplay: false });
    return true;
  }
  FORMULA.lastIndex = start;
  const formula = FORMULA.exec(stretch.source)?.[0];
  if (formula === undefined || FORMULA.lastIndex > stretch.end) return false;
  emitNode(stretch, { kind: "math", source: formula, isDisplay: false });
  stretch.position = FORMULA.lastIndex;
  return true;
}

function readSign(stretch: Stretch, name: string): boolean {
  const sign = SYMBOLS.get(name) ?? RELATIONS.get(name) ?? (FUNCTIONS.has(name) ? name : undefined);
  if (sign === undefined) return false;
  stretch.text += sign;
  const group = groupAt(stretch, stretch.position);
  if (group && group.from === group.until) stretch.position = group.until + 1;
  // A letter swallows the space that ends its command: `Stra\ss e`.
  else if (/^\p{Script=Latin}{1,2}$/u.test(sign) && name !== "ell") {
    stretch.position = skipSpaces(stretch, stretch.position);
  }
  return true;
}

function readSilent(stretch: Stretch, name: string): boolean {
  const count = SILENT.get(name);
  if (count === undefined) return false;
  if (/^(?:par|newline|linebreak)$/.test(name)) stretch.text += " ";
  if (count > 0) takeRawGroup(stretch);
  return true;
}

function readStyled(stretch: Stretch, name: string): boolean {
  const style = STYLES.get(name);
  if (style !== undefined) {
    const children = readArgument(stretch);
    if (children) emitStyled(stretch, style, children);
    return true;
  }
  const lasting = SWITCHES.get(name);
  if (lasting === undefined) return false;
  stretch.position = skipSpaces(stretch, stretch.position);
  // Outside a group a switch would hold to the end of the text, which nobody means.
  if (stretch.depth === 0) return true;
  const children = stretch.readGroup(stretch.position, stretch.end);
  stretch.position = stretch.end;
  emitStyled(stretch, lasting, children);
  return true;
}

function emitStyled(stretch: Stretch, style: TextStyle | "plain", children: TexNode[]): void {
  if (style === "plain") emitAll(stretch, children);
  else emitNode(stretch, { kind: "styled", style, children });
}

/** The group that follows, or the one character that TeX would take. */
function readArgument(stretch: Stretch): TexNode[] | undefined {
  const start = skipSpaces(stretch, stretch.position);
  const group = groupAt(stretch, start);
  if (group) {
    stretch.position = group.until + 1;
    return stretch.readGroup(group.from, group.until);
  }
  const character = String.fromCodePoint(stretch.source.codePointAt(start) ?? 32);
  if (start >= stretch.end || /[\\${}\s]/.test(character)) return undefined;
  stretch.position = start + character.length;
  return [{ kind: "text", text: character }];
}

function readReference(stretch: Stretch, name: string): boolean {
  if (name === "url" || name === "path" || name === "href") return readLink(stretch, name);
  if (name === "item") {
    stretch.text += " • ";
    return true;
  }
  if (name === "footnote" || name === "footnotetext") return readFootnote(stretch);
  if (SECOND_ARGUMENT.has(name)) {
    skipOption(stretch);
    takeRawGroup(stretch);
    emitAll(stretch, readArgument(stretch) ?? []);
    return true;
  }
  if (!REFERENCE.test(name)) return false;
  skipOption(stretch);
  skipOption(stretch);
  const labels = takeRawGroup(stretch);
  if (labels !== undefined) stretch.text += `[${labels.split(/\s*,\s*/).join(", ")}]`;
  return labels !== undefined;
}

function readLink(stretch: Stretch, name: string): boolean {
  const raw = takeRawGroup(stretch);
  if (raw === undefined) return false;
  const url = unescapeUrl(raw.trim());
  const shown = name === "href" ? readArgument(stretch) : undefined;
  emitNode(stretch, { kind: "link", url, children: shown ?? [{ kind: "text", text: url }] });
  return true;
}

function readFootnote(stretch: Stretch): boolean {
  skipOption(stretch);
  const children = readArgument(stretch);
  if (!children) return false;
  stretch.text += " (";
  emitAll(stretch, children);
  stretch.text += ")";
  return true;
}

/** An unknown command is shown as it is written, with its arguments read. */
function readUnknown(stretch: Stretch, name: string): void {
  const [, style, rest] = GLUED.exec(name) ?? [];
  if (style && rest) {
    emitStyled(stretch, STYLES.get(style) ?? "plain", [{ kind: "text", text: rest }]);
    return;
  }
  stretch.text += `\\${name}`;
  let group = groupAt(stretch, stretch.position);
  while (group) {
    stretch.text += "{";
    emitAll(stretch, stretch.readGroup(group.from, group.until));
    stretch.text += "}";
    stretch.position = group.until + 1;
    group = groupAt(stretch, stretch.position);
  }
}
