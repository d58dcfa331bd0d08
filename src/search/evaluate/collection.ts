import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { AppError } from "#platform";
import type { Judgements } from "./metrics.ts";

export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Names from `metadata.authors`, when the collection has them. */
  readonly authors: readonly string[];
}

interface CollectionQuery {
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

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`.
 * @throws AppError `not_found` when one is missing, `invalid` when a line is broken.
 */
export async function readCollection(directory: string, split: string): Promise<Collection> {
  const judgements = await readJudgements(join(directory, "qrels", `${split}.tsv`));
  const documents: CollectionDocument[] = [];
  for await (const record of readJsonLines(join(directory, "corpus.jsonl"))) {
    documents.push({
      id: String(record._id),
      title: textOf(record.title),
      text: textOf(record.text),
      authors: authorsOf(record.metadata),
    });
  }
  const queries: CollectionQuery[] = [];
  for await (const record of readJsonLines(join(directory, "queries.jsonl"))) {
    const id = String(record._id);
    const judged = judgements.get(id);
    if (judged) queries.push({ id, text: textOf(record.text), judgements: judged });
  }
  return { name: basename(resolve(directory)), documents, queries };
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

async function* readJsonLines(path: string): AsyncGenerator<Record<string, unknown>> {
  let number = 0;
  for await (const line of readLines(path)) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      yield JSON.parse(line) as Record<string, unknown>;
    } catch (cause) {
      throw new AppError("invalid", `${path}, line ${number}: not JSON.`, { cause });
    }
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  try {
    await access(path);
  } catch (cause) {
    const message = `${path} is missing. A test collection is a folder in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv.`;
    throw new AppError("not_found", message, { cause });
  }
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function authorsOf(metadata: unknown): string[] {
  const authors = (metadata as { authors?: unknown } | undefined)?.authors;
  return Array.isArray(authors) ? authors.map(textOf).filter((name) => name !== "") : [];
}
