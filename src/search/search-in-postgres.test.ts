import { describe } from "node:test";
import { createPapers } from "#papers";
import { type Day, systemClock } from "#platform";
import { openTemporaryPostgresDatabase, whyNoPostgresSearch } from "../../test/support/database.ts";
import { createPostgresSearch } from "./postgres/create-postgres-search.ts";
import { describeSearch } from "./search.suite.ts";

describe("with the server of TEST_DATABASE_URL", { skip: await whyNoPostgresSearch() }, () => {
  describeSearch("in PostgreSQL", async (records) => {
    const temporary = await openTemporaryPostgresDatabase();
    const { database, settings: databaseSettings } = temporary;
    const papers = createPapers({ database, clock: systemClock });
    await papers.ingest(records, "2026-11-20" as Day);
    const search = await createPostgresSearch({ database, papers, databaseSettings });
    const close = async () => {
      await search.close();
      await temporary.dispose();
    };
    return { search, papers, close };
  });
});
