import { after, before } from "node:test";
import type { Papers } from "#papers";
import type { Day } from "#platform";
import type { Search } from "./search.ts";

export type Records = Parameters<Papers["ingest"]>[0];

/** Three papers that differ in words, names, days and counts. */
export const records: Records = [
  {
    source: "jsonl",
    sourceId: "1",
    arxivId: "2601.00001",
    title: "A theoretical framework for tidal pools",
    abstract: "Water moves between rocks, and with it the life of the shore.",
    authors: [{ name: "Jane Doe", affiliations: ["University of Tides"] }],
    categories: ["physics.ao-ph"],
    announcedOn: "2026-01-05" as Day,
    tallies: { upvotes: 3 },
    links: [{ kind: "code", url: "https://github.com/example/tides" }],
  },
  {
    source: "jsonl",
    sourceId: "2",
    arxivId: "2601.00002",
    title: "Rocks and their shapes",
    abstract: "Our theoretical framework explains the shapes of rocks by waves.",
    authors: [{ name: "John Doe" }],
    categories: ["cs.CL"],
    announcedOn: "2026-01-06" as Day,
    tallies: { comments: 4, upvotes: 1 },
  },
  {
    source: "jsonl",
    sourceId: "3",
    arxivId: "2601.00003",
    title: "Beams of light",
    abstract: "A framework, not at all theoretical, for $\\alpha$ rays.",
    authors: [{ name: "Ada Byron" }],
    categories: ["cs.LG"],
    announcedOn: "2026-02-01" as Day,
  },
];

/** An engine over a database that holds the records asked for; it has not caught up yet. */
export interface OpenedSearch {
  readonly search: Search;
  /** Writes to the same database; the search learns of it by `catchUp`. */
  readonly papers: Pick<Papers, "ingest" | "lastChange">;
  readonly close: () => Promise<void>;
}

export type OpenSearch = (papers: Records) => Promise<OpenedSearch>;

/** Opens an engine before the tests of a suite and closes it after them. */
export function useSearch(open: OpenSearch): () => OpenedSearch {
  let opened: OpenedSearch;
  before(async () => {
    opened = await open(records);
    await opened.search.catchUp();
  });
  after(() => opened.close());
  return () => opened;
}
