import temml from "temml";
import { MAX_DEPTH } from "./braces.ts";
import { escapeHtml } from "./escape-html.ts";
import { MAX_MATH_LENGTH } from "./math-span.ts";
import { safeMathml } from "./safe-mathml.ts";
import { fromHex, UNICODE } from "./unicode-command.ts";

/** Bounds what one formula's macros may grow to. */
const MAX_EXPAND = 100;
/** Formulas kept once set; a page repeats a few short ones many times. */
const CACHE_SIZE = 2_000;
/** Longer formulas are rarely met twice. */
const MAX_CACHED_LENGTH = 100;

const OPTIONS = {
  trust: false,
  strict: false,
  throwOnError: true,
  maxExpand: MAX_EXPAND,
  maxSize: [10, 40] as [number, number],
};

/** Macros of the authors' own in one formula; nobody can tell what they stand for but their name. */
const MAX_OWN_MACROS = 4;
const UNKNOWN = /Unsupported function name: \\([A-Za-z]+)/;
/** Known commands that are refused: what stands in them is no part of a name. */
const REFUSED =
  /^(?:href|url|html\w*|class|id|style|data|includegraphics|def|gdef|let|newcommand)$/;

const cache = new Map<string, string>();

/** A formula as MathML, or, where it can not be set, its escaped source between `$`. Never throws. */
export function mathToHtml(source: string, isDisplay: boolean): string {
  const key = (isDisplay ? "$" : "") + source;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const markup =
    setFormula(source, isDisplay) ?? escapeHtml(isDisplay ? `$$${source}$$` : `$${source}$`);
  if (source.length <= MAX_CACHED_LENGTH) {
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, markup);
  }
  return markup;
}

function setFormula(source: string, isDisplay: boolean): string | undefined {
  if (source.length > MAX_MATH_LENGTH || depthOf(source) > MAX_DEPTH) return undefined;
  let readable = plainSigns(source);
  for (let attempt = 0; attempt <= MAX_OWN_MACROS; attempt++) {
    try {
      return safeMathml(
        temml.renderToString(readable, { ...OPTIONS, macros: {}, displayMode: isDisplay }),
      );
    } catch (error) {
      const name = UNKNOWN.exec(error instanceof Error ? error.message : "")?.[1];
      if (name === undefined || REFUSED.test(name)) return undefined;
      readable = readable.replaceAll(new RegExp(`\\\\${name}(?![A-Za-z])`, "g"), `\\text{${name}}`);
    }
  }
  return undefined;
}

/** Labels gone, and MathJax's `\unicode{x2013}` as the sign itself. */
function plainSigns(source: string): string {
  return source
    .replace(/\\label\{[^{}]*\}/g, "")
    .replace(UNICODE, (_whole, digits: string) => `\\text{${fromHex(digits)}}`);
}

function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of source) {
    if (character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "}") depth--;
  }
  return deepest;
}
