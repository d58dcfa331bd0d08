import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { createPapers, type Papers } from "#papers";
import { type Day, openDatabase, systemClock } from "#platform";
import {
  execute,
  openTemporaryPostgresDatabase,
  openTemporarySqlite,
  type TemporaryDatabase,
  whyNoPostgresSearch,
} from "../../../test/support/database.ts";
import { generateRecords } from "../../../test/support/papers.ts";
import type { Search } from "../search.ts";
import { createPostgresSearch } from "./create-postgres-search.ts";

const today = "2026-11-20" as Day;

describe("search in PostgreSQL without what it needs", () => {
  it("refuses SQLite and says what to set", async () => {
    const { database, settings: databaseSettings, dispose } = await openTemporarySqlite();
    const papers = createPapers({ database, clock: systemClock });
    await assert.rejects(createPostgresSearch({ database, papers, databaseSettings }), {
      code: "invalid",
      message: /DATABASE_URL/,
    });
    await dispose();
  });
});

const skip = await whyNoPostgresSearch();
describe("search in PostgreSQL by several processes", { skip }, () => {
  let temporary: TemporaryDatabase;
  let papers: Papers;
  const open = async (): Promise<Search> => {
    const { database, settings: databaseSettings } = temporary;
    return createPostgresSearch({ database, papers, databaseSettings });
  };
  before(async () => {
    temporary = await openTemporaryPostgresDatabase();
    papers = createPapers({ database: temporary.database, clock: systemClock });
  });
  after(() => temporary?.dispose());

  it("names what the server lacks and how to install it", async () => {
    const { settings } = temporary;
    const run = (statement: string) => execute(settings.databaseUrl, statement);
    const role = `plain_${Math.random().toString(36).slice(2)}`;
    await run(`create role ${role} login`);
    await run(`grant all on schema public to ${role}`);
    const url = new URL(settings.databaseUrl);
    url.username = role;
    const databaseSettings = { ...settings, databaseUrl: url.href };
    const plain = await openDatabase(databaseSettings, { isWorker: true });
    try {
      await assert.rejects(createPostgresSearch({ database: plain, papers, databaseSettings }), {
        code: "unavailable",
        message: /postgresql-18-pg-textsearch.*shared_preload_libraries.*missing: vector/s,
      });
    } finally {
      await plain.close();
      await run(`drop owned by ${role}`);
      await run(`drop role ${role}`);
    }
  });

  it("takes each paper in once when two follow at a time, and both show the same", async () => {
    await papers.ingest(generateRecords(1_200, 3), today);
    const both = await Promise.all([open(), open()]);
    await Promise.all(both.map((search) => search.catchUp()));
    const seq = await papers.lastChange();
    for (const search of both) {
      assert.deepEqual(search.status(), { papers: 1_200, seq, isCatchingUp: false });
    }
    const [one, other] = await Promise.all(
      both.map((search) => search.find({ query: "networks" })),
    );
    assert.deepEqual({ ...one, tookMs: 0 }, { ...other, tookMs: 0 });
    await assertSumsHold(temporary);
    for (const search of both) await search.close();
  });

  it("goes on where one that was killed has stopped", async () => {
    await papers.ingest(generateRecords(3_000, 4), today);
    const killed = await open();
    const run = killed.catchUp();
    for (const seq = killed.status().seq; (await storedSeq(temporary)) === seq; ) {
      await setTimeout(20);
    }
    await killed.close();
    await assert.rejects(run);
    const next = await open();
    await next.catchUp();
    assert.equal(next.status().seq, await papers.lastChange());
    assert.equal(next.status().papers, await papers.count());
    await assertSumsHold(temporary);
    await next.close();
  });

  it("makes its tables anew when the semantic model is another one", async () => {
    const { databaseUrl } = temporary.settings;
    await execute(databaseUrl, "update search_state set space = 'another', format = 0");
    const search = await open();
    assert.deepEqual(search.status(), { papers: 0, seq: 0, isCatchingUp: false });
    await search.catchUp();
    assert.equal(search.status().papers, await papers.count());
    await search.close();
  });

  it("leaves tables of a newer program alone", async () => {
    await execute(temporary.settings.databaseUrl, "update search_state set format = 1000");
    await assert.rejects(open(), { code: "conflict", message: /newer/ });
  });
});

/** The change up to which the tables are whole; a follower writes it after each of its steps. */
async function storedSeq({ settings }: TemporaryDatabase): Promise<number> {
  const [row] = await execute<{ seq: string }>(
    settings.databaseUrl,
    "select seq from search_state",
  );
  return Number(row!.seq);
}

/** The counted sums are those of the papers that are there. */
async function assertSumsHold({ settings }: TemporaryDatabase): Promise<void> {
  const rows = await execute<Record<string, string | null>>(
    settings.databaseUrl,
    `    with held as (select unnest(tsvector_to_array(to_tsvector('simple', terms))) as lexeme
      from search_paper),
    counted as (select lexeme, count(*) as papers from held group by lexeme)
    select (select count(*) from search_paper) - papers as papers,
      (select sum(title_length) from search_paper) - title_words as titles,
      (select sum(abstract_length) from search_paper) - abstract_words as abstracts,
      (select count(*) from counted full join search_term t using (lexeme)
        where coalesce(counted.papers, 0) <> coalesce(t.papers, 0)) as terms,
      (select count(*) from search_vector left join search_paper using (paper_id)
        where day is null) as vectors
    from search_state`,
  );
  const none = { papers: "0", titles: "0", abstracts: "0", terms: "0", vectors: "0" };
  assert.deepEqual(rows, [none]);
}
