import { sql } from "kysely";
import type { Database } from "#platform";
import { yearOf } from "../../engine/day-number.ts";
import { hasNames } from "../../engine/has-flags.ts";
import { listNames } from "../../engine/segment.ts";
import type { FacetCount, FacetName } from "../../search.ts";
import { type Condition, type Selection, whereAll } from "../selecting/store.ts";

/** Values shown per facet. */
const SHOWN = 20;
/** Ties are spread evenly below this. */
const TIES = 2 ** 32;

type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

interface LabelCount {
  readonly list: (typeof listNames)[number] | "day" | "has";
  readonly value: string;
  readonly count: number;
}

/**
 * Counts the values of the papers of a selection.
 *
 * @param share of the papers to look at, picked evenly; counts are scaled up by it.
 */
export async function readFacets(
  database: Database,
  selection: Selection,
  share: number,
): Promise<Facets> {
  const sample: Condition[] = share < 1 ? [sql`tie < ${Math.floor(share * TIES)}`] : [];
  const { rows } = await sql<LabelCount>`
    with hit as materialized (
      select labels, day, has from search_paper ${whereAll(selection, ...sample)}),
    counted as materialized (
      select split_part(label, ':', 1) as list, label, count(*) as count
      from hit, unnest(labels) as label group by label)
    select name as list, substr(best.label, length(name) + 2) as value, best.count
      from unnest(${listNames}::text[]) as name cross join lateral (
        select label, count from counted where list = name
        order by count desc, label collate "C" limit ${SHOWN}) as best
    union all select 'day', day::text, count(*) from hit group by day
    union all select 'has', has::text, count(*) from hit group by has`.execute(database.kysely);
  const labels = await readLabels(database, rows);
  const scaled = rows.map((row) => ({ ...row, count: Math.round(row.count / share) }));
  const listed = listNames.map((list) => [list, countList(scaled, list, labels)]);
  return {
    ...Object.fromEntries(listed),
    year: countYears(scaled),
    has: countHas(scaled),
  } as Facets;
}

async function readLabels(database: Database, rows: readonly LabelCount[]) {
  const shown = rows.filter(({ list }) => list !== "day" && list !== "has");
  const found = await sql<{ list: string; slug: string; label: string }>`
    select list, slug, label from search_value join
      unnest(${shown.map(({ list }) => list)}::text[], ${shown.map(({ value }) => value)}::text[])
      as wanted (list, slug) using (list, slug)`.execute(database.kysely);
  return new Map(found.rows.map(({ list, slug, label }) => [`${list}:${slug}`, label]));
}

function countList(
  rows: readonly LabelCount[],
  name: LabelCount["list"],
  labels: ReadonlyMap<string, string>,
): FacetCount[] {
  return rows
    .filter(({ list }) => list === name)
    .map(({ value, count }) => {
      const label = labels.get(`${name}:${value}`) ?? value;
      return { value: name === "category" ? label : value, label, count };
    })
    .sort(byCount);
}

function countYears(rows: readonly LabelCount[]): FacetCount[] {
  return addUp(
    rows.filter(({ list }) => list === "day"),
    ({ value }) => [`${yearOf(Number(value))}`],
  );
}

function countHas(rows: readonly LabelCount[]): FacetCount[] {
  return addUp(
    rows.filter(({ list }) => list === "has"),
    ({ value }) => hasNames.filter((_, bit) => (Number(value) & (1 << bit)) !== 0),
  );
}

function addUp(
  rows: readonly LabelCount[],
  valuesOf: (row: LabelCount) => readonly string[],
): FacetCount[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + row.count);
  }
  return Array.from(counts, ([value, count]) => ({ value, label: value, count })).sort(byCount);
}

function byCount(a: FacetCount, b: FacetCount): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}
