import type { AccountId } from "#accounts";
import type { Found } from "../found.ts";
import type { PickRequest } from "../picks.ts";
import type { PicksParts } from "../picks-parts.ts";
import { spanOf } from "./span.ts";

/**
 * Papers that were put into a collection in these days, the last first; nothing of one that is
 * no longer there, or no longer to be seen.
 */
export async function findInCollection(
  { community, timeZone }: Pick<PicksParts, "community" | "timeZone">,
  request: PickRequest,
  viewer: AccountId | undefined,
): Promise<Found[]> {
  const { target: id } = request.subject;
  const { collections } = community;
  const collection = await collections.find(id, viewer).catch(ignoreMissing);
  if (!collection) return [];
  const { after, until } = spanOf(request, timeZone);
  const entries = await collections.allEntries(id, viewer);
  const text = `Added to “${collection.title}”`;
  return entries
    .filter(({ addedAt }) => addedAt > after && addedAt <= until)
    .sort((one, other) => (one.addedAt < other.addedAt ? 1 : -1))
    .map(({ paperId }) => ({ paperId, reason: { kind: "collection", text, terms: [] } }));
}

function ignoreMissing(error: { readonly code?: string }): undefined {
  if (error.code !== "not_found") throw error;
}
