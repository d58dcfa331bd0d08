/** Readers that are signed in, papers to vote for, and votes by the hundred over HTTP. */
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createAccounts } from "#accounts";
import { createPapers } from "#papers";
import {
  type Database,
  type DatabaseSettings,
  openDatabase,
  parseDay,
  systemClock,
} from "#platform";
import { generateRecords } from "./generated-papers.ts";

export interface Electorate {
  /** `Cookie` headers, one for each reader. */
  readonly cookies: readonly string[];
  readonly paperIds: readonly string[];
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Makes papers and signed-in readers in a data folder that no program has open. */
export async function prepareElectorate(
  settings: DatabaseSettings,
  { papers, readers }: { readonly papers: number; readonly readers: number },
): Promise<Electorate> {
  const database = await openDatabase(settings);
  try {
    const records = generateRecords(papers, 7);
    await createPapers({ database, clock: systemClock }).ingest(records, parseDay("2026-11-20"));
    const accounts = createAccounts({
      database,
      clock: systemClock,
      log: quiet,
      dataDir: settings.dataDir,
      site: { title: "Broadsheet", url: "http://127.0.0.1:3000" },
      settings: { signUp: "open", providers: [] },
    });
    const cookies: string[] = [];
    for (let index = 0; index < readers; index++) {
      const { id } = await accounts.people.create({
        name: `reader-${index}`,
        email: `reader${index}@example.org`,
      });
      const origin = { network: `10.${index % 250}.0.0/24`, agent: "Test" };
      cookies.push(`session=${await accounts.sessions.open(id, "operator", origin)}`);
    }
    const rows = await database.kysely.selectFrom("paper").select("paper_id").execute();
    return { cookies, paperIds: rows.map((row) => row.paper_id) };
  } finally {
    await database.close();
  }
}

export interface CastVote {
  readonly reader: number;
  readonly paper: number;
}

/** The n-th of all pairs of reader and paper; no pair comes twice before all have come. */
export function pairAt({ cookies, paperIds }: Electorate, index: number): CastVote {
  const reader = index % cookies.length;
  const round = Math.floor(index / cookies.length);
  return { reader, paper: (round + reader * 7) % paperIds.length };
}

export interface VoteLoad {
  /** Votes that were answered with success, each once. */
  readonly acked: CastVote[];
  readonly latenciesMs: number[];
  readonly refused: string[];
}

/**
 * Casts votes with so many at a time until `isOver` or the program is gone.
 *
 * @param from index of the first pair.
 */
export async function castVotes(
  url: string,
  electorate: Electorate,
  load: {
    readonly atOnce: number;
    readonly from: number;
    /** Filled as answers come, for whoever looks meanwhile. */
    readonly acked?: CastVote[];
    isOver(): boolean;
  },
): Promise<VoteLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });
  const acked = load.acked ?? [];
  const latenciesMs: number[] = [];
  const refused: string[] = [];
  let next = load.from;
  const work = async () => {
    while (!load.isOver()) {
      const pair = pairAt(electorate, next++);
      const startedMs = performance.now();
      const answer = await post(agent, url, electorate, pair);
      if (answer === undefined) return;
      if (answer.status === 200) {
        acked.push(pair);
        latenciesMs.push(performance.now() - startedMs);
      } else refused.push(`${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, work));
  agent.destroy();
  return { acked, latenciesMs, refused };
}

const BODY = "on=1";

function post(
  agent: Agent,
  url: string,
  { cookies, paperIds }: Electorate,
  { reader, paper }: CastVote,
): Promise<{ status: number; text: string } | undefined> {
  const id = encodeURIComponent(paperIds[paper]!).replaceAll("%2F", "/").replaceAll("%3A", ":");
  return new Promise((resolve) => {
    const sent = request(
      `${url}/papers/${id}/vote`,
      {
        agent,
        method: "POST",
        headers: {
          cookie: cookies[reader]!,
          accept: "application/json",
          "content-type": "application/x-www-form-urlencoded",
          "content-length": BODY.length,
          "sec-fetch-site": "same-origin",
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        // Cut off in the middle of an answer is no answer.
        response.on("close", () =>
          resolve(response.complete ? { status: response.statusCode ?? 0, text } : undefined),
        );
      },
    );
    sent.on("error", () => resolve(undefined));
    sent.end(BODY);
  });
}

export interface Count {
  /** Rows of `vote`. */
  readonly votes: number;
  /** Papers whose counter is not the number of their votes. */
  readonly wrong: number;
  /** Votes that were acknowledged and are not there. */
  readonly lost: number;
}

/** Holds counters and acknowledged votes against the votes in the database. */
export async function countVotes(
  settings: DatabaseSettings,
  { cookies, paperIds }: Electorate,
  acked: readonly CastVote[],
): Promise<Count> {
  const database = await openDatabase(settings);
  try {
    const names = await readerIds(database, cookies.length);
    const votes = await database.kysely
      .selectFrom("vote")
      .select(["paper_id", "account_id"])
      .execute();
    const tallies = await database.kysely
      .selectFrom("paper_tally")
      .select(["paper_id", "own_upvotes"])
      .execute();
    const perPaper = Map.groupBy(votes, (vote) => vote.paper_id);
    const cast = new Set(votes.map((vote) => `${vote.paper_id} ${vote.account_id}`));
    return {
      votes: votes.length,
      wrong: tallies.filter(
        (row) => Number(row.own_upvotes) !== (perPaper.get(row.paper_id)?.length ?? 0),
      ).length,
      lost: acked.filter(({ reader, paper }) => !cast.has(`${paperIds[paper]} ${names[reader]}`))
        .length,
    };
  } finally {
    await database.close();
  }
}

async function readerIds(database: Database, readers: number): Promise<string[]> {
  const rows = await database.kysely.selectFrom("account").select(["account_id", "name"]).execute();
  const ids = new Map(rows.map((row) => [row.name, row.account_id]));
  return Array.from({ length: readers }, (_, index) => ids.get(`reader-${index}`)!);
}

/** Where a program run with `--data` keeps its papers. */
export function sqliteIn(folder: string): DatabaseSettings {
  return { databaseUrl: "", dataDir: join(folder, "data") };
}
