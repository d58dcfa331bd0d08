import { readReference, type Submission } from "#community";
import { AppError, type Clock } from "#platform";
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
  submission: Pick<Submission, "id" | "input" | "decidedBy">,
  clock: Clock,
): Promise<Found> {
  const { input } = submission;
  const isLetIn = submission.decidedBy !== undefined;
  if (input.kind === "reference") return findReference(outside, input.text);
  if (input.kind === "bibtex") {
    const record = await readBibtexEntry(input.text, clock);
    if (typeof record === "string") return { reason: record };
    const own = { ...record, sourceId: `${submission.id}:${record.sourceId}` };
    return registered(outside, own, isLetIn);
  }
  const { title, abstract, authors, url } = input.fields;
  const reference = readReference(url);
  if (reference && reference.kind !== "address") {
    const asked = () => findReference(outside, url);
    const found = await (isLetIn ? unlessSilent(asked) : asked());
    if (found && "record" in found) return found;
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

/**
 * The registry's own record where the ids are registered; else the record without the ids.
 *
 * @param isLetIn a moderator vouches for the words, also where no registry can be asked.
 */
async function registered(outside: Outside, record: PaperRecord, isLetIn = false): Promise<Found> {
  const { arxivId, doi, ...words } = record;
  const ask = async (): Promise<Found | undefined> => {
    const first = arxivId ? proved(await outside.arxiv(arxivId)) : undefined;
    if ((first && "record" in first) || !doi) return first;
    return findDoi(outside, doi);
  };
  const found = await (isLetIn ? unlessSilent(ask) : ask());
  return found && "record" in found ? found : { record: words, isUnproved: true };
}

/** What a source says; nothing when it can not be asked now. */
async function unlessSilent(ask: () => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isSilence(error)) return undefined;
    throw error;
  }
}

/** Whether a source could not be asked, and may be later. */
export function isSilence(error: unknown): boolean {
  return (
    error instanceof AppError && (error.code === "unavailable" || error.code === "rate_limited")
  );
}

function proved(said: PaperRecord | string): Found {
  return typeof said === "string" ? { reason: said } : { record: said, isUnproved: false };
}
