/**
 * Papers and records for tests: name what the test is about, the rest has good defaults.
 */
import type { Author, PaperId, PaperWithTally, Tally } from "#papers";
import type { Day } from "#platform";
import type { PaperRecord, RecordAuthor } from "#sources";

export { generatePapers, generateRecords, recordsOf } from "./generated-papers.ts";

type Plain = "id" | "authors" | "announcedOn" | "featuredOn" | "firstSeenOn" | "editionDay";

/** What a test may say of a paper; ids and days as plain text, authors by name. */
export interface PaperTraits extends Partial<Omit<PaperWithTally, Plain | "tally">> {
  readonly id?: string;
  readonly authors?: readonly (string | Author)[];
  readonly announcedOn?: string;
  readonly featuredOn?: string;
  readonly firstSeenOn?: string;
  readonly editionDay?: string;
  readonly tally?: Partial<Tally>;
}

let papersMade = 0;

/** A paper with an id of its own, announced on 2026-11-20 (or its `editionDay`), with no votes. */
export function aPaper(traits: PaperTraits = {}): PaperWithTally {
  papersMade += 1;
  const { authors = ["Ada Lovelace", "Blaise Pascal"], tally = {}, ...said } = traits;
  const announcedOn = said.announcedOn ?? said.editionDay ?? "2026-11-20";
  const firstSeenOn = said.firstSeenOn ?? announcedOn;
  return {
    id: `2611.${String(papersMade).padStart(5, "0")}`,
    title: `On the Shape of Things, Part ${papersMade}`,
    abstract: "We look at the shape of things and find that most of them have one.",
    organizations: [],
    categories: ["math.GT"],
    keywords: [],
    versions: [],
    links: [],
    submittedAt: `${announcedOn}T09:00:00.000Z`,
    sources: ["arxiv"],
    ...said,
    announcedOn,
    firstSeenOn,
    editionDay: said.editionDay ?? announcedOn,
    authors: authors.map(toAuthor),
    tally: {
      counted: tally.upvotes ?? 0,
      upvotes: 0,
      comments: 0,
      citations: 0,
      stars: 0,
      ...tally,
    },
  } as unknown as PaperWithTally;
}

function toAuthor(author: string | Author): Author {
  return typeof author === "string" ? { name: author, affiliations: [] } : author;
}

/** What a test may say of a record; days as plain text, authors by name. */
export interface RecordTraits
  extends Partial<Omit<PaperRecord, "authors" | "announcedOn" | "featuredOn">> {
  readonly authors?: readonly (string | RecordAuthor)[];
  readonly announcedOn?: string;
  readonly featuredOn?: string;
}

let recordsMade = 0;

/** A record from arXiv with an id of its own. Give `arxivId`, or both ids, to name it yourself. */
export function aRecord(traits: RecordTraits = {}): PaperRecord {
  recordsMade += 1;
  const { authors = ["Ada Lovelace", "Blaise Pascal"], ...said } = traits;
  const ownId = `2610.${String(recordsMade).padStart(5, "0")}`;
  const isElsewhere = said.source !== undefined && said.source !== "arxiv";
  const arxivId = said.arxivId ?? (isElsewhere ? undefined : ownId);
  return {
    source: "arxiv",
    sourceId: arxivId ?? `record-${recordsMade}`,
    title: `A Theory of Small Gears, Part ${recordsMade}`,
    abstract: "We show that small gears turn faster than large ones, and say by how much.",
    categories: ["physics.class-ph"],
    ...(arxivId === undefined ? {} : { arxivId }),
    ...(said as Partial<PaperRecord>),
    authors: authors.map((author) => (typeof author === "string" ? { name: author } : author)),
  };
}

/** The id `text` as the branded type; for tests only. */
export function paperId(text: string): PaperId {
  return text as PaperId;
}

/** The day `text` as the branded type; for tests only. */
export function day(text: string): Day {
  return text as Day;
}
