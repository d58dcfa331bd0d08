import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BenchEngine } from "../engines/engine.ts";
import type {
  BuildFigures,
  Job,
  JobEvent,
  OpenFigures,
  QualityFigures,
  SearchPhase,
} from "./job.ts";
import { type Outcome, runProcess } from "./run-process.ts";
import type { Timing } from "./timing.ts";

/** All that was measured of one engine; what is absent was not asked for, or see `notes`. */
export interface EngineResult {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly settings: string;
  readonly build?: BuildFigures;
  readonly open?: OpenFigures;
  readonly phases: Readonly<Partial<Record<SearchPhase, Timing>>>;
  readonly recall20?: number;
  readonly memory?: { readonly bytes: number; readonly serverBytes?: number };
  readonly quality: readonly QualityFigures[];
  /** What did not finish, or why nothing was measured. */
  readonly notes: readonly string[];
}

/** What to measure of every engine. */
export interface Measures {
  readonly papers: number;
  readonly corpus: string;
  /** Folder for indexes. */
  readonly folder: string;
  readonly phases: readonly SearchPhase[];
  readonly collections: readonly string[];
  readonly budgetS: number;
  readonly note: (text: string) => void;
}

export async function measureEngine(
  name: string,
  engine: BenchEngine,
  measures: Measures,
): Promise<EngineResult> {
  const { title, settings } = engine;
  const reason = await whyNot(engine, measures.papers);
  if (reason !== undefined) {
    measures.note(`${title}: ${reason}`);
    return { name, title, version: "", settings, phases: {}, quality: [], notes: [reason] };
  }
  const version = await engine.version();
  const folder = join(measures.folder, name);
  const outcomes: Outcome[] = [];
  const run = async (stage: Job["stage"], at = folder) => {
    measures.note(`${title} ${version}: ${stage}`);
    const { corpus, phases, collections, budgetS } = measures;
    const outcome = await runProcess({
      ...{ engine: name, folder: at, stage },
      ...{ corpus, phases, collections, budgetS },
    });
    outcomes.push(outcome);
    return outcome.failure === undefined;
  };
  await rm(folder, { recursive: true, force: true });
  if (measures.phases.length > 0 && (await run("build"))) await run("search");
  await engine.drop?.(folder);
  await rm(folder, { recursive: true, force: true });
  if (measures.collections.length > 0) await run("quality", `${folder}-quality`);
  return { name, title, version, settings, ...gather(outcomes, measures) };
}

async function whyNot(engine: BenchEngine, papers: number): Promise<string | undefined> {
  if (engine.most !== undefined && papers > engine.most) {
    return `holds its index in JavaScript objects: more than 10 GB at ${papers} papers`;
  }
  return engine.missing?.();
}

type Gathered = Omit<EngineResult, "name" | "title" | "version" | "settings">;

function gather(outcomes: readonly Outcome[], { papers }: Measures): Gathered {
  const events = outcomes.flatMap((outcome) => outcome.events);
  const last = <K extends JobEvent["kind"]>(kind: K) =>
    events.findLast((event): event is JobEvent & { kind: K } => event.kind === kind);
  const build = last("build")?.figures;
  const open = last("open")?.figures;
  const recall20 = last("recall")?.recall20;
  const memory = last("memory");
  const isPart = build !== undefined && build.papers < papers;
  const timed = events.filter((event) => event.kind === "phase");
  return {
    ...(build && { build }),
    ...(open && { open }),
    phases: Object.fromEntries(timed.map(({ phase, timing }) => [phase, timing])),
    // The exact answers are those of the whole corpus.
    ...(recall20 !== undefined && !isPart && { recall20 }),
    ...(memory && { memory }),
    quality: events.filter((event) => event.kind === "quality").map(({ figures }) => figures),
    notes: [
      ...(isPart ? [`took in ${build.papers} of ${papers} papers within the budget`] : []),
      ...outcomes.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
    ],
  };
}
