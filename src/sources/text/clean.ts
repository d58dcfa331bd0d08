/** Control characters that no title, name or abstract means: databases and XML refuse them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ALL_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;

/** The text without surrounding white space and control characters; `undefined` when nothing is left. */
export function cleanText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const kept = CONTROLS.test(value) ? value.replace(ALL_CONTROLS, "") : value;
  const text = kept.trim().toWellFormed();
  return text === "" ? undefined : text;
}

/** The same, with every run of white space as one space: for names and single lines. */
export function cleanLine(value: unknown): string | undefined {
  return cleanText(value)?.replace(/\s+/g, " ");
}

/** The texts among `values`, cleaned, in order, each once. */
export function cleanList(values: readonly unknown[]): string[] {
  const texts = values.map(cleanLine).filter((text) => text !== undefined);
  return [...new Set(texts)];
}

/** A whole number ≥ 0 out of a number or its digits. */
export function count(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,9}$/.test(value.trim()) ? +value : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined;
}

/** A web address as said, when it is one that a browser opens. */
export function webAddress(value: unknown): string | undefined {
  const text = cleanText(value);
  if (text === undefined || !/^https?:\/\/\S+$/i.test(text)) return undefined;
  return text.length <= 2048 && URL.canParse(text) ? text : undefined;
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** The object without the fields that are undefined or empty lists. */
export function withoutGaps<T extends object>(fields: Loose<T>): T {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    kept[name] = value;
  }
  return kept as T;
}

/** The object without its gaps, or `undefined` when nothing is left of it. */
export function unlessEmpty<T extends object>(fields: Loose<T>): T | undefined {
  const kept = withoutGaps<T>(fields);
  return Object.keys(kept).length > 0 ? kept : undefined;
}
