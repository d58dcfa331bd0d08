import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "#platform";
import { describeOnEachDatabase } from "../support/database.ts";

/**
 * What every store may rely on, whatever the database. Modules run their own store tests
 * the same way, through `describeOnEachDatabase`.
 */
export function storeSuite(): void {
  describeOnEachDatabase("a database", (withDatabase) => {
    const keyRow = (paper: string, key: string) => ({ paper_id: paper, key });
    const keys = async (database: Database) =>
      (await database.kysely.selectFrom("paper_key").select("key").orderBy("key").execute()).map(
        (row) => row.key,
      );

    test("a transaction that throws leaves nothing behind", () =>
      withDatabase(async (database) => {
        const failing = database.kysely.transaction().execute(async (tx) => {
          await tx.insertInto("paper_key").values(keyRow("p", "k")).execute();
          throw new Error("changed my mind");
        });
        await assert.rejects(failing, /changed my mind/);
        assert.deepEqual(await keys(database), []);
      }));

    test("two transactions at once do not see into each other", () =>
      withDatabase(async (database) => {
        const add = (paper: string) =>
          database.kysely.transaction().execute(async (tx) => {
            await database.takeTurn(tx, "test");
            const before = await tx.selectFrom("paper_key").select("key").execute();
            await new Promise((resolve) => setTimeout(resolve, 5));
            const key = `k${before.length}`;
            await tx.insertInto("paper_key").values(keyRow(paper, key)).execute();
          });
        await Promise.all(["a", "b", "c", "d"].map(add));
        assert.deepEqual(await keys(database), ["k0", "k1", "k2", "k3"]);
      }));

    test("a read does not wait for an open transaction and does not see it", () =>
      withDatabase(async (database) => {
        await database.kysely.transaction().execute(async (tx) => {
          await tx.insertInto("paper_key").values(keyRow("p", "k")).execute();
          assert.deepEqual(await keys(database), []);
        });
        assert.deepEqual(await keys(database), ["k"]);
      }));

    test("many rows go in at once, and again change only what is named", () =>
      withDatabase(async (database) => {
        const rows = Array.from({ length: 2_500 }, (_, i) => ({
          paper_id: `p${i}`,
          upvotes: i,
          comments: 0,
          citations: 0,
          stars: 0,
        }));
        const { kysely } = database;
        const insert = { into: "paper_tally", rows } as const;
        assert.equal(await database.insertMany(kysely, insert), 2_500);
        const again = rows.slice(0, 3).map((row) => ({ ...row, upvotes: 7, comments: 9 }));
        const onConflict = { keys: ["paper_id"], update: ["upvotes"] } as const;
        await database.insertMany(kysely, { into: "paper_tally", rows: again, onConflict });
        const ignore = { keys: ["paper_id"] } as const;
        const ignored = await database.insertMany(kysely, { ...insert, onConflict: ignore });
        assert.equal(ignored, 0);
        const row = await kysely
          .selectFrom("paper_tally")
          .select(["upvotes", "comments"])
          .where("paper_id", "=", "p2")
          .executeTakeFirst();
        assert.deepEqual(row, { upvotes: 7, comments: 0 });
      }));

    test("rows of which one is refused are all refused", () =>
      withDatabase(async (database) => {
        const rows = [keyRow("p", "k"), keyRow("p", "k")];
        await assert.rejects(database.insertMany(database.kysely, { into: "paper_key", rows }));
        assert.deepEqual(await keys(database), []);
      }));

    test("rows are found by any number of keys with one parameter", () =>
      withDatabase(async (database) => {
        const rows = Array.from({ length: 40_000 }, (_, i) => keyRow(`p${i}`, `k"${i}`));
        await database.insertMany(database.kysely, { into: "paper_key", rows });
        const found = await database.kysely
          .selectFrom("paper_key")
          .select((select) => select.fn.countAll<number>().as("count"))
          .where(
            database.isOneOf(
              "paper_key.key",
              rows.map((row) => row.key),
            ),
          )
          .executeTakeFirstOrThrow();
        assert.equal(found.count, 40_000);
      }));

    test("the change log numbers its rows upwards and never uses a number twice", () =>
      withDatabase(async ({ kysely }) => {
        const append = (id: string) =>
          kysely
            .insertInto("change")
            .values({ paper_id: id, kind: "put" })
            .returning("seq")
            .executeTakeFirstOrThrow();
        const first = await append("a");
        const second = await append("b");
        await kysely.deleteFrom("change").where("seq", "=", second.seq).execute();
        const third = await append("c");
        assert.equal(typeof first.seq, "number");
        assert.ok(first.seq < second.seq && second.seq < third.seq);
      }));

    test("text sorts by code point and values of another type are refused", () =>
      withDatabase(async (database) => {
        const rows = ["b", "B", "é", "a", "Z"].map((key) => keyRow("p", key));
        await database.insertMany(database.kysely, { into: "paper_key", rows });
        assert.deepEqual(await keys(database), ["B", "Z", "a", "b", "é"]);
        const wrong = { paper_id: "p", upvotes: "many", comments: 0, citations: 0, stars: 0 };
        await assert.rejects(
          database.kysely
            .insertInto("paper_tally")
            .values(wrong as never)
            .execute(),
        );
      }));
  });
}
