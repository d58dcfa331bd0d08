import { readFile, writeFile } from "node:fs/promises";

/**
 * The text with what stands between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`
 * replaced, or `undefined` when it has no such place.
 */
export function replaceBlock(text: string, name: string, body: string): string | undefined {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) return undefined;
  return `${text.slice(0, start + open.length)}\n\n${body}\n\n${text.slice(end)}`;
}

/** Whether the document had a place of that name. */
export async function writeBlock(path: URL, name: string, body: string): Promise<boolean> {
  const text = replaceBlock(await readFile(path, "utf8"), name, body);
  if (text === undefined) return false;
  await writeFile(path, text);
  return true;
}
