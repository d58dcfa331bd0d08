import type { PaperRecord } from "#sources";
import { familyKeyOf, givenInitialOf } from "../names/family-name.ts";
import type { Shingles } from "./abstract-similarity.ts";
import { shinglesOf } from "./abstract-similarity.ts";
import { arxivIdIn } from "./arxiv-id.ts";
import { doiIn } from "./doi.ts";
import { foldTitle } from "./fold-title.ts";
import { provisionalId } from "./provisional-id.ts";

/** What there is in a record to recognise its paper by. */
export interface RecordIdentity {
  /** Unique and stable among all records; gives them an order. */
  readonly recordKey: string;
  readonly arxivId?: string;
  readonly doi?: string;
  readonly foldedTitle: string;
  /** Family keys in printed order; empty when the source names nobody. */
  readonly families: readonly string[];
  /** First letter of the first author's given name, or "". */
  readonly initial: string;
  /** Names under which its paper is looked up; records that share none are never one paper. */
  readonly keys: readonly string[];
  /** Shingles of the abstract, made when first asked for; `undefined` without an abstract. */
  shingles(): Shingles | undefined;
}

export function identifyRecord(record: PaperRecord): RecordIdentity {
  const arxivId = arxivIdOf(record);
  const doi = doiOf(record);
  const foldedTitle = foldTitle(record.title);
  const families = (record.authors ?? []).map((author) => familyKeyOf(author.name));
  const first = record.authors?.[0];
  const ids = { ...(arxivId && { arxivId }), ...(doi && { doi }) };
  let shingles: Shingles | undefined;
  return {
    recordKey: recordKeyOf(record.source, record.sourceId),
    ...ids,
    foldedTitle,
    families,
    initial: first ? givenInitialOf(first.name) : "",
    keys: keysOf(ids, foldedTitle, families[0] ?? ""),
    shingles: () => {
      if (record.abstract) shingles ??= shinglesOf(record.abstract);
      return shingles;
    },
  };
}

export function recordKeyOf(source: string, sourceId: string): string {
  return `${source}\n${sourceId}`;
}

function keysOf(
  ids: { readonly arxivId?: string; readonly doi?: string },
  foldedTitle: string,
  family: string,
): string[] {
  const keys: string[] = [provisionalId(foldedTitle, "")];
  if (family) keys.push(provisionalId(foldedTitle, family));
  if (ids.arxivId) keys.push(arxivKey(ids.arxivId));
  if (ids.doi) keys.push(doiKey(ids.doi));
  return keys;
}

export function arxivKey(arxivId: string): string {
  return `arxiv:${arxivId}`;
}

export function doiKey(doi: string): string {
  return `doi:${doi}`;
}

function arxivIdOf(record: PaperRecord): string | undefined {
  const said = record.arxivId && arxivIdIn(record.arxivId);
  return said || (record.doi && arxivIdIn(record.doi)) || linkedId(record, arxivIdIn);
}

function doiOf(record: PaperRecord): string | undefined {
  const doi = (record.doi && doiIn(record.doi)) || linkedId(record, doiIn);
  return doi && arxivIdIn(doi) ? undefined : doi;
}

/** The id in the address of the paper's own page, where a source gives no other. */
function linkedId(
  record: PaperRecord,
  idIn: (text: string) => string | undefined,
): string | undefined {
  for (const link of record.links ?? []) {
    if (link.kind !== "abstract" && link.kind !== "pdf") continue;
    const id = idIn(link.url);
    if (id) return id;
  }
  return undefined;
}
