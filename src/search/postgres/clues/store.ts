import { sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database, Day } from "#platform";
import { dayNumber } from "../../engine/day-number.ts";
import { type Condition, whereAll } from "../selecting/store.ts";

/** A paper by an author whom a query seems to name. */
export interface NamedPaper {
  readonly id: PaperId;
  readonly day: number;
}

/** Papers of one name that are looked at, the newest. */
const MOST_PAPERS = 5_000;
/** Bearers of one last name that are told apart from those whose first name it is. */
const MOST_BEARERS = 1_000;

/** The condition that an author has `word` for a last name. */
export async function hasSurname(database: Database, word: string): Promise<Condition> {
  const { rows } = await sql<{ slug: string }>`select slug from search_value
    where list = 'author' and tokens @> array[${word}::text]
      and tokens[array_length(tokens, 1)] = ${word} limit ${MOST_BEARERS}`.execute(database.kysely);
  const labels = rows.map(({ slug }) => `author:${slug}`);
  return labels.length === 0 ? sql`false` : sql`labels && ${labels}::text[]`;
}

/** Papers that hold to a condition; of the years beside `year` alone, where it is given. */
export async function readNamedBy(
  database: Database,
  condition: Condition,
  year: number | undefined,
): Promise<NamedPaper[]> {
  const nearby: Condition[] =
    year === undefined
      ? []
      : [
          sql`day between ${dayNumber(`${year - 1}-01-01` as Day)}
            and ${dayNumber(`${year + 1}-12-31` as Day)}`,
        ];
  const all = { conditions: [condition, ...nearby], isIndexed: true };
  const { rows } = await sql<NamedPaper>`select paper_id as id, day from search_paper
    ${whereAll(all)} order by day desc limit ${MOST_PAPERS}`.execute(database.kysely);
  return rows;
}
