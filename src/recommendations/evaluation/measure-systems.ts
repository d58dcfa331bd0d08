import { pairedBootstrap } from "#search";
import { bestRows } from "../learning/ranking/best-rows.ts";
import { collectGarbage } from "./collect-garbage.ts";
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
  /** CPU time used so far; default that of all threads. */
  readonly readCpuMs?: () => number;
}

/** Means over the readers. */
interface SystemResult extends ReaderQuality {
  readonly system: string;
  /** CPU time of learning one reader and scoring all candidates, in all threads. */
  readonly cpuMs: number;
  /** The same of the middle reader; the mean has those with hundreds of likes in it. */
  readonly medianCpuMs: number;
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
      cpuMs: round(cpuMs.reduce((sum, one) => sum + one, 0) / (cpuMs.length || 1), 100),
      medianCpuMs: round(medianOf(cpuMs), 100),
    })),
    gains,
  };
}

interface Outcome {
  readonly name: string;
  readonly qualities: readonly ReaderQuality[];
  /** Of each reader. */
  readonly cpuMs: readonly number[];
}

const WARM_UP_MS = 1_000;

/**
 * Lets a system work unmeasured, as one that serves has long done: until its code is compiled,
 * with few readers too. What was left behind by making ready is collected before, and counted
 * for no system.
 */
function warmUp<Reader>(protocol: Protocol<Reader>, { score }: System<Reader>): void {
  const { readers, readCpuMs = cpuMsOfProcess } = protocol;
  collectGarbage();
  const until = readCpuMs() + WARM_UP_MS;
  for (let at = 0; readers.length > 0 && readCpuMs() < until; at += 1) {
    // A copy, so that no answer to a reader who is measured is kept.
    score({ ...readers[at % readers.length]! });
  }
}

function cpuMsOfProcess(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measureSystem<Reader>(protocol: Protocol<Reader>, system: System<Reader>): Outcome {
  const { candidates, readers, relevant, isHad, readCpuMs = cpuMsOfProcess } = protocol;
  const { name, score } = system;
  const cpuMs: number[] = [];
  warmUp(protocol, system);
  const qualities = readers.map((reader) => {
    const start = readCpuMs();
    const scores = score(reader);
    const rows = bestRows(scores, DEPTH, (row) => isHad?.(reader, candidates[row]!) === true);
    cpuMs.push(readCpuMs() - start);
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

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
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
