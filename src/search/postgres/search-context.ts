import type { PaperId, PaperReader } from "#papers";
import type { Database } from "#platform";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { QueryNote, SearchMode, SearchRequest } from "../search.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import type { SearchLimits } from "./limits.ts";
import type { PostgresPlan } from "./plan-query.ts";
import type { Candidate, IndexTotals } from "./reading/store.ts";
import type { PlannedTerm } from "./resolve-words.ts";
import type { Condition, Selection } from "./selecting/store.ts";

export interface PostgresParts {
  readonly database: Database;
  readonly space: Pick<SemanticSpace, "embedQuery" | "dimensions">;
  readonly limits: SearchLimits;
  readonly papers: Pick<PaperReader, "find">;
}

/** What the papers of `like:` and `unlike:` come to: the sum of the ones less the others. */
export interface LikeQuery {
  /** The papers named to be like; they are no hits themselves, nor are the others. */
  readonly liked: readonly PaperId[];
  readonly unliked: readonly PaperId[];
  readonly hasLike: boolean;
  /** Telling terms of the papers to be like, less what those not to be like weigh. */
  readonly terms: readonly PlannedTerm[];
  /** Terms that tell the papers not to be like from the others. */
  readonly opposed: readonly PlannedTerm[];
  /** Mean vector of the ones less a part of that of the others, as pgvector reads it. */
  readonly vector: string | undefined;
}

/** One search under way. */
export interface SearchContext {
  readonly parts: PostgresParts;
  readonly request: SearchRequest;
  readonly query: ParsedQuery;
  readonly mode: SearchMode;
  readonly totals: IndexTotals;
  readonly plan: PostgresPlan;
  readonly selection: Selection;
  /** Present when the query names papers to be like or not to be like. */
  readonly like: LikeQuery | undefined;
  /** What is added to the scores of papers by authors and of a year that the query names. */
  readonly boosts: ReadonlyMap<PaperId, number>;
  /** Words of the names by which those papers were found. */
  readonly names: readonly string[];
  /** Whether the query has a subject besides those. */
  readonly hasSubject: boolean;
  /** Names of papers that no paper here has. */
  readonly notes: readonly QueryNote[];
  readonly limit: number;
  readonly offset: number;
}

/** A hit before it is dressed up for the answer. */
export interface FoundPaper {
  readonly paper: Candidate;
  readonly score: number;
  readonly words: number;
  readonly meaning: number;
}

export interface FoundPapers {
  readonly hits: readonly FoundPaper[];
  readonly total: number;
  /** What a paper of `selection` must hold to, to be a hit; `undefined`: nothing more. */
  readonly condition: Condition | undefined;
  /** The same by looking at texts: quicker for a sample where most papers are hits. */
  readonly textCondition?: Condition;
}

/** A selection that holds to one condition more. */
export function narrow(selection: Selection, condition: Condition | undefined): Selection {
  if (!condition) return selection;
  return { ...selection, conditions: [...selection.conditions, condition] };
}
