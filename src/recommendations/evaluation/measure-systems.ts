import { pairedBootstrap } from "#search";
import { bestRows } from "../learning/ranking/best-rows.ts";
import { measureReader, type ReaderQuality } from "./measures.ts";

/** One way to rank, measured on every reader. */
export interface System<Reader> {
  readonly name: string;
  /** Scores of the candidates, by their place. */
  readonly score: (reader: Reader) => Float32Array;
}

/** A question to all systems: who is asked for, among what, and what would be right. */
export interface Protocol<Reader> {
  readonly name: string;
  readonly candidates: readonly number[];
  readonly readers: readonly Reader[];
  readonly relevant: (reader: Reader) => ReadonlySet<number>;
  /** Candidates that are no answer: the reader has them. */
  readonly isHad?: (reader: Reader, paper: number) => boolean;
  /** The first is compared with each of the rest. */
  readonly systems: readonly System<Reader>[];
}

/** Means over the readers. */
interface SystemResult extends ReaderQuality {
  readonly system: string;
  /** CPU time of learning one reader and scoring all candidates. */
  readonly cpuMs: number;
}

/** What the first system gains over another: mean, and 95 % interval (paired bootstrap). */
export interface Gain {
  readonly over: string;
  readonly measure: keyof ReaderQuality;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface ProtocolResult {
  readonly protocol: string;
  readonly candidates: number;
  readonly readers: number;
  readonly systems: readonly SystemResult[];
  readonly gains: readonly Gain[];
}

const DEPTH = 100;
const measures = ["ndcg10", "recall10", "recall50", "recall100"] as const;

/** Measures all systems on the same readers. */
export function measureSystems<Reader>(protocol: Protocol<Reader>): ProtocolResult {
  const outcomes = protocol.systems.map((system) => measureSystem(protocol, system));
  const [first, ...rest] = outcomes;
  const gains = rest.flatMap((other) =>
    measures.map((measure) => gainOver(first!, other, measure)),
  );
  return {
    protocol: protocol.name,
    candidates: protocol.candidates.length,
    readers: protocol.readers.length,
    systems: outcomes.map(({ qualities, name, cpuMs }) => ({
      system: name,
      ...meanOf(qualities),
      cpuMs: round(cpuMs / (qualities.length || 1), 100),
    })),
    gains,
  };
}

interface Outcome {
  readonly name: string;
  readonly qualities: readonly ReaderQuality[];
  readonly cpuMs: number;
}

/** So long a system works unmeasured before it is measured, as one that serves has long done. */
const WARM_UP_MS = 1_000;

function warmUp<Reader>({ readers }: Protocol<Reader>, { score }: System<Reader>): void {
  const until = performance.now() + WARM_UP_MS;
  // Copies, so that no answer to a reader who is measured is kept.
  for (const reader of readers) if (performance.now() < until) score({ ...reader });
}

function measureSystem<Reader>(protocol: Protocol<Reader>, system: System<Reader>): Outcome {
  const { candidates, readers, relevant, isHad } = protocol;
  const { name, score } = system;
  let cpuMs = 0;
  warmUp(protocol, system);
  const qualities = readers.map((reader) => {
    const start = process.cpuUsage();
    const scores = score(reader);
    const rows = bestRows(scores, DEPTH, (row) => isHad?.(reader, candidates[row]!) === true);
    const used = process.cpuUsage(start);
    cpuMs += (used.user + used.system) / 1000;
    return measureReader(
      rows.map((row) => candidates[row]!),
      relevant(reader),
    );
  });
  return { name, qualities, cpuMs };
}

function gainOver(ours: Outcome, theirs: Outcome, measure: keyof ReaderQuality): Gain {
  const of = ({ qualities }: Outcome) => qualities.map((quality) => quality[measure]);
  const { mean, low, high } = pairedBootstrap(of(ours), of(theirs));
  return {
    over: theirs.name,
    measure,
    mean: round(mean),
    low: round(low),
    high: round(high),
  };
}

function meanOf(qualities: readonly ReaderQuality[]): ReaderQuality {
  const mean = (measure: keyof ReaderQuality) =>
    round(qualities.reduce((sum, one) => sum + one[measure], 0) / (qualities.length || 1));
  return {
    ndcg10: mean("ndcg10"),
    recall10: mean("recall10"),
    recall50: mean("recall50"),
    recall100: mean("recall100"),
  };
}

const round = (value: number, parts = 10_000) => Math.round(value * parts) / parts;
