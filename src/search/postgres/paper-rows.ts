import type { SearchPaperTable } from "#platform";
import { dayNumber } from "../engine/day-number.ts";
import type { IndexDocument } from "../engine/engine.ts";
import { hasBits } from "../engine/has-flags.ts";
import { hashString } from "../engine/hash.ts";
import { createListValues } from "../engine/list-values.ts";
import { keysOf } from "../engine/paper-keys.ts";
import { listNames } from "../engine/segment.ts";
import { phraseTokens } from "../query/analyse-query.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { paperText } from "./paper-text.ts";

/** A value that filters and facets know. */
interface ValueRow {
  readonly list: string;
  readonly slug: string;
  readonly label: string;
  /** Folded words of the label. */
  readonly tokens: readonly string[];
}

/** All that is stored of one paper. */
export interface PaperRows {
  readonly paper: SearchPaperTable;
  /** Vector as pgvector reads it; `undefined` when the paper holds nothing the space knows. */
  readonly vector: string | undefined;
  readonly keys: readonly number[];
  readonly words: ReadonlyMap<string, string>;
  readonly values: readonly ValueRow[];
}

/** Makes the rows of papers; what names and words come to is worked out once. */
export function createRowMaker(space: SemanticSpace): (document: IndexDocument) => PaperRows {
  const listValuesOf = createListValues();
  return (document) => {
    const { words, terms, titleLength, abstractLength } = paperText(document);
    const values = listValuesOf(document);
    const rows = listNames.flatMap((list) =>
      values[list]
        .filter(({ slug }) => slug !== "")
        .map(({ slug, label }) => ({ list, slug, label, tokens: phraseTokens(label) })),
    );
    return {
      paper: {
        paper_id: document.id,
        tie: hashString(document.id) % 2 ** 32,
        day: dayNumber(document.date),
        has: hasBits(document.has),
        upvotes: Math.max(0, document.upvotes),
        comments: Math.max(0, document.comments),
        citations: Math.max(0, document.citations),
        title_length: titleLength,
        abstract_length: abstractLength,
        terms,
        labels: labelsOf(rows, document.has),
      },
      vector: vectorText(space.embedPaper(document)),
      keys: keysOf(document),
      words,
      values: rows,
    };
  };
}

/**
 * `author:jane-doe`, `has:code`, `category:cs.cl`; of categories also what they lie below:
 * `below:cs`.
 */
function labelsOf(values: readonly ValueRow[], has: readonly string[]): string[] {
  const labels = new Set<string>(has.map((name) => `has:${name}`));
  for (const { list, slug } of values) {
    labels.add(`${list}:${slug}`);
    if (list !== "category") continue;
    for (let dot = slug.indexOf("."); dot > 0; dot = slug.indexOf(".", dot + 1)) {
      labels.add(`below:${slug.slice(0, dot)}`);
    }
  }
  return [...labels];
}

/** A vector as pgvector reads it; `undefined` for one of zeros. */
export function vectorText(vector: Float32Array): string | undefined {
  if (vector.every((value) => value === 0)) return undefined;
  return `[${Array.from(vector, (value) => Number(value.toFixed(5))).join(",")}]`;
}
