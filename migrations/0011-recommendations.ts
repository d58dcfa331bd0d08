import type { AnyDatabase } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const interest = {
    reader_id: "text",
    interest_id: "text",
    origin: "text",
    kind: "text",
    target: "text",
    label: "text",
    words: "text",
    weight: "real",
    is_muted: "integer",
    papers: "integer",
    at: "text",
  } as const;
  await makeTable(database, "interest", interest, ["reader_id", "interest_id"]);
  const feedback = { reader_id: "text", paper_id: "text", mark: "text", at: "text" } as const;
  await makeTable(database, "paper_feedback", feedback, ["reader_id", "paper_id"]);
  await makeIndex(database, "paper_feedback", ["paper_id"]);
  const vocabulary = {
    name: "text",
    identity: "text",
    papers: "integer",
    seq: "integer",
    content: "text",
    made_at: "text",
  } as const;
  await makeTable(database, "reading_vocabulary", vocabulary, ["name"]);
  const features = { paper_id: "text", identity: "text", content: "text" } as const;
  await makeTable(database, "paper_features", features, ["paper_id"]);
  const neighbours = { paper_id: "text", neighbours: "text" } as const;
  await makeTable(database, "paper_neighbours", neighbours, ["paper_id"]);
  const address = { reader_id: "text", salt: "text", token_hash: "text" } as const;
  await makeTable(database, "read_address", address, ["reader_id"]);
  await makeIndex(database, "read_address", ["token_hash"], { isUnique: true });
}
