import { readReference } from "./reference.ts";
import type { SubmissionInput } from "./submissions.ts";

const IDS_IN_BIBTEX =
  /https?:\/\/[^\s{}",\\]+|10\.\d{4,9}\/[^\s{}",]+|\b\d{4}\.\d{4,5}\b|\b[a-z-]+(?:\.[A-Z]{2})?\/\d{7}\b/g;

/** Every text in an input that may name a known paper, for `papers.resolve`. */
export function namesIn(input: SubmissionInput): readonly string[] {
  const said = saidIn(input);
  const names = said.flatMap((text) => {
    const reference = readReference(text);
    if (reference?.kind === "arxiv") return [reference.id];
    if (reference?.kind === "doi") return [reference.doi];
    return reference?.doi ? [reference.doi, text] : [text];
  });
  return [...new Set(names.filter((name) => name !== ""))];
}

function saidIn(input: SubmissionInput): readonly string[] {
  if (input.kind === "reference") return [input.text];
  if (input.kind === "form") return [input.fields.url];
  return (input.text.replace(/\\([_%&#])/g, "$1").match(IDS_IN_BIBTEX) ?? []).slice(0, 20);
}
