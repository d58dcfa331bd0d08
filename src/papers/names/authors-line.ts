import type { Paper } from "../paper.ts";
import { texToText } from "../tex/to-text.ts";

/** "Ada Lovelace, Blaise Pascal +4"; the number alone where no source names authors; or "". */
export function authorsLine(paper: Pick<Paper, "authors" | "authorCount">, max: number): string {
  if (paper.authors.length === 0) return countLine(paper.authorCount ?? 0);
  const names = paper.authors.slice(0, max).map((author) => texToText(author.name));
  const left = paper.authors.length - names.length;
  return names.join(", ") + (left > 0 ? ` +${left}` : "");
}

function countLine(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "1 author" : `${count} authors`;
}
