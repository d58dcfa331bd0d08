import type { AccountId } from "#accounts";
import { createAdditions } from "../claims/additions/create-additions.ts";
import type { CommunityParts } from "../community-parts.ts";
import { eraseAccount, readEverything } from "./store.ts";

/** Columns that say nothing to the reader whose data it is. */
const INTERNAL = new Set([
  "account_id",
  "network",
  "weight",
  "is_burst",
  "attempts",
  "not_before",
  "check_attempts",
  "check_after",
]);

/** Everything an account has done here; see `Community.exportData`. */
export async function exportData(
  { database }: CommunityParts,
  id: AccountId,
): Promise<Record<string, unknown>> {
  const everything = await readEverything(database, id);
  return Object.fromEntries(
    Object.entries(everything).map(([name, rows]) => [
      name,
      rows.map((row: Readonly<Record<string, unknown>>) => toPlain(row)),
    ]),
  );
}

/** `paper_id` → `paperId`; empty columns and those that mean nothing outside left out. */
function toPlain(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(row).filter(
    ([column, value]) => !INTERNAL.has(column) && value !== null,
  );
  return Object.fromEntries(
    fields.map(([column, value]) => [
      column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      column === "input" ? JSON.parse(String(value)) : value,
    ]),
  );
}

/** Lets an account's traces go; see `Community.forget`. */
export async function forget(parts: CommunityParts, id: AccountId): Promise<void> {
  const { database, people } = parts;
  await createAdditions(parts).removeAll(id);
  const account = await people.find(id);
  await eraseAccount(database, { accountId: id, name: account?.name });
}
