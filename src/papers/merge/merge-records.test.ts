import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "#platform";
import type { PaperRecord } from "#sources";
import { mergeRecords, seeRecord } from "./merge-records.ts";
import { mergeTallies } from "./merge-tallies.ts";

const day = (text: string) => text as Day;

const arxiv: PaperRecord = {
  source: "arxiv",
  sourceId: "2509.01234",
  title: String.raw`On the \emph{Turning} of Gears`,
  abstract: "Short. Code: https://github.com/ada/gears",
  authors: [{ name: "Ada Lovelace" }, { name: "Blaise Pascal" }],
  categories: ["physics.class-ph", "math.GT"],
  arxivId: "2509.01234",
  versions: [{ number: 2, submittedAt: "2025-09-05T00:00:00Z" }],
  submittedAt: "2025-09-02T10:00:00Z",
  announcedOn: day("2025-09-03"),
};

const journal: PaperRecord = {
  source: "crossref",
  sourceId: "10.1234/gears",
  title: "On the Turning of Gears",
  abstract:
    "A much longer abstract than the one that the archive shows, in the journal's own words.",
  authors: [
    { name: "A. Lovelace", affiliations: ["Analytical Society"], orcid: "0000-0001-0000-0001" },
    { name: "B. Pascal", affiliations: ["Port-Royal"] },
  ],
  doi: "10.1234/gears",
  venue: "Journal of Gears",
  versions: [
    { number: 2, submittedAt: "2025-09-04T00:00:00Z" },
    { number: 1, submittedAt: "2025-09-02T10:00:00Z" },
  ],
  submittedAt: "2025-09-02T09:59:00.000Z",
  keywords: ["Gears", "Oil"],
};

const listing: PaperRecord = {
  source: "listing",
  sourceId: "x",
  title: "On the Turningof Gears",
  authorCount: 2,
  organizations: ["Analytical Society"],
  keywords: ["gears"],
  featuredOn: day("2025-09-04"),
  links: [{ kind: "other", url: "https://github.com/ada/gears/" }],
  tallies: { upvotes: 7, comments: 2 },
};

const merge = (...records: readonly PaperRecord[]) =>
  mergeRecords(records.map((record, index) => seeRecord(record, day(`2025-09-1${index}`))));

test("the most trusted source is believed, and others fill in what it does not say", () => {
  const paper = merge(listing, journal, arxiv);
  assert.equal(paper.title, arxiv.title);
  assert.equal(paper.abstract, arxiv.abstract);
  assert.equal(paper.venue, "Journal of Gears");
  assert.equal(paper.arxivId, "2509.01234");
  assert.equal(paper.doi, "10.1234/gears");
  assert.equal(paper.authorCount, undefined);
  assert.deepEqual(paper.sources, ["arxiv", "crossref", "listing"]);
});

test("names are the trusted source's, with the affiliations and ORCIDs of the others", () => {
  assert.deepEqual(merge(arxiv, journal).authors, [
    { name: "Ada Lovelace", affiliations: ["Analytical Society"], orcid: "0000-0001-0000-0001" },
    { name: "Blaise Pascal", affiliations: ["Port-Royal"] },
  ]);
});

test("an abstract cut short gives way to a whole one of a lesser source", () => {
  const cut = { ...arxiv, abstract: "We study gears that…" };
  assert.equal(merge(cut, journal).abstract, journal.abstract);
  assert.equal(merge(cut).abstract, "We study gears that…");
});

test("lists are united, one of each", () => {
  const paper = merge(arxiv, journal, listing);
  assert.deepEqual(paper.categories, ["physics.class-ph", "math.GT"]);
  assert.deepEqual(paper.keywords, ["Gears", "Oil"]);
  assert.deepEqual(paper.links, [{ kind: "code", url: "https://github.com/ada/gears" }]);
  assert.deepEqual(paper.versions, [
    { number: 1, submittedAt: "2025-09-02T10:00:00Z" },
    { number: 2, submittedAt: "2025-09-04T00:00:00Z" },
  ]);
});

test("of several dates the earliest holds, by time and not by spelling", () => {
  assert.equal(merge(arxiv, journal).submittedAt, "2025-09-02T09:59:00.000Z");
  assert.equal(merge(arxiv, journal, listing).firstSeenOn, "2025-09-10");
});

test("the edition's day is announced, else featured, else first seen", () => {
  assert.equal(merge(arxiv, listing).editionDay, "2025-09-03");
  assert.equal(merge(journal, listing).editionDay, "2025-09-04");
  assert.equal(merge(journal).editionDay, "2025-09-10");
});

test("the number of authors is kept where nobody names them", () => {
  assert.equal(merge(listing).authorCount, 2);
});

test("links that no browser opens are dropped", () => {
  const links = [{ kind: "code" as const, url: "javascript:alert(1)" }];
  assert.deepEqual(merge({ ...listing, links }).links, []);
});

test("where several sources count, the highest count holds", () => {
  const counted = mergeTallies([listing, { ...arxiv, tallies: { upvotes: 9, citations: 3 } }]);
  assert.deepEqual(counted, { upvotes: 9, comments: 2, citations: 3, stars: 0 });
});
