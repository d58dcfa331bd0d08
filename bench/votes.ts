import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSettings } from "#platform";
import { execute } from "../test/support/database.ts";
import { readyUrl, startProgram } from "../test/support/program.ts";
import { castVotes, countVotes, prepareElectorate } from "../test/support/vote-load.ts";
import { describeMachine } from "./measure/describe-machine.ts";
import { figure, table } from "./report/table.ts";
import { writeBlock } from "./report/write-block.ts";

/** The limit of votes of one account leaves room: each casts a few. */
const READERS = 2_000;
const PAPERS = 300;
const AT_ONCE = 64;
const SECONDS = 10;
const QUICK_SECONDS = 2;
const WARM_UP_SECONDS = 1;

interface VoteFigures {
  readonly database: string;
  readonly votesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly acknowledged: number;
  /** Votes in the database, acknowledged ones that are not, and counters that are wrong. */
  readonly votes: number;
  readonly lost: number;
  readonly wrong: number;
  readonly refused: readonly string[];
}

/** Votes by the second over HTTP, each answered once it is durable, on each database. */
export async function run(
  note: (text: string) => void,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const seconds = values.quick === true ? QUICK_SECONDS : SECONDS;
  note("SQLite");
  const results = [await measure("SQLite", { databaseUrl: "" }, seconds)];
  const server = process.env.TEST_DATABASE_URL;
  if (server) {
    note("PostgreSQL");
    const schema = `bench_${randomBytes(6).toString("hex")}`;
    await execute(server, `create schema ${schema}`);
    const url = new URL(server);
    url.searchParams.set("options", `-c search_path=${schema}`);
    try {
      results.push(await measure("PostgreSQL", { databaseUrl: url.href }, seconds));
    } finally {
      await execute(server, `drop schema ${schema} cascade`);
    }
  }
  const measured = { machine: await describeMachine(), atOnce: AT_ONCE, seconds, results };
  if (values.write === true) {
    const file = new URL("../docs/benchmarks.md", import.meta.url);
    await writeBlock(file, "votes", votesReport(measured));
  }
  return measured;
}

export function format(measured: Record<string, unknown>): string {
  return votesReport(measured as unknown as Parameters<typeof votesReport>[0]);
}

async function measure(
  name: string,
  { databaseUrl }: Pick<DatabaseSettings, "databaseUrl">,
  seconds: number,
): Promise<VoteFigures> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  const dataDir = join(folder, "data");
  await mkdir(dataDir);
  const settings = { databaseUrl, dataDir };
  try {
    const electorate = await prepareElectorate(settings, { papers: PAPERS, readers: READERS });
    const environment = { ARXIV_CATEGORIES: "", ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
    const words = ["serve", "--port", "0", "--offline", "--data", dataDir];
    const child = startProgram(words, environment);
    const ended = new Promise((resolve) => child.once("close", resolve));
    const url = await readyUrl(child);
    const until = (ms: number) => {
      const end = performance.now() + ms;
      return () => performance.now() >= end;
    };
    const load = { atOnce: AT_ONCE, from: 0, isOver: until(WARM_UP_SECONDS * 1_000) };
    const warm = await castVotes(url, electorate, load);
    const from = warm.acked.length + warm.refused.length + AT_ONCE;
    const startedMs = performance.now();
    const cast = await castVotes(url, electorate, {
      ...load,
      from,
      isOver: until(seconds * 1_000),
    });
    const tookS = (performance.now() - startedMs) / 1_000;
    child.kill("SIGTERM");
    await ended;
    const acked = [...warm.acked, ...cast.acked];
    const times = cast.latenciesMs.toSorted((a, b) => a - b);
    const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    return {
      database: name,
      votesPerSecond: cast.acked.length / tookS,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      acknowledged: acked.length,
      ...(await countVotes(settings, electorate, acked)),
      refused: [...new Set([...warm.refused, ...cast.refused])].slice(0, 3),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function votesReport({
  machine,
  atOnce,
  seconds,
  results,
}: {
  readonly machine: unknown;
  readonly atOnce: number;
  readonly seconds: number;
  readonly results: readonly VoteFigures[];
}): string {
  const rows = results.map((one) => [
    one.database,
    figure(one.votesPerSecond),
    figure(one.p50Ms),
    figure(one.p99Ms),
    `${one.acknowledged}`,
    `${one.lost}`,
    `${one.wrong}`,
  ]);
  const head = ["database", "votes/s", "p50 ms", "p99 ms", "answered", "lost", "wrong counters"];
  const refused = results.flatMap((one) => one.refused.map((text) => `${one.database}: ${text}`));
  return [
    `${atOnce} votes at a time for ${seconds} s; machine: ${JSON.stringify(machine)}`,
    table(head, rows),
    ...(refused.length > 0 ? [`Refused: ${refused.join("; ")}`] : []),
  ].join("\n\n");
}
