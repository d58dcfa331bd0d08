import { createHash } from "node:crypto";
import type { EditionReader } from "#editions";
import type { PaperId } from "#papers";
import type { FeatureSource } from "../features/feature-source.ts";
import { type PackedPapers, packPapers } from "../learning/index.ts";

/** Papers that likes are told apart from. */
const SAMPLE = 400;
const MOST_DAYS = 60;
const MOST_PAPERS = 4_000;
const PAGE = 1_000;

/** Of the last papers, some that are as good as drawn by lot, and the same in every thread. */
export async function sampleOthers(
  editions: Pick<EditionReader, "get" | "list">,
  source: FeatureSource,
): Promise<PackedPapers> {
  const recent: PaperId[] = [];
  for (const { period } of await editions.list("day", MOST_DAYS, 0)) {
    const { entries } = await editions.get(period, { limit: PAGE });
    recent.push(...entries.map(({ paperId }) => paperId));
    if (recent.length >= MOST_PAPERS) break;
  }
  const drawn = recent
    .map((id) => ({ id, lot: createHash("sha256").update(id).digest("hex") }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, SAMPLE);
  const known = await source.of(drawn.map(({ id }) => id));
  // In the order of the lots, whatever was held before.
  const ids = drawn.map(({ id }) => id).filter((id) => known.has(id));
  return packPapers(ids.map((id) => known.get(id)!.features));
}
