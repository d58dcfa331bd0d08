import type { SearchFilters } from "../search.ts";
import type { FilterClause } from "./parsed-query.ts";

/** The filters beside a query as conditions of it; days are apart. */
export function clausesOf(filters: SearchFilters): FilterClause[] {
  const lists = [
    ["author", filters.authors],
    ["org", filters.organizations],
    ["category", filters.categories],
    ["venue", filters.venues],
    ["has", filters.has],
  ] as const;
  return lists.flatMap(([field, values]) =>
    values && values.length > 0 ? [{ field, values, isNegated: false }] : [],
  );
}
