import { createHash } from "node:crypto";
import { type Paper, texToText } from "#papers";

/** With another one, as after a change of the prompt, papers are summed up anew. */
const VERSION = 1;
/** Longer abstracts are cut, in characters. */
const MAX_ABSTRACT = 6_000;
const MAX_TITLE = 500;
/** Characters that are not seen, or turn the order of what is seen; people can not check them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{DI}]/gu;

/** What of a paper is summed up: plain text, each on one line. */
export interface SourceText {
  readonly title: string;
  readonly abstract: string;
}

export function sourceText({ title, abstract }: Pick<Paper, "title" | "abstract">): SourceText {
  return {
    title: plainLine(texToText(title)).slice(0, MAX_TITLE).toWellFormed(),
    abstract: plainLine(texToText(abstract)).slice(0, MAX_ABSTRACT).toWellFormed(),
  };
}

/** Changes when anything does that the model is shown. */
export function hashOf({ title, abstract }: SourceText): string {
  const parts = JSON.stringify([VERSION, title, abstract]);
  return createHash("sha256").update(parts).digest("base64url");
}

/** Without unseen characters; all white space, line breaks too, becomes one space. */
export function plainLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").replaceAll(UNSEEN, "").replaceAll(/ +/g, " ").trim();
}
