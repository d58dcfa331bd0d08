import assert from "node:assert/strict";
import { test } from "node:test";
import { openTemporaryPostgres, whyNoPostgres } from "../../../test/support/database.ts";

test("beside another Broadsheet in one PostgreSQL, a database sees its own tables alone", {
  skip: whyNoPostgres(),
}, async (t) => {
  const [one, other] = [await openTemporaryPostgres(), await openTemporaryPostgres()];
  t.after(() => Promise.all([one.dispose(), other.dispose()]));
  const schemas = await Promise.all(
    [one, other].map(async ({ database }) => {
      const tables = await database.kysely.introspection.getTables();
      assert.ok(tables.some(({ name }) => name === "paper"));
      assert.ok(tables.every(({ name }) => !name.startsWith("kysely_")));
      return [...new Set(tables.map(({ schema }) => schema))];
    }),
  );
  assert.deepEqual(
    schemas.map((names) => names.length),
    [1, 1],
  );
  assert.notDeepEqual(schemas[0], schemas[1]);
});
