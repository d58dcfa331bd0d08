import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PaperRecord } from "#sources";
import { partitionRecords } from "./partition.ts";
import { identifyRecord } from "./record-identity.ts";

const GEARS =
  "We study small gears that turn in oil and find that their teeth wear down at a rate set by the load, the speed and the season of the year.";
const GEARS_REWORDED =
  "We study small gears that turn in oil. Their teeth wear down at a rate set by the load and the speed.";
const KITES =
  "Kites rise when the wind blows under them; here a line of string is measured and a law of height against length is proposed for the first time.";

let made = 0;

function say(traits: Partial<PaperRecord> & { by?: readonly string[] }): PaperRecord {
  made += 1;
  const { by, ...said } = traits;
  return {
    source: "jsonl",
    sourceId: `r${String(made).padStart(4, "0")}`,
    title: "On the Turning of Small Gears",
    ...said,
    ...(by && { authors: by.map((name) => ({ name })) }),
  };
}

function papersOf(records: readonly PaperRecord[]): number {
  return partitionRecords(records.map(identifyRecord)).length;
}

const cases: readonly (readonly [string, readonly PaperRecord[], number])[] = [
  [
    "one arXiv id is one paper, whatever the titles",
    [
      say({ arxivId: "2509.01234" }),
      say({ arxivId: "arXiv:2509.01234v2", title: "Gears, Revised" }),
    ],
    1,
  ],
  [
    "arXiv's own DOI is the arXiv id",
    [say({ arxivId: "2509.01234" }), say({ doi: "10.48550/arXiv.2509.01234", title: "Other" })],
    1,
  ],
  [
    "one DOI is one paper",
    [say({ doi: "10.1234/A" }), say({ doi: "https://doi.org/10.1234/a", title: "Gears, Printed" })],
    1,
  ],
  [
    "one DOI under two arXiv ids is two papers",
    [
      say({ arxivId: "2509.01234", doi: "10.1234/a" }),
      say({ arxivId: "2509.05678", doi: "10.1234/a" }),
    ],
    2,
  ],
  [
    "one title with the same first author is one paper, even with another abstract",
    [
      say({ by: ["Ada Lovelace"], abstract: GEARS }),
      say({ by: ["Lovelace, A."], abstract: KITES, title: "ON THE TURNING OF SMALL GEARS." }),
    ],
    1,
  ],
  [
    "one title with other authors is two papers",
    [
      say({ by: ["Ada Lovelace"], abstract: GEARS }),
      say({ by: ["Blaise Pascal"], abstract: KITES }),
    ],
    2,
  ],
  [
    "one title with other authors is two papers, without abstracts too",
    [say({ by: ["Ada Lovelace"] }), say({ by: ["Blaise Pascal"] })],
    2,
  ],
  [
    "one title by two people of one family name is two papers",
    [say({ by: ["Wei Wang"], abstract: GEARS }), say({ by: ["Jun Wang"], abstract: KITES })],
    2,
  ],
  [
    "one title and two arXiv ids are two papers",
    [
      say({ arxivId: "2509.01234", by: ["Ada Lovelace"], abstract: GEARS }),
      say({ arxivId: "2509.05678", by: ["Ada Lovelace"], abstract: GEARS }),
    ],
    2,
  ],
  [
    "a listing without authors is the paper whose abstract it shows",
    [
      say({ source: "listing", abstract: GEARS_REWORDED }),
      say({ by: ["Ada Lovelace"], abstract: GEARS }),
      say({ by: ["Blaise Pascal"], abstract: KITES }),
    ],
    2,
  ],
  [
    "two listings of one title with other abstracts are two papers",
    [say({ source: "listing", abstract: GEARS }), say({ source: "listing", abstract: KITES })],
    2,
  ],
  [
    "an abstract cut short is still the paper's",
    [
      say({ source: "listing", abstract: GEARS }),
      say({ source: "listing", abstract: `${GEARS.slice(0, 70)}…` }),
    ],
    1,
  ],
  [
    "a title alone joins the only paper that has it",
    [say({}), say({ by: ["Ada Lovelace"], abstract: GEARS })],
    1,
  ],
  [
    "a title alone joins neither of two papers that have it",
    [
      say({}),
      say({ by: ["Ada Lovelace"], abstract: GEARS }),
      say({ by: ["Blaise Pascal"], abstract: KITES }),
    ],
    3,
  ],
  [
    "a title that many papers have joins nothing by itself",
    [say({ title: "Introduction" }), say({ title: "Introduction", by: ["Ada Lovelace"] })],
    2,
  ],
  [
    "two DOIs of one title and author are a preprint and its print when the abstracts agree",
    [
      say({ doi: "10.1101/1", by: ["Ada Lovelace"], abstract: GEARS }),
      say({ doi: "10.1038/2", by: ["Ada Lovelace"], abstract: GEARS_REWORDED }),
    ],
    1,
  ],
  [
    "two DOIs of one title and author are two papers when the abstracts do not agree",
    [
      say({ doi: "10.1101/1", by: ["Ada Lovelace"], abstract: GEARS }),
      say({ doi: "10.1038/2", by: ["Ada Lovelace"], abstract: KITES }),
    ],
    2,
  ],
  [
    "authors in another order with the same abstract are one paper",
    [
      say({ by: ["Ada Lovelace", "Blaise Pascal"], abstract: GEARS }),
      say({ by: ["Blaise Pascal", "Ada Lovelace"], abstract: GEARS_REWORDED }),
    ],
    1,
  ],
  [
    "a misspelt author with the same abstract is one paper",
    [
      say({ by: ["Ada Lovelace"], abstract: GEARS }),
      say({ by: ["Ada Lovelase"], abstract: GEARS }),
    ],
    1,
  ],
  [
    "a record that names both ids joins what stood apart",
    [
      say({ doi: "10.1234/a", title: "Gears, Printed" }),
      say({ arxivId: "2509.01234", title: "Gears, Posted" }),
      say({ arxivId: "2509.01234", doi: "10.1234/a", title: "Gears" }),
    ],
    1,
  ],
];

