import { OURS } from "../engines/index.ts";
import type { EngineResult } from "../measure/measure-engine.ts";
import type { BenchResult } from "./result.ts";
import { figure, table } from "./table.ts";

/** A figure of one engine, in the unit of its mark. */
interface Mark {
  readonly label: string;
  readonly read: (engine: EngineResult) => number | undefined;
  /** Most that ours may take at 87,288 and at 1,000,000 papers. */
  readonly small: number;
  readonly large: number;
  /** How many times faster, or smaller, than the best other engine in the same run. */
  readonly ratio?: number;
}

const marks: readonly Mark[] = [
  {
    label: "words, CPU ms mean",
    read: ({ phases }) => phases.words?.cpuMean,
    small: 0.3,
    large: 4,
    ratio: 4,
  },
  {
    label: "hybrid p50 ms",
    read: ({ phases }) => phases.hybrid?.p50,
    small: 4,
    large: 25,
    ratio: 3,
  },
  {
    label: "hybrid p99 ms",
    read: ({ phases }) => phases.hybrid?.p99,
    small: 15,
    large: 80,
    ratio: 3,
  },
  {
    label: "filtered hybrid p99 ms",
    read: ({ phases }) => phases.filtered?.p99,
    small: 15,
    large: 80,
  },
  { label: "build s", read: ({ build }) => build?.wallS, small: 25, large: 360 },
  {
    label: "RSS MB",
    read: ({ memory }) => memory && (memory.serverBytes ?? memory.bytes) / 1e6,
    small: 400,
    large: 3_000,
    ratio: 1,
  },
  {
    label: "start s",
    read: ({ open }) => open && open.startMs / 1000,
    small: 1,
    large: 8,
  },
];

/** Papers from which the marks of a large corpus hold. */
const LARGE = 500_000;

/** Ours against its marks and against the best other engine of the same run. */
export function marksTable(result: BenchResult): string {
  const { papers, engines } = result;
  const ours = oursIn(result);
  if (!ours) return "";
  // An engine that took in only a part has no figures for the whole.
  const others = engines.filter(({ name, build }) => name !== OURS && build?.papers === papers);
  const rows = marks.flatMap((mark) => {
    const value = mark.read(ours);
    if (value === undefined) return [];
    const limit = papers >= LARGE ? mark.large : mark.small;
    return [
      [
        mark.label,
        `≤ ${limit}`,
        figure(value),
        value <= limit ? "yes" : "no",
        ...compare(mark, value, others),
      ],
    ];
  });
  return table(["Broadsheet", "mark", "measured", "reached", "best other", "ratio"], rows);
}

function compare(mark: Mark, value: number, others: readonly EngineResult[]): [string, string] {
  let best: { readonly title: string; readonly value: number } | undefined;
  for (const other of others) {
    const theirs = mark.read(other);
    if (theirs !== undefined && theirs < (best?.value ?? Infinity)) {
      best = { title: other.title, value: theirs };
    }
  }
  if (!best) return ["–", "–"];
  const asked = mark.ratio === undefined ? "" : ` (asked: ${mark.ratio})`;
  return [`${best.title} ${figure(best.value)}`, `${figure(best.value / value)}${asked}`];
}

/** The result of ours in a run. */
export function oursIn({ engines }: BenchResult): EngineResult | undefined {
  return engines.find(({ name }) => name === OURS);
}
