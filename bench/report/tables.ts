import { type SearchPhase, searchPhases } from "../measure/job.ts";
import type { EngineResult } from "../measure/measure-engine.ts";
import type { Timing } from "../measure/timing.ts";
import { liveTables } from "./live-tables.ts";
import { marksTable } from "./marks.ts";
import type { BenchResult } from "./result.ts";
import { count, figure, megabytes, table } from "./table.ts";

/** The report of a run, in Markdown. */
export function reportOf(result: BenchResult): string {
  const measured = result.engines.filter(({ version }) => version !== "");
  const parts = [
    introduction(result),
    ...(measured.some(({ phases }) => Object.keys(phases).length > 0)
      ? [speedTable(measured), sizeTable(measured), marksTable(result)]
      : []),
    ...(measured.some(({ quality }) => quality.length > 0) ? [qualityTable(measured)] : []),
    ...(result.live ? liveTables(result.live) : []),
    notes(result.engines),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function introduction({ papers, source, queries, budgetS, machine, day }: BenchResult): string {
  return `${count(papers)} ${source}; ${queries} queries; ${budgetS} s for each phase; ${machine}; ${day}.`;
}

const heads: Readonly<Record<SearchPhase, string>> = {
  words: "words",
  meaning: "meaning",
  hybrid: "hybrid",
  filtered: "hybrid, filtered",
};

function speedTable(engines: readonly EngineResult[]): string {
  const phases = searchPhases.filter((phase) => engines.some((one) => one.phases[phase]));
  const head = ["engine", ...phases.flatMap((phase) => [`${heads[phase]}: CPU`, "p50/p95/p99"])];
  const rows = engines.map(({ title, version, phases: timed }) => [
    `${title} ${version}`,
    ...phases.flatMap((phase) => timingCells(timed[phase])),
  ]);
  return `Milliseconds per query.\n\n${table(head, rows)}`;
}

function timingCells(timing: Timing | undefined): [string, string] {
  if (!timing) return ["–", "–"];
  const { cpuMean, p50, p95, p99 } = timing;
  return [figure(cpuMean), [p50, p95, p99].map(figure).join("/")];
}

function sizeTable(engines: readonly EngineResult[]): string {
  const head = [
    "engine",
    "papers",
    "build s (CPU s)",
    "on disk MB",
    "start ms",
    "RSS MB",
    "recall@20",
  ];
  const rows = engines.map(({ title, build, open, memory, recall20 }) => [
    title,
    build ? count(build.papers) : "–",
    build ? `${figure(build.wallS)} (${figure(build.cpuS)})` : "–",
    build && build.diskBytes > 0 ? megabytes(build.diskBytes) : "–",
    figure(open?.startMs),
    megabytes(memory?.serverBytes ?? memory?.bytes),
    recall20 === undefined ? "–" : recall20.toFixed(3),
  ]);
  return table(head, rows);
}

function qualityTable(engines: readonly EngineResult[]): string {
  const names = [...new Set(engines.flatMap(({ quality }) => quality.map((q) => q.collection)))];
  const head = ["nDCG@10", ...names.flatMap((name) => [`${name}: words`, "hybrid"])];
  const rows = engines.map(({ title, quality }) => [
    title,
    ...names.flatMap((name) => {
      const found = quality.find(({ collection }) => collection === name);
      return [found?.words, found?.hybrid].map((value) => value?.toFixed(3) ?? "–");
    }),
  ]);
  return table(head, rows);
}

function notes(engines: readonly EngineResult[]): string {
  return engines
    .flatMap(({ title, phases, build, notes: said }) => [
      ...(build?.refineS
        ? [
            `- ${title}: ${figure(build.refineS)} s more, beside searches, to fit a space to its papers.`,
          ]
        : []),
      ...said.map((text) => `- ${title}: ${text}.`),
      ...Object.entries(phases).flatMap(([phase, { asked }]) =>
        asked < mostAsked(engines)
          ? [`- ${title}: ${asked} queries of ${phase} within the budget.`]
          : [],
      ),
    ])
    .join("\n");
}

function mostAsked(engines: readonly EngineResult[]): number {
  const asked = engines.flatMap(({ phases }) => Object.values(phases).map((one) => one.asked));
  return Math.max(0, ...asked);
}
