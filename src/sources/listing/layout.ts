import { isFurniture } from "./furniture.ts";
import type { Layout } from "./read-page.ts";

/** Lines after which the layout is settled. */
export const LINES_TO_JUDGE = 400;
/** Fewer blank lines than one in so many: they part nothing. */
const LINES_PER_BLANK = 20;

/** Whether blank lines part the units of the page, or every line is one. */
export function layoutOf(lines: readonly string[]): Layout {
  const first = lines.findIndex((line) => line.trim() !== "" && !isFurniture(line));
  const content = first < 0 ? [] : lines.slice(first);
  while (content.at(-1)?.trim() === "") content.pop();
  const blank = content.filter((line) => line.trim() === "").length;
  const written = content.length - blank;
  return blank > 0 && blank * LINES_PER_BLANK >= written ? "blocks" : "lines";
}
