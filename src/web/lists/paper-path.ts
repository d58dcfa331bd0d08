import type { PaperId } from "#papers";
import { escapeSuffix } from "./formats.ts";

/** The path of a paper's page, such as `/papers/2509.01234` or `/papers/doi:10.1234/abc`. */
export function paperPath(id: PaperId): string {
  const segments = id.toWellFormed().split("/").map(encodeURIComponent);
  return escapeSuffix(`/papers/${segments.join("/").replaceAll("%3A", ":")}`);
}
