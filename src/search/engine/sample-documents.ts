import type { PaperId } from "#papers";
import type { Day } from "#platform";
import type { SemanticSpace } from "../semantic/space.ts";
import { foldText } from "../text/fold.ts";
import { visitTokens } from "../text/tokens.ts";
import type { IndexDocument } from "./engine.ts";
import { hashString } from "./hash.ts";

/** A document with good defaults, for tests. */
export function aDocument(
  fields: Omit<Partial<IndexDocument>, "id" | "date"> & {
    readonly id: string;
    readonly date?: string;
  },
): IndexDocument {
  return {
    title: "",
    abstract: "",
    authors: [],
    organizations: [],
    categories: [],
    keywords: [],
    has: [],
    upvotes: 0,
    comments: 0,
    citations: 0,
    ...fields,
    id: fields.id as PaperId,
    date: (fields.date ?? "2026-01-01") as Day,
  };
}

const DIMENSIONS = 64;

/** A space for tests: each word has a direction of its own, made from its hash. */
export const wordSpace: SemanticSpace = {
  identity: "words",
  dimensions: DIMENSIONS,
  embedQuery: embed,
  embedPaper: ({ title, abstract }) => embed(`${title} ${abstract}`),
};

function embed(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const add = (token: string) => {
    for (let at = 0; at < DIMENSIONS; at++) {
      vector[at]! += hashString(`${at}:${token}`) % 2 === 0 ? 1 : -1;
    }
  };
  visitTokens(foldText(text), add, () => {});
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
