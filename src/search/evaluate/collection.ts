import { basename, join, resolve } from "node:path";
import { AppError } from "#platform";
import type { Judgements } from "./metrics.ts";
import { readJsonLines, readLines } from "./read-lines.ts";

export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Names from `metadata.authors`, when the collection has them. */
  readonly authors: readonly string[];
}

export interface CollectionQuery {
  readonly id: string;
  readonly text: string;
  readonly judgements: Judgements;
}

/** A test collection in the layout of BEIR (Thakur et al. 2021). */
export interface Collection {
  /** Name of its folder. */
  readonly name: string;
  readonly documents: readonly CollectionDocument[];
  /** Those with at least one relevant document, in the order of the file. */
  readonly queries: readonly CollectionQuery[];
}

/** A collection whose documents are read one after the other, for they may be millions. */
export interface StreamedCollection extends Omit<Collection, "documents"> {
  documents(): AsyncGenerator<CollectionDocument>;
}

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`.
 * @throws AppError `not_found` when one is missing, `invalid` when a line is broken.
 */
export async function readCollection(directory: string, split: string): Promise<Collection> {
  const { documents, ...rest } = await openCollection(directory, split);
  return { ...rest, documents: await Array.fromAsync(documents()) };
}

/** Reads the queries and their judgements; documents follow when they are asked for. */
export async function openCollection(
  directory: string,
  split: string,
): Promise<StreamedCollection> {
  const judgements = await readJudgements(join(directory, "qrels", `${split}.tsv`));
  const queries: CollectionQuery[] = [];
  for await (const record of readJsonLines(join(directory, "queries.jsonl"))) {
    const id = String(record._id);
    const judged = judgements.get(id);
    if (judged) queries.push({ id, text: textOf(record.text), judgements: judged });
  }
  const documents = () => readDocuments(join(directory, "corpus.jsonl"));
  return { name: basename(resolve(directory)), documents, queries };
}

/** Of an id that comes again, the first document counts. */
async function* readDocuments(path: string): AsyncGenerator<CollectionDocument> {
  const seen = new Set<string>();
  for await (const record of readJsonLines(path)) {
    const id = String(record._id);
    if (seen.has(id)) continue;
    seen.add(id);
    const authors = authorsOf(record.metadata);
    yield { id, title: textOf(record.title), text: textOf(record.text), authors };
  }
}

/** Query → judgements, of queries with a relevant document alone. */
async function readJudgements(path: string): Promise<Map<string, Judgements>> {
  const all = new Map<string, Map<string, number>>();
  let number = 0;
  for await (const line of readLines(path)) {
    number += 1;
    const [query, document, score] = line.split("\t");
    const grade = Number(score);
    if (number === 1 && Number.isNaN(grade)) continue;
    if (!query || !document || Number.isNaN(grade)) {
      throw new AppError(
        "invalid",
        `${path}, line ${number}: expected "query<TAB>document<TAB>grade".`,
      );
    }
    const judged = all.get(query) ?? new Map<string, number>();
    all.set(query, judged.set(document, grade));
  }
  for (const [query, judged] of all) {
    if (![...judged.values()].some((grade) => grade > 0)) all.delete(query);
  }
  return all;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function authorsOf(metadata: unknown): string[] {
  const authors = (metadata as { authors?: unknown } | undefined)?.authors;
  return Array.isArray(authors) ? authors.map(textOf).filter((name) => name !== "") : [];
}
