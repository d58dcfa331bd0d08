import type { PaperId } from "#papers";
import type { Database, ReadingVocabularyTable } from "#platform";

const NAME = "papers";

export async function findVocabulary({
  kysely,
}: Database): Promise<ReadingVocabularyTable | undefined> {
  return kysely
    .selectFrom("reading_vocabulary")
    .selectAll()
    .where("name", "=", NAME)
    .executeTakeFirst();
}

/** Which one there is, without its words. */
export async function findVocabularyNote({ kysely }: Database) {
  const row = await kysely
    .selectFrom("reading_vocabulary")
    .select(["identity", "papers", "seq"])
    .where("name", "=", NAME)
    .executeTakeFirst();
  return row && { identity: row.identity, papers: Number(row.papers), seq: Number(row.seq) };
}

/** Takes the place of the one there is; features made with another one go. */
export async function saveVocabulary(
  database: Database,
  vocabulary: Omit<ReadingVocabularyTable, "name">,
): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    await database.insertMany(transaction, {
      into: "reading_vocabulary",
      rows: [{ name: NAME, ...vocabulary }],
      onConflict: {
        keys: ["name"],
        update: ["identity", "papers", "seq", "content", "made_at"],
      },
    });
    await transaction
      .deleteFrom("paper_features")
      .where("identity", "<>", vocabulary.identity)
      .execute();
  });
}

export async function saveSeq({ kysely }: Database, seq: number): Promise<void> {
  await kysely.updateTable("reading_vocabulary").set({ seq }).where("name", "=", NAME).execute();
}

export async function readFeatures(
  { kysely, isOneOf }: Database,
  identity: string,
  paperIds: readonly PaperId[],
): Promise<Map<PaperId, string>> {
  const rows = await kysely
    .selectFrom("paper_features")
    .select(["paper_id", "content"])
    .where(isOneOf("paper_id", paperIds))
    .where("identity", "=", identity)
    .execute();
  return new Map(rows.map((row) => [row.paper_id as PaperId, row.content]));
}

export async function saveFeatures(
  database: Database,
  identity: string,
  contents: ReadonlyMap<PaperId, string>,
): Promise<void> {
  await database.insertMany(database.kysely, {
    into: "paper_features",
    rows: [...contents].map(([paper_id, content]) => ({ paper_id, identity, content })),
    onConflict: { keys: ["paper_id"], update: ["identity", "content"] },
  });
}

export async function deleteFeatures(
  { kysely, isOneOf }: Database,
  paperIds: readonly PaperId[],
): Promise<void> {
  await kysely.deleteFrom("paper_features").where(isOneOf("paper_id", paperIds)).execute();
}
