import type { Database, Executor, InterestTable } from "#platform";
import type { Interest, InterestKind, ReaderId } from "../recommendations.ts";

/** In the order in which they were said. */
export async function readInterests(
  { isOneOf }: Database,
  executor: Executor,
  readers: readonly ReaderId[],
): Promise<Map<ReaderId, Interest[]>> {
  const rows = await executor
    .selectFrom("interest")
    .selectAll()
    .where(isOneOf("reader_id", readers))
    .orderBy("at")
    .orderBy("interest_id")
    .execute();
  const byReader = new Map<ReaderId, Interest[]>();
  for (const row of rows) {
    const reader = row.reader_id as ReaderId;
    byReader.set(reader, [...(byReader.get(reader) ?? []), toInterest(row)]);
  }
  return byReader;
}

export async function saveInterests(
  database: Database,
  executor: Executor,
  { reader, interests, at }: { reader: ReaderId; interests: readonly Interest[]; at: string },
): Promise<void> {
  await database.insertMany(executor, {
    into: "interest",
    rows: interests.map((interest) => ({
      reader_id: reader,
      interest_id: interest.id,
      origin: interest.origin,
      kind: interest.kind,
      target: interest.target,
      label: interest.label,
      words: JSON.stringify(interest.words),
      weight: interest.weight,
      is_muted: interest.isMuted ? 1 : 0,
      papers: interest.papers,
      at,
    })),
    onConflict: {
      keys: ["reader_id", "interest_id"],
      update: ["label", "words", "weight", "is_muted", "papers", "target"],
    },
  });
}

export async function deleteInterests(
  { isOneOf }: Database,
  executor: Executor,
  reader: ReaderId,
  ids?: readonly string[],
): Promise<void> {
  await executor
    .deleteFrom("interest")
    .where("reader_id", "=", reader)
    .$if(ids !== undefined, (query) => query.where(isOneOf("interest_id", ids!)))
    .execute();
}

function toInterest(row: InterestTable): Interest {
  return {
    id: row.interest_id,
    origin: row.origin as Interest["origin"],
    kind: row.kind as InterestKind,
    target: row.target,
    label: row.label,
    words: JSON.parse(row.words),
    weight: Number(row.weight),
    isMuted: Number(row.is_muted) === 1,
    papers: Number(row.papers),
  };
}
