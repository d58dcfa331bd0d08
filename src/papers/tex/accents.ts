/** TeX accent commands and the combining marks they set. */
const MARKS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  u: "\u0306",
  ".": "\u0307",
  '"': "\u0308",
  r: "\u030a",
  H: "\u030b",
  v: "\u030c",
  d: "\u0323",
  c: "\u0327",
  k: "\u0328",
  b: "\u0331",
};

export function isAccent(command: string): boolean {
  return Object.hasOwn(MARKS, command);
}

/** `letters` with the accent on the first of them. */
export function addAccent(command: string, letters: string): string {
  const plain = letters.replace(/^ı/, "i").replace(/^ȷ/, "j");
  const [first = "", ...rest] = plain;
  return (first + (MARKS[command] ?? "")).normalize("NFC") + rest.join("");
}
