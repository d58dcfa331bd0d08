/** Names of characters that feeds use, though XML knows five of them only. */
export const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  eacute: "é",
  egrave: "è",
  ouml: "ö",
  auml: "ä",
  uuml: "ü",
  szlig: "ß",
  ntilde: "ñ",
  ccedil: "ç",
};

/** The text with HTML character references as characters; unknown ones stay as written. */
export function decodeReferences(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#"))
      return NAMED_CHARACTERS[name] ?? NAMED_CHARACTERS[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Whether the text holds HTML elements, rather than a `<` or two in a formula. */
export function hasMarkup(text: string): boolean {
  return /<\/?(p|br|b|i|em|strong|a|div|span|img|ul|ol|li|sub|sup|h[1-6]|jats:\w+)(\s[^<>]*)?\/?>/i.test(
    text,
  );
}

/** The words of an HTML fragment: paragraphs and breaks as line breaks, all else without its tags. */
export function htmlToText(html: string): string {
  const blocks = html
    .replace(/<\/?(p|br|div|li|ul|ol|h[1-6]|jats:p|jats:title)(\s[^<>]*)?\/?>/gi, "\n")
    .replace(/<\/?[a-z][a-z0-9:-]*(\s[^<>]*)?\/?>/gi, "");
  return decodeReferences(blocks)
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}
