import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import type { Follow, FollowKind } from "../follows/follows.ts";
import type { DeedKind, PaperDeed, Signals } from "./signals.ts";
import { accountsAfter, countActive, readDeeds, readFollows } from "./store.ts";

const MOST_DEEDS = 600;

/** Reads from any connection, as threads have one of their own. */
export function createSignals(database: Database): Signals {
  const deedsOf = async (ids: readonly AccountId[]) => {
    const rows = ids.length === 0 ? [] : await readDeeds(database, ids, MOST_DEEDS);
    return gather<PaperDeed, (typeof rows)[number]>(rows, (row) => ({
      paperId: row.paper_id as PaperId,
      kind: row.kind as DeedKind,
      at: row.at,
    }));
  };
  return {
    deedsOf,
    async followsOf(ids) {
      const rows = ids.length === 0 ? [] : await readFollows(database, ids);
      return gather<Follow, (typeof rows)[number]>(rows, ({ kind, target, label, at }) => ({
        kind: kind as FollowKind,
        target,
        label,
        at,
      }));
    },
    countActive: (deeds) => countActive(database, deeds),
    async likedAfter(after, accounts) {
      const ids = (await accountsAfter(database, after, accounts)) as AccountId[];
      const deeds = await deedsOf(ids);
      return ids.map((accountId) => ({ accountId, paperIds: likedOf(deeds.get(accountId) ?? []) }));
    },
  };
}

function likedOf(deeds: readonly PaperDeed[]): PaperId[] {
  const hidden = new Set(deeds.filter(({ kind }) => kind === "hidden").map((one) => one.paperId));
  const isLiked = ({ kind, paperId }: PaperDeed) => kind !== "read" && !hidden.has(paperId);
  const liked = deeds.filter(isLiked).map((one) => one.paperId);
  return [...new Set(liked)];
}

function gather<Item, Row extends { readonly account_id: string }>(
  rows: readonly Row[],
  toItem: (row: Row) => Item,
): Map<AccountId, Item[]> {
  const byAccount = new Map<AccountId, Item[]>();
  for (const row of rows) {
    const id = row.account_id as AccountId;
    const items = byAccount.get(id);
    if (items) items.push(toItem(row));
    else byAccount.set(id, [toItem(row)]);
  }
  return byAccount;
}
