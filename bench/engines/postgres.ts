import { createHash } from "node:crypto";
import pg from "pg";
import type { BenchPaper } from "../corpus/corpus-folder.ts";
import { type BenchEngine, type BenchSearch, FROM_YEAR, type OpenEngine, PAGE } from "./engine.ts";
import { bytesOfProcesses, cpuMsOfProcess } from "./server-process.ts";

const url = () => process.env.TEST_DATABASE_URL;
/** Results of each leg that the fusion looks at, and its constant (Cormack et al. 2009). */
const LEG_DEPTH = 100;
const RRF_K = 60;
const EF_SEARCH = 100;

/** A schema of its own for each index folder. */
function schemaOf(folder: string): string {
  return `bench_${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}

async function connect(folder: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  await client.query(`set search_path to ${schemaOf(folder)}, public`);
  return client;
}

const textOfVector = (vector: Float32Array) => `[${vector.join(",")}]`;

async function addPapers(client: pg.Client, papers: readonly BenchPaper[]): Promise<void> {
  const rows = papers.map(({ document: { id, title, abstract, has, date }, vector }) => {
    // The title twice: one index takes one text, and a title counts double.
    const body = `${title} ${title} ${abstract}`;
    const year = Number(date.slice(0, 4));
    return { id, body, code: has.includes("code"), year, vector: textOfVector(vector) };
  });
  await client.query(
    `insert into paper (id, body, code, year, embedding)
     select id, body, code, year, vector::vector
     from json_to_recordset($1) as row(id text, body text, code boolean, year int, vector text)`,
    [JSON.stringify(rows)],
  );
}

async function createIndexes(client: pg.Client): Promise<void> {
  await client.query("set maintenance_work_mem = '1GB'");
  await client.query(
    "create index paper_body on paper using bm25 (body) with (text_config = 'english')",
  );
  await client.query("select bm25_force_merge('paper_body')");
  await client.query("create index on paper using hnsw (embedding vector_ip_ops)");
  await client.query("create index on paper (year) where code");
  await client.query("vacuum analyze paper");
}

const filter = `where code and year >= ${FROM_YEAR}`;
const byWords = (where: string, limit: number) =>
  `select id from paper ${where} order by body <@> to_bm25query($1, 'paper_body') limit ${limit}`;
const byMeaning = (where: string, limit: number) =>
  `select id from paper ${where} order by embedding <#> $2::vector limit ${limit}`;
// Not as common table expressions: there the score is computed again for every row.
const byBoth = (where: string) => `
  select id from (
    (select id, row_number() over () as place from (${byWords(where, LEG_DEPTH)}) as words)
    union all
    (select id, row_number() over () as place from (${byMeaning(where, LEG_DEPTH)}) as near)
  ) as leg
  group by id order by sum(1.0 / (${RRF_K} + place)) desc, id limit ${PAGE}`;

async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(`set hnsw.ef_search = ${EF_SEARCH}`);
  await client.query("set hnsw.iterative_scan = relaxed_order");
}

function openOn(client: pg.Client, server: { pid: number; parent: number }): OpenEngine {
  const named = (name: string, text: string) => {
    return async (values: unknown[]) => {
      const { rows } = await client.query<{ id: string }>({ name, text, values });
      return rows.map(({ id }) => id);
    };
  };
  const words = named("words", byWords("", PAGE));
  const meaning = named("meaning", byMeaning("", PAGE).replace("$2", "$1"));
  const hybrid = named("hybrid", byBoth(""));
  const filtered = named("filtered", byBoth(filter));
  const vectorOf = ({ vector }: BenchSearch) => textOfVector(vector);
  return {
    words: ({ text }) => words([text]),
    meaning: (search) => meaning([vectorOf(search)]),
    hybrid: (search) => hybrid([search.text, vectorOf(search)]),
    filtered: (search) => filtered([search.text, vectorOf(search)]),
    serverCpuMs: () => cpuMsOfProcess(server.pid),
    serverBytes: () => bytesOfProcesses(server.parent),
    close: () => client.end(),
  };
}

export const postgres: BenchEngine = {
  title: "PostgreSQL",
  settings: `pg_textsearch (English) over title twice and abstract, merged after loading; pgvector HNSW m 16, ef_construction 64, ef_search ${EF_SEARCH}, iterative scans; hybrid by reciprocal ranks of ${LEG_DEPTH} each; one connection`,
  async version() {
    const client = await connect("");
    const { rows } = await client.query(`
      select current_setting('server_version') as server,
        (select string_agg(name || ' ' || default_version, ', ' order by name)
         from pg_available_extensions where name in ('vector', 'pg_textsearch')) as extensions`);
    await client.end();
    return `${String(rows[0].server).split(" ")[0]}, ${rows[0].extensions}`;
  },
  async missing() {
    if (!url()) return "no server: TEST_DATABASE_URL is not set (scripts/postgres-for-tests start)";
    const client = await connect("");
    const { rowCount } = await client.query(
      "select 1 from pg_available_extensions where name in ('vector', 'pg_textsearch')",
    );
    await client.end();
    return rowCount === 2 ? undefined : "the server lacks pgvector or pg_textsearch";
  },
  async build(folder, dimensions) {
    const client = await connect(folder);
    for (const name of ["vector", "pg_textsearch"]) {
      await client.query(`create extension if not exists ${name} schema public`);
    }
    await client.query(`
      drop schema if exists ${schemaOf(folder)} cascade;
      create schema ${schemaOf(folder)};
      create table paper (
        id text primary key, body text not null, code boolean not null, year int not null,
        embedding vector(${dimensions}) not null
      );`);
    return {
      add: (papers) => addPapers(client, papers),
      finish: async () => {
        await createIndexes(client);
        await client.end();
      },
    };
  },
  async open(folder) {
    const client = await connect(folder);
    await prepareSession(client);
    const { rows } = await client.query("select pg_backend_pid() as pid");
    const pid = Number(rows[0].pid);
    return openOn(client, { pid, parent: pid });
  },
  async drop(folder) {
    const client = await connect(folder);
    await client.query(`drop schema if exists ${schemaOf(folder)} cascade`);
    await client.end();
  },
};
