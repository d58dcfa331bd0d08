/**
 * A space of no width after each `@`, so that what follows is no member's name. After each, since
 * services take characters that nobody sees out of a text before they look for names.
 */
export function callNobody(text: string): string {
  return text.replaceAll("@", "@\u200B");
}
