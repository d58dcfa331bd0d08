import type { DatabaseSettings } from "#platform";
import type { SegmentData } from "../engine/segment.ts";
import type { EncodeOutcome } from "../search.ts";
import type { EncoderTask } from "../semantic/encoders/encoder-desk.ts";
import type { SpaceData } from "../semantic/space-data.ts";
import type { Envelope } from "../threads/envelope.ts";
import type { Failure } from "../threads/failure.ts";

/** What the index worker is started with. */
export interface WorkerSettings {
  readonly databaseSettings: DatabaseSettings;
  readonly indexDir: string;
  /** The space that ships, or the one trained in its place. */
  readonly shipped: SpaceData;
  /** Envelopes that each update is sent in: one for each thread that searches. */
  readonly copies: number;
  /** A run ends when what it left to merge is merged; else merging goes on beside the next. */
  readonly waitsForMerges: boolean;
  /** Holds the `IndexState` to go on from. */
  readonly state: Envelope;
  /** The optional encoder. */
  readonly encoder?: EncoderTask;
}

/** An index whole. Columns are shared, never changed, never copied. */
export interface IndexState {
  /** Position of the change log it has reached. */
  readonly seq: number;
  readonly segments: readonly SegmentData[];
  /** Spaces besides the one that ships, in the order in which an engine takes them. */
  readonly spaces: readonly SpaceData[];
}

/** What changes at once: no search sees a part of it. */
export interface IndexUpdate {
  readonly seq: number;
  /** Segments that are new, or that take the place of the one of their name. */
  readonly put: readonly SegmentData[];
  /** Names of segments that are gone: merged into one that is put, or empty. */
  readonly dropped: readonly string[];
  /** All spaces besides the one that ships, where they change with it. */
  readonly spaces?: readonly SpaceData[];
}

/** What the thread that hands updates on knows of the index. */
export interface IndexSummary {
  readonly seq: number;
  readonly papers: number;
  /** The space fitted to the papers, once there is one, and how many papers there were then. */
  readonly fitted?: { readonly identity: string; readonly papers: number };
}

/** To the index worker; several may be under way. */
export type WorkerRequest =
  | { readonly kind: "catchUp" }
  | { readonly kind: "encode" }
  /** `written`: checksums of files that are on disk already. */
  | { readonly kind: "save"; readonly written: ReadonlyMap<string, number> };

export type NumberedRequest = WorkerRequest & { readonly id: number };

/** What a run has to say. */
export interface RunResult {
  readonly written?: ReadonlyMap<string, number>;
  readonly encoded?: EncodeOutcome;
  /** Why an encoder was of no use; no fault of the worker. */
  readonly failure?: Failure;
}

/** From the index worker. Updates come before the `done` of the run that made them. */
export type WorkerReply =
  | {
      readonly kind: "update";
      readonly summary: IndexSummary;
      readonly envelopes: readonly Envelope[];
    }
  /** Whether segments are being merged beside the runs; it is not let go meanwhile. */
  | { readonly kind: "merging"; readonly isMerging: boolean }
  /** What failed beside the runs; they go on without it. */
  | { readonly kind: "trouble"; readonly work: "fit" | "merge"; readonly failure: Failure }
  | ({ readonly kind: "done"; readonly id: number } & RunResult)
  | { readonly kind: "failed"; readonly id: number; readonly failure: Failure };
