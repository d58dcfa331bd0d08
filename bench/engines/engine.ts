import type { BenchPaper } from "../corpus/corpus-folder.ts";

/** How many results every search asks for. */
export const PAGE = 20;
/** The filter of filtered searches: papers with code, of this year or later. */
export const FROM_YEAR = 2022;

/** Ids, best first, at most `PAGE`. */
type Answer = readonly string[] | Promise<readonly string[]>;

/** What a search is given; the vector is of our space, and ready. */
export interface BenchSearch {
  readonly text: string;
  readonly vector: Float32Array;
}

/** Takes papers in. */
export interface EngineBuilder {
  add(papers: readonly BenchPaper[]): void | Promise<void>;
  /** Makes what was added searchable. */
  finish(): void | Promise<void>;
  /** Work on an index that is searched already, which makes it better; absent where there is none. */
  refine?(): void | Promise<void>;
  /** Writes it where `open` finds it; absent where `finish` has done so. */
  save?(): void | Promise<void>;
}

/** An index loaded and ready. A search that is absent is one that the engine does not have. */
export interface OpenEngine {
  words(search: BenchSearch): Answer;
  meaning?(search: BenchSearch): Answer;
  hybrid?(search: BenchSearch): Answer;
  /** `hybrid` among the papers that the filter leaves. */
  filtered?(search: BenchSearch): Answer;
  /** CPU time of the engine outside this process so far, milliseconds. */
  serverCpuMs?(): Promise<number>;
  /** Memory of the engine outside this process, bytes. */
  serverBytes?(): Promise<number>;
  close(): void | Promise<void>;
}

export interface BenchEngine {
  readonly title: string;
  /** One line: what is set, and what is not. */
  readonly settings: string;
  /** Most papers it can hold in some 10 GB of memory; absent: no such limit. */
  readonly most?: number;
  version(): string | Promise<string>;
  /** Why it cannot take part here; `undefined` when it can. */
  missing?(): Promise<string | undefined>;
  build(folder: string, dimensions: number): EngineBuilder | Promise<EngineBuilder>;
  open(folder: string): OpenEngine | Promise<OpenEngine>;
  /** Removes what lies outside the folder. */
  drop?(folder: string): Promise<void>;
}
