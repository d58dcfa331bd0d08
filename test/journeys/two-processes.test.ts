import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { openTemporaryPostgres, whyNoPostgres } from "../support/database.ts";
import { ended, readyUrl, startProgram, temporaryFolder } from "../support/program.ts";

/**
 * Longest that this test waits for anything, on a machine with much else to do. How far one
 * process really is behind a write through the other, 2 s at most by the promise, is printed.
 */
const PATIENCE_MS = 60_000;
const MANY = 8_000;
const subjects = ["tidal pools", "small moons", "paper mills", "glass harps"];

/** Papers that say which they are, so that any of them can be looked for. */
function lines(first: number, count: number): string {
  const line = (at: number) => {
    const subject = subjects[at % subjects.length];
    const title = `Notes on ${subject} from station q${at}`;
    return JSON.stringify({ id: `two:${at}`, title, abstract: `We watch ${subject} all year.` });
  };
  return Array.from({ length: count }, (_, index) => line(first + index)).join("\n");
}

interface Site {
  readonly child: ChildProcess;
  readonly url: string;
}

async function serve(t: TestContext, databaseUrl: string, words: readonly string[]): Promise<Site> {
  const call = ["serve", "--port", "0", "--offline", ...words];
  const child = startProgram(call, { DATABASE_URL: databaseUrl, SEARCH_THREADS: "2" });
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const end = ended(child);
    child.kill("SIGTERM");
    assert.equal((await end).code, 0, "the program ends well when asked to");
  });
  return { child, url: await readyUrl(child) };
}

async function json<T>({ url }: Site, path: string): Promise<T> {
  return (await (await fetch(`${url}/api/v1/${path}`)).json()) as T;
}

interface Status {
  readonly papers: number;
  readonly index: { readonly papers: number; readonly changesBehind: number };
}

const statusOf = (site: Site) => json<Status>(site, "status");

/** What a reader is shown for each subject: which papers, in which order, of how many. */
async function resultsOf(site: Site): Promise<string> {
  const answers = subjects.map((subject) =>
    json<{ total: number; papers: { id: string }[] }>(
      site,
      `search?q=${encodeURIComponent(subject)}`,
    ),
  );
  return JSON.stringify(
    (await Promise.all(answers)).map(({ total, papers }) => [total, papers.map(({ id }) => id)]),
  );
}

/** Waits until `isTrue`; returns how long that took, in milliseconds. */
async function until(what: string, isTrue: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - started > PATIENCE_MS) assert.fail(`waited in vain: ${what}`);
    await wait(20);
  }
  return performance.now() - started;
}

const shows = (site: Site, papers: number) => async () =>
  (await statusOf(site)).index.papers >= papers;

test("two web processes beside one PostgreSQL show the same, and one that is killed loses nothing", {
  skip: whyNoPostgres(),
}, async (t) => {
  const temporary = await openTemporaryPostgres();
  t.after(() => temporary.dispose());
  const folder = await temporaryFolder(t);
  const { databaseUrl } = temporary.settings;
  const [small, large] = [join(folder, "small.jsonl"), join(folder, "large.jsonl")];
  await writeFile(small, lines(0, 400));
  await writeFile(large, lines(0, MANY));
  const [dataA, dataB] = [join(folder, "a"), join(folder, "b")];

  const a = await serve(t, databaseUrl, ["--data", dataA]);
  const b = await serve(t, databaseUrl, ["--data", dataB, "--import", small]);
  await until("the write", async () => (await statusOf(b)).papers === 400);
  const behindMs = await until("the same in both", async () => {
    const isThere = (await shows(a, 400)()) && (await shows(b, 400)());
    return isThere && (await resultsOf(a)) === (await resultsOf(b));
  });
  t.diagnostic(`both show the same ${Math.round(behindMs)} ms after a write through one`);
  b.child.kill("SIGTERM");
  await once(b.child, "close");

  const killed = await serve(t, databaseUrl, ["--data", dataB, "--import", large]);
  // What is stored, not what is found: an index may be told of much at once.
  await until("the middle of the import", async () => (await statusOf(a)).papers >= 1_000);
  const acknowledged = await statusOf(a);
  killed.child.kill("SIGKILL");
  await once(killed.child, "close");
  const left = await statusOf(a);
  assert.ok(left.papers < MANY, "the import was cut short");
  assert.ok(left.papers >= acknowledged.papers, "what was stored is still there");
  await until("the other goes on", async () => {
    const { papers, index } = await statusOf(a);
    return index.papers === papers && index.changesBehind === 0;
  });
  t.diagnostic(`killed with ${left.papers} of ${MANY} papers stored; the other shows them all`);

  const again = await serve(t, databaseUrl, ["--data", dataB, "--import", large]);
  await until("the import made good", async () => (await statusOf(again)).papers === MANY);
  const caughtUpMs = await until("the same in both again", async () => {
    const isThere = (await shows(a, MANY)()) && (await shows(again, MANY)());
    return isThere && (await resultsOf(a)) === (await resultsOf(again));
  });
  t.diagnostic(`both show the same ${Math.round(caughtUpMs)} ms after the import was made good`);
});
