import { readReference, type SubmissionInput } from "#community";
import type { Clock } from "#platform";
import { type PaperRecord, readBibtexEntry } from "#sources";
import type { Outside } from "./outside.ts";

/** What is known of a submitted paper, or why there is nothing (a sentence for the submitter). */
export type Found =
  | {
      readonly record: PaperRecord;
      /** The words are the submitter's, or of a page that anybody may have written. */
      readonly isUnproved: boolean;
    }
  | { readonly reason: string };

/**
 * Asks the best source there is: where an input names a registered paper, the registry speaks
 * and the submitter's words are not used.
 *
 * @throws AppError `unavailable` or `rate_limited` when a source can not be asked now.
 */
export async function findRecord(
  outside: Outside,
  submission: { readonly id: string; readonly input: SubmissionInput },
  clock: Clock,
): Promise<Found> {
  const { input } = submission;
  if (input.kind === "reference") return findReference(outside, input.text);
  if (input.kind === "bibtex") {
    const record = await readBibtexEntry(input.text, clock);
    if (typeof record === "string") return { reason: record };
    return registered(outside, { ...record, sourceId: `${submission.id}:${record.sourceId}` });
  }
  const { title, abstract, authors, url } = input.fields;
  const reference = readReference(url);
  if (reference && reference.kind !== "address") {
    const found = await findReference(outside, url);
    if ("record" in found) return found;
  }
  const record: PaperRecord = {
    source: "submission",
    sourceId: submission.id,
    title,
    ...(abstract !== "" && { abstract }),
    authors: authors.map((name) => ({ name })),
    ...(reference?.kind === "address" && { links: [{ kind: "abstract", url: reference.url }] }),
  };
  return { record, isUnproved: true };
}

async function findReference(outside: Outside, text: string): Promise<Found> {
  const reference = readReference(text);
  if (!reference) return { reason: "This is no arXiv id, DOI or web address." };
  if (reference.kind === "arxiv") return proved(await outside.arxiv(reference.id));
  if (reference.kind === "doi") return findDoi(outside, reference.doi);
  if (reference.doi) {
    const found = await findDoi(outside, reference.doi);
    if ("record" in found) return found;
  }
  const page = await outside.webPages(reference.url);
  return typeof page === "string" ? { reason: page } : registered(outside, page);
}

async function findDoi(outside: Outside, doi: string): Promise<Found> {
  const first = await outside.crossref(doi);
  return proved(typeof first === "string" ? await outside.doiResolver(doi) : first);
}

/** The registry's own record where the ids are registered; else the record without the ids. */
async function registered(outside: Outside, record: PaperRecord): Promise<Found> {
  const { arxivId, doi, ...words } = record;
  if (arxivId) {
    const found = proved(await outside.arxiv(arxivId));
    if ("record" in found) return found;
  }
  if (doi) {
    const found = await findDoi(outside, doi);
    if ("record" in found) return found;
  }
  return { record: words, isUnproved: true };
}

function proved(said: PaperRecord | string): Found {
  return typeof said === "string" ? { reason: said } : { record: said, isUnproved: false };
}
