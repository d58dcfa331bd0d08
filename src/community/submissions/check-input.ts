import { AppError } from "#platform";
import { type Reference, readReference } from "./reference.ts";
import type { FormFields, SubmissionInput } from "./submissions.ts";

const MAX_REFERENCE = 2_000;
const MAX_BIBTEX = 12_000;
const MAX_TITLE = 500;
const MAX_ABSTRACT = 8_000;
const MAX_AUTHORS = 200;
const MAX_NAME = 150;
export const MAX_COMMENT = 4_000;

/**
 * The input without what surrounds it.
 *
 * @throws AppError `invalid` with what to change.
 */
export function checkInput(input: SubmissionInput): SubmissionInput {
  if (input.kind === "reference") return checkReference(input.text.trim());
  if (input.kind === "bibtex") return checkBibtex(input.text.trim());
  return { kind: "form", fields: checkForm(input.fields) };
}

function checkReference(text: string): SubmissionInput {
  // A BibTeX entry pasted into the one box is one all the same.
  if (/^@\s*[a-z]+\s*[{(]/i.test(text)) return checkBibtex(text);
  if (text.length > MAX_REFERENCE) refuse("This is too long for an id or an address.");
  if (text === "") refuse("Say which paper: an arXiv id, a DOI or an address.");
  if (!readReference(text)) {
    refuse("This is no arXiv id, DOI or web address. To submit a paper without one, use the form.");
  }
  return { kind: "reference", text };
}

function checkBibtex(text: string): SubmissionInput {
  if (text === "") refuse("Paste a BibTeX entry.");
  if (text.length > MAX_BIBTEX) refuse(`This is longer than ${MAX_BIBTEX} characters.`);
  const entries = text.match(/^[ \t]*@\s*(?!comment|preamble|string)[a-z]+\s*[{(]/gim) ?? [];
  if (entries.length === 0) refuse("This holds no BibTeX entry; one begins with @article{ or so.");
  if (entries.length > 1) {
    refuse(`This holds ${entries.length} entries; submit one paper at a time.`);
  }
  return { kind: "bibtex", text };
}

function checkForm(fields: FormFields): FormFields {
  const title = oneLine(fields.title);
  const abstract = fields.abstract.trim();
  const authors = fields.authors.map(oneLine).filter((name) => name !== "");
  const address = readReference(fields.url);
  if (title.length < 4) refuse("Give the title of the paper.");
  if (title.length > MAX_TITLE) refuse(`The title is longer than ${MAX_TITLE} characters.`);
  if (abstract.length > MAX_ABSTRACT) {
    refuse(`The abstract is longer than ${MAX_ABSTRACT} characters.`);
  }
  if (authors.length === 0) refuse("Name at least one author, one to a line.");
  if (authors.length > MAX_AUTHORS) refuse(`These are more than ${MAX_AUTHORS} authors.`);
  if (authors.some((name) => name.length > MAX_NAME)) refuse("Write one author to a line.");
  if (!address) refuse("Give the address at which the paper can be read.");
  return { title, abstract, authors, url: addressOf(address!) };
}

/** A whole web address, whatever spelling it came in. */
function addressOf(reference: Reference): string {
  if (reference.kind === "address") return reference.url;
  if (reference.kind === "arxiv") return `https://arxiv.org/abs/${reference.id}`;
  return `https://doi.org/${encodeURIComponent(reference.doi).replaceAll("%2F", "/")}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function refuse(message: string): never {
  throw new AppError("invalid", message);
}
