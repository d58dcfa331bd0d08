import type { PaperId } from "#papers";
import type { GivenSpace } from "../engine/given-space.ts";
import type { IndexSummary } from "../indexing/messages.ts";
import type { SearchAnswer, SearchRequest, SimilarHit } from "../search.ts";
import type { SpaceData } from "../semantic/space-data.ts";
import type { Envelope } from "./envelope.ts";
import type { Failure } from "./failure.ts";

/** What a search thread is started with. */
export interface ThreadSettings {
  /** The space that ships, or the one trained in its place. */
  readonly shipped: SpaceData;
  readonly indexDir: string;
}

/** A question to the index; its answer is of one state of it. */
export type Question =
  | { readonly kind: "find"; readonly request: SearchRequest; readonly given?: GivenSpace }
  | {
      readonly kind: "similar";
      readonly paperId: PaperId;
      readonly limit: number;
      readonly given?: GivenSpace;
    };

export type Answer = SearchAnswer | readonly SimilarHit[];

/** What the saved index said of itself when it was read. */
export interface SavedSummary extends IndexSummary {
  readonly landmark: string;
  /** What is damaged of that which is made anew from the rest: a space fitted to the papers. */
  readonly problems: readonly string[];
  /** By name of the file. */
  readonly checksums: ReadonlyMap<string, number>;
}

/** To a search thread, which does one after the other in the order in which they come. */
export type ThreadRequest =
  | (Question & { readonly id: number })
  /** Reads the saved index and answers with a `SavedSummary`; `undefined`: there is none. */
  | { readonly kind: "load"; readonly id: number }
  /** Answers with an `Envelope` of the `IndexState`. */
  | { readonly kind: "lend"; readonly id: number }
  /** Holds an `IndexState` to search from now on. */
  | { readonly kind: "adopt"; readonly envelope: Envelope }
  /** Holds an `IndexUpdate`. */
  | { readonly kind: "update"; readonly envelope: Envelope };

export type ThreadReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly envelope: Envelope }
  | { readonly id: number; readonly failure: Failure };
