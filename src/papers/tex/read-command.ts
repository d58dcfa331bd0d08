import { isAccent } from "./accents.ts";
import { bracketMath } from "./math-span.ts";
import { readAccent } from "./read-accent.ts";
import { readNamed } from "./read-named.ts";
import { emitNode, type Stretch } from "./stretch.ts";

/** Signs that print nothing or a space after a backslash. */
const SPACES: Readonly<Record<string, string>> = {
  " ": " ",
  "\n": " ",
  "\t": " ",
  "\\": " ",
  ",": "\u202f",
  ";": " ",
  ":": " ",
  "!": "",
  "/": "",
  "-": "",
  "@": "",
};

/** Reads the command at `position`, which is a backslash. */
export function readCommand(stretch: Stretch): void {
  const { source, position } = stretch;
  const sign = position + 1 < stretch.end ? (source[position + 1] ?? "") : "";
  if (/[a-z]/i.test(sign)) readNamed(stretch);
  else if (sign === "(" || sign === "[") readBracketMath(stretch);
  else readSign(stretch, sign);
}

function readSign(stretch: Stretch, sign: string): void {
  stretch.position += 1 + sign.length;
  if (sign !== "" && "%$&#_{}".includes(sign)) stretch.text += sign;
  else if (Object.hasOwn(SPACES, sign)) stretch.text += SPACES[sign];
  else if (isAccent(sign)) readAccent(stretch, sign);
  else stretch.text += `\\${sign}`;
}

function readBracketMath(stretch: Stretch): void {
  const math = bracketMath(stretch.source, stretch.position, stretch.end);
  if (!math) {
    stretch.text += stretch.source.slice(stretch.position, stretch.position + 2);
    stretch.position += 2;
    return;
  }
  emitNode(stretch, { kind: "math", source: math.source, isDisplay: math.isDisplay });
  stretch.position = math.end;
}
