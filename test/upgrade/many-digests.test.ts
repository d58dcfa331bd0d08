import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { type Dialect, Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { type DatabaseSettings, openDatabase } from "#platform";
import { migrations } from "../../migrations/index.ts";
import { createPostgresDialect } from "../../src/platform/database/postgres.ts";
import { openSqlite } from "../../src/platform/database/sqlite/open-sqlite.ts";
import { execute, whyNoPostgres } from "../support/database.ts";
import { withDigests } from "../support/digests.ts";
import { temporaryFolder } from "../support/program.ts";

/** The last release before a subscriber had more than one digest. */
const LAST_BEFORE = "0008-own-tallies";

// biome-ignore lint/suspicious/noExplicitAny: the tables of an earlier release
type Before = Kysely<any>;

/** Makes a database as the earlier release left it, and lets go of it. */
async function makeBefore(
  { dialect, release }: { readonly dialect: Dialect; release(): void },
  schema: string | undefined,
): Promise<void> {
  const database: Before = new Kysely({ dialect });
  const names = Object.keys(migrations).filter((name) => name <= LAST_BEFORE);
  const known = Object.fromEntries(names.map((name) => [name, migrations[name]!]));
  const provider = { getMigrations: async () => known };
  const place = schema === undefined ? {} : { migrationTableSchema: schema };
  const { error } = await new Migrator({ db: database, provider, ...place }).migrateToLatest();
  assert.equal(error, undefined);
  await fill(database);
  await database.destroy();
  release();
}

const people = [
  ["ada", "active", "daily", 8, "2026-11-01T00:00:00.000Z"],
  ["wu", "active", "weekly", 6, "2026-11-01T00:00:00.000Z"],
  ["gone", "unsubscribed", "daily", 8, "2026-11-01T00:00:00.000Z"],
  ["new", "pending", "daily", 9, null],
] as const;

const idOf = (name: string) => name.padEnd(16, "-");

async function fill(database: Before): Promise<void> {
  for (const [name, state, cadence, hour, confirmed_at] of people) {
    await database
      .insertInto("subscriber")
      .values({
        subscriber_id: idOf(name),
        email: `${name}@example.org`,
        state,
        cadence,
        hour,
        time_zone: "UTC",
        token_salt: `salt of ${name}`,
        created_at: "2026-10-31T00:00:00.000Z",
        confirmed_at,
        confirmation_sent_at: "2026-11-20T00:00:00.000Z",
        confirmations_sent: 1,
      })
      .execute();
  }
  for (const [name, period, state] of [
    ["ada", "2026-11-19", "sent"],
    ["ada", "2026-11-20", "sent"],
    ["wu", "2026-W46", "failed"],
  ] as const) {
    await database
      .insertInto("delivery")
      .values({
        subscriber_id: idOf(name),
        period,
        state,
        due_at: "2026-11-21T08:00:00.000Z",
        attempts: 1,
        message_id: `${period}.${idOf(name)}@example.org`,
        sent_at: state === "sent" ? "2026-11-21T08:00:01.000Z" : null,
      })
      .execute();
  }
}

async function onSqlite(t: TestContext): Promise<DatabaseSettings> {
  const dataDir = join(await temporaryFolder(t), "data");
  await makeBefore(openSqlite(dataDir, false), undefined);
  return { databaseUrl: "", dataDir };
}

async function onPostgres(t: TestContext): Promise<DatabaseSettings> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? "";
  const schema = `test_${randomBytes(8).toString("hex")}`;
  await execute(serverUrl, `create schema ${schema}`);
  t.after(() => execute(serverUrl, `drop schema ${schema} cascade`));
  const url = new URL(serverUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  await makeBefore({ dialect: createPostgresDialect(url.href), release() {} }, schema);
  return { databaseUrl: url.href, dataDir: await temporaryFolder(t) };
}

/** Brings it up to date as starting the program does, and lets `use` look. */
async function upgrade(
  t: TestContext,
  make: (t: TestContext) => Promise<DatabaseSettings>,
  use: Parameters<typeof withDigests<void>>[3],
) {
  const settings = await make(t);
  const database = await openDatabase(settings);
  try {
    await withDigests(database, settings, {}, async (bench) => {
      const kept = await database.kysely
        .selectFrom("delivery")
        .select(["digest_id", "period", "subscriber_id", "state", "message_id"])
        .orderBy("message_id")
        .execute();
      assert.deepEqual(
        kept.map(({ period, state }) => [period, state]),
        [
          ["2026-11-19", "sent"],
          ["2026-11-20", "sent"],
          ["2026-W46", "failed"],
        ],
      );
      assert.ok(kept.every((row) => row.digest_id === row.subscriber_id));
      await use(bench);
    });
  } finally {
    await database.close();
  }
}

const places = [
  ["SQLite", onSqlite, false],
  ["PostgreSQL", onPostgres, whyNoPostgres()],
] as const;

for (const [name, make, skip] of places) {
  describe(`subscribers of the release before, on ${name}`, { skip }, () => {
    test("keep their digest, and nobody is sent again what was sent", (t) =>
      upgrade(t, make, async ({ digests, server }) => {
        const late = await digests.send({ now: new Date("2026-11-21T09:00:00Z") });
        assert.partialDeepStrictEqual(late, { due: 0, sent: 0 });
        await digests.send({ now: new Date("2026-11-22T08:00:00Z") });
        await digests.send({ now: new Date("2026-11-23T06:00:00Z") });
        assert.deepEqual(
          server.mails.map(({ to, messageId }) => [to, messageId]),
          [
            ["ada@example.org", `2026-11-21.${idOf("ada")}@example.org`],
            ["wu@example.org", `2026-W47.${idOf("wu")}@example.org`],
          ],
        );
      }));

    test("find their links of before working, and who had asked can still confirm", (t) =>
      upgrade(t, make, async ({ digests, server, clock }) => {
        clock.set("2026-11-21T09:00:00Z");
        await digests.send({ now: new Date("2026-11-22T08:00:00Z") });
        const manage = /\/preferences\?t=3?D?([\w-]{39})/.exec(
          (server.mails[0]?.raw ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "="),
        )?.[1];
        const { digests: own, state } = await digests.open(manage ?? "");
        assert.equal(state, "active");
        assert.partialDeepStrictEqual(own[0], {
          id: idOf("ada"),
          subject: { kind: "edition", label: "The daily edition" },
          schedule: { cadence: "daily", hour: 8, timeZone: "UTC" },
        });
      }));
  });
}
