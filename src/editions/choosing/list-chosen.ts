import type { Database } from "#platform";
import type { EditionChoice, Period } from "../edition.ts";
import { listPlaced, listPlacedOf, type PageRequest, type PageRow } from "../paging/store.ts";

/** Reads pages of an open edition as an editor wants it: pins first, under votes; no drops. */
export function listChosen(choices: readonly EditionChoice[]) {
  const idsOf = (kind: EditionChoice["kind"]) =>
    choices.filter((choice) => choice.kind === kind).map((choice) => choice.paperId);
  return async (database: Database, period: Period, page: PageRequest): Promise<PageRow[]> => {
    const { sort, limit, offset } = page;
    const pinned = sort === "votes" ? idsOf("pin") : [];
    const rows = await listPlacedOf(database, period, pinned);
    const byId = new Map(rows.map((row) => [row.paperId, row]));
    const first = pinned.flatMap((id) => {
      const row = byId.get(id);
      return row ? [{ ...row, isPinned: true as const }] : [];
    });
    const shown = first.slice(offset, offset + limit);
    const rest = await listPlaced(database, period, {
      sort,
      limit: limit - shown.length,
      offset: Math.max(0, offset - first.length),
      without: [...pinned, ...idsOf("drop")],
    });
    return [...shown, ...rest];
  };
}
