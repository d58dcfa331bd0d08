/** MathJax's command for a sign by its number, hexadecimal. */
export const UNICODE = /\\unicode\{x([0-9a-f]{1,6})\}/gi;

/** The sign with this number; a replacement character where there is none or it acts on the page. */
export function fromHex(digits: string): string {
  const number = Number.parseInt(digits, 16);
  if (number < 0x20 || number > 0x10ffff) return "\ufffd";
  const sign = String.fromCodePoint(number).toWellFormed();
  return /[{}\\$%&#_^~<>]/.test(sign) ? "\ufffd" : sign;
}
