/** Elements of MathML Core, all that a formula may be made of. */
export const mathmlElements: ReadonlySet<string> = new Set(
  `math mi mo mn ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder
  mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose`.split(/\s+/),
);

/** Attributes of these that carry no style, script or address. */
export const mathmlAttributes: ReadonlySet<string> = new Set(
  `display mathvariant stretchy fence separator form lspace rspace symmetric largeop movablelimits accent
  accentunder minsize maxsize linethickness displaystyle scriptlevel width height depth voffset columnalign
  columnspacing rowspacing columnspan rowspan notation`.split(/\s+/),
);

const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /\s+([\w-]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g;

/**
 * `markup` with nothing but MathML elements and attributes that carry no style, script or
 * address; `undefined` when it holds any other element.
 */
export function safeMathml(markup: string): string | undefined {
  let isSafe = true;
  const safe = markup.replace(TAG, (_tag, slash: string, name: string, attributes: string) => {
    if (!mathmlElements.has(name)) isSafe = false;
    return `<${slash}${name}${slash ? "" : safeAttributes(attributes)}>`;
  });
  // What the pattern did not take for a tag must hold no sign that begins one.
  const rest = markup.replace(TAG, "");
  return isSafe && !/[<>]/.test(rest) ? safe : undefined;
}

function safeAttributes(attributes: string): string {
  let safe = "";
  for (const [, name = "", double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (mathmlAttributes.has(name))
      safe += ` ${name}="${(double ?? single ?? "").replace(/"/g, "&quot;")}"`;
  }
  return safe;
}
