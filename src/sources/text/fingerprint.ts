import { hash } from "node:crypto";

/** Letters and digits alone, without case and accents: what two spellings of one title share. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** 12 hex digits that stand for the folded text. */
export function fingerprint(text: string): string {
  return hash("sha256", fold(text), "hex").slice(0, 12);
}

/**
 * A name for a record whose source names it only within one file (a BibTeX key, a line's `id`):
 * with the title's fingerprint, two files that use one name for two papers stay apart.
 */
export function localId(name: string | undefined, title: string): string {
  const mark = fingerprint(title);
  return name === undefined ? mark : `${name.slice(0, 200)}~${mark}`;
}
