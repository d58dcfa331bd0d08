import type { DatabaseSettings } from "#platform";
import type { SegmentData } from "../engine/segment.ts";

/** What the worker is started with. */
export interface WorkerSettings {
  readonly databaseSettings: DatabaseSettings;
  readonly indexDir: string;
  /** File of the semantic space; `undefined`: the one that ships. */
  readonly spacePath: string | undefined;
}

/** The index as the searching thread has it. Columns are shared, not copied. */
export interface IndexState {
  readonly seq: number;
  readonly segments: readonly SegmentData[];
}

/** From the searching thread to the worker; one at a time, answered by `done` or `failed`. */
export type WorkerRequest =
  | { readonly kind: "catchUp"; readonly state: IndexState }
  | { readonly kind: "save"; readonly state: IndexState; readonly written: Map<string, number> }
  | { readonly kind: "applied" };

/** What changes at once: papers in new segments replace those that are struck out. */
export interface IndexUpdate {
  /** Position of the change log reached with it. */
  readonly seq: number;
  readonly added: readonly SegmentData[];
  /** Names of segments that are gone: merged into an added one. */
  readonly dropped: readonly string[];
  readonly struck: readonly { readonly segment: string; readonly documents: readonly number[] }[];
}

/** From the worker. Each update is answered by `applied` before the worker goes on. */
export type WorkerReply =
  | { readonly kind: "update"; readonly update: IndexUpdate }
  | { readonly kind: "done"; readonly written?: Map<string, number> }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string };
