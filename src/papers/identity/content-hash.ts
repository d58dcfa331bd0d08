import { hash } from "node:crypto";

/** The first `digits` hex digits (at most 64) of the SHA-256 of `text`. */
export function contentHash(text: string, digits: number): string {
  return hash("sha256", text, "hex").slice(0, digits);
}
