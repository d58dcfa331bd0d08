import { type Paper, texToText } from "#papers";
import type { PaperText } from "../learning/index.ts";

export function plainText({ title, abstract }: Pick<Paper, "title" | "abstract">): PaperText {
  return { title: texToText(title), abstract: texToText(abstract) };
}