for (const [name, records, count] of cases) {
  test(name, () => assert.equal(papersOf(records), count));
}

test("of two papers of one title, a record joins the one whose abstract is nearer", () => {
  const shown = say({ source: "listing", abstract: GEARS_REWORDED });
  const blaise = say({ by: ["Blaise Pascal"], abstract: GEARS });
  const ada = say({ by: ["Ada Lovelace"], abstract: `${GEARS_REWORDED} And more.` });
  for (const records of [
    [shown, blaise, ada],
    [ada, blaise, shown],
  ]) {
    const part = partitionRecords(records.map(identifyRecord)).find((one) => one.length > 1);
    assert.deepEqual(
      part?.map(({ families }) => families[0]),
      ["lovelace", undefined],
    );
  }
});

const pool = fc.record(
  {
    title: fc.constantFrom(
      "On the Turning of Small Gears",
      "on the turning of small gears",
      "Kites in Wind",
      "Note",
    ),
    arxivId: fc.constantFrom("2509.01234", "2509.05678"),
    doi: fc.constantFrom("10.1234/a", "10.1234/b"),
    abstract: fc.constantFrom(GEARS, GEARS_REWORDED, KITES),
    authors: fc.constantFrom(
      [{ name: "Ada Lovelace" }],
      [{ name: "Blaise Pascal" }],
      [{ name: "Ada Lovelace" }, { name: "Blaise Pascal" }],
    ),
  },
  { requiredKeys: ["title"] },
);

test("the order of the records changes nothing", () => {
  fc.assert(
    fc.property(fc.array(pool, { maxLength: 9 }), fc.infiniteStream(fc.nat()), (drawn, shuffle) => {
      const records = drawn.map((traits, index) => ({
        source: "jsonl",
        sourceId: `r${index}`,
        ...traits,
      }));
      const identities = records.map(identifyRecord);
      const ranked = identities.map((identity) => ({ identity, rank: shuffle.next().value ?? 0 }));
      const shuffled = ranked.sort((a, b) => a.rank - b.rank).map(({ identity }) => identity);
      const keys = (parts: ReturnType<typeof partitionRecords>) =>
        parts.map((part) => part.map(({ recordKey }) => recordKey));
      assert.deepEqual(keys(partitionRecords(shuffled)), keys(partitionRecords(identities)));
    }),
    { numRuns: 1_000 },
  );
});
