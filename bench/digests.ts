import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type App, createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { addDays, createLog, parseDay } from "../src/platform/index.ts";
import { generateRecords } from "../test/support/generated-papers.ts";
import { fillReaders } from "./digests/fill-readers.ts";
import { type ComposeFigures, measureCompose } from "./digests/measure-compose.ts";
import { watchThreads } from "./digests/watch-memory.ts";
import { describeMachine } from "./measure/describe-machine.ts";
import { count, figure, table } from "./report/table.ts";
import { writeBlock } from "./report/write-block.ts";

const READERS = 100_000;
const QUICK_READERS = 4_000;
/** Papers that readers have liked, and those of each of the days that are brought. */
const PAST_PAPERS = 6_000;
const PAPERS_A_DAY = 600;
const THREADS = 2;
const FIRST_DAY = parseDay("2026-11-19");
const LIKED_AT = "2026-11-18T12:00:00.000Z";
/** The quick run makes a second day, which brings nothing of the first. */
const DAYS = 1;
const QUICK_DAYS = 2;

interface DigestFigures {
  readonly machine: string;
  readonly readers: number;
  readonly likes: number;
  readonly days: readonly ComposeFigures[];
}

/** Makes the personal digests of 100,000 readers for one day, on SQLite. */
export async function run(
  note: (text: string) => void,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const isQuick = values.quick === true;
  const readers = isQuick ? QUICK_READERS : READERS;
  const dayCount = isQuick ? QUICK_DAYS : DAYS;
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  let now = new Date(`${FIRST_DAY}T00:00:00Z`);
  const threads = watchThreads();
  const app = await createApp(readConfig({ LOG_LEVEL: "silent" }), {
    dataDir: join(folder, "data"),
    clock: { now: () => now },
    log: createLog("silent"),
    recommenders: THREADS,
  });
  try {
    note("papers and readers");
    const subjects = await fillPapers(app, dayCount);
    const { likes } = await fillReaders(app.database, subjects, { count: readers, at: LIKED_AT });
    await app.recommendations.refresh();
    const days: ComposeFigures[] = [];
    for (let day = 0; day < dayCount; day++) {
      now = new Date(`${addDays(FIRST_DAY, day + 1)}T08:00:00Z`);
      note(`day ${day + 1}`);
      days.push(await measureCompose(app.digests, now, threads));
    }
    const measured = { machine: await describeMachine(), readers, likes, days };
    if (values.write === true) {
      await writeBlock(
        new URL("../docs/benchmarks.md", import.meta.url),
        "digests",
        report(measured),
      );
    }
    return measured;
  } finally {
    threads.stop();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Papers of the past, by their first category, and those of the days to come. */
async function fillPapers(app: App, days: number): Promise<Map<string, string[]>> {
  const records = generateRecords(PAST_PAPERS + days * PAPERS_A_DAY, 7);
  const past = records.slice(0, PAST_PAPERS).map((record) => ({
    ...record,
    announcedOn: addDays(FIRST_DAY, -30),
  }));
  await app.papers.ingest(past, addDays(FIRST_DAY, -30));
  const subjects = new Map<string, string[]>();
  const rows = await app.database.kysely.selectFrom("paper").select("paper_id").execute();
  for (const paper of await app.papers.findMany(rows.map(({ paper_id }) => paper_id as never))) {
    const name = paper.categories[0] ?? "";
    subjects.set(name, [...(subjects.get(name) ?? []), paper.id]);
  }
  for (let day = 0; day < days; day++) {
    const start = PAST_PAPERS + day * PAPERS_A_DAY;
    const announcedOn = addDays(FIRST_DAY, day);
    const own = records.slice(start, start + PAPERS_A_DAY);
    await app.papers.ingest(
      own.map((record) => ({ ...record, announcedOn })),
      announcedOn,
    );
  }
  while ((await app.editions.follow(app.papers)) > 0);
  await app.search.catchUp();
  return subjects;
}

export function format(measured: Record<string, unknown>): string {
  return report(measured as unknown as DigestFigures);
}

function report({ machine, readers, likes, days }: DigestFigures): string {
  const rows = days.map((day, at) => [
    at === 0 ? "first day" : "day after",
    count(day.made),
    figure(day.seconds),
    figure(day.perSecond),
    figure(day.cpuMs),
    day.liveMb.map(count).join(" / "),
    day.residentMb.map(count).join(" / "),
    count(day.peakMb),
    `${figure(day.heldUpMs.p99)} / ${figure(day.heldUpMs.most)}`,
  ]);
  const head = [
    "",
    "digests",
    "s",
    "a second",
    "CPU ms each",
    "live MB at 10 / 50 / 100 %",
    "resident MB",
    "most",
    "held up ms p99 / most",
  ];
  return `${count(readers)} readers who have liked ${count(likes)} papers, ${count(PAPERS_A_DAY)} new papers a day, ${THREADS} threads; ${machine}.\n\n${table(head, rows)}`;
}
