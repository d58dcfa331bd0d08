import { type MarkWords, texToHtml } from "#papers";
import { type Html, raw } from "./html.ts";

/** Texts kept typeset: titles and abstracts of some 80 editions, about 20 MB. */
const LIMIT = 8_000;
const typesetTexts = new Map<string, Html>();

/** A title or abstract with its TeX, as safe markup; the last few thousand are remembered. */
export function typeset(tex: string, mark?: MarkWords): Html {
  if (mark) return raw(namesUpright(texToHtml(tex, { mark })));
  const known = typesetTexts.get(tex);
  if (known !== undefined) return known;
  const markup = raw(namesUpright(texToHtml(tex)));
  if (typesetTexts.size >= LIMIT) typesetTexts.delete(typesetTexts.keys().next().value ?? "");
  typesetTexts.set(tex, markup);
  return markup;
}

/** Our style sets letters of formulas in italics; a name such as `sin` says that it is none. */
export function namesUpright(markup: string): string {
  return markup.replace(/<mi>(?=\p{L}{2})/gu, '<mi mathvariant="normal">');
}

/**
 * The beginning of a text with TeX, at most `limit` characters long and ending between two
 * words outside of any math or group, with an ellipsis where something is left out.
 */
export function cutTex(tex: string, limit: number): string {
  if (tex.length <= limit) return tex;
  let depth = 0;
  let inMath = false;
  let end = 0;
  for (let at = 0; at < limit; at += 1) {
    const character = tex[at];
    if (character === "\\") at += 1;
    else if (character === "$") inMath = !inMath;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (depth === 0 && !inMath && /\s/.test(character ?? "")) end = at;
  }
  return `${tex.slice(0, end).replace(/[\s,.;:–-]+$/, "")}…`;
}
