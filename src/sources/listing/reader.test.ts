import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRecords, readText, refusalsIn } from "../read-text.suite.ts";
import type { PaperRecord } from "../record.ts";
import { pageStyle, renderPage, type ShownPaper, shownPaper } from "./page-arbitrary.suite.ts";

const CAPTURED_ON = "2025-12-10";

function asShown(record: PaperRecord) {
  const { title, abstract, organizations, authorCount, submittedAt, tallies } = record;
  return { title, abstract, organizations, authorCount, submittedAt, comments: tallies?.comments };
}

function expected(paper: ShownPaper) {
  return {
    title: paper.title,
    abstract: paper.paragraphs.length > 0 ? paper.paragraphs.join("\n\n") : undefined,
    organizations: paper.organization === undefined ? undefined : [paper.organization],
    authorCount: paper.authorCount,
    submittedAt: paper.date && `${paper.date.day}T00:00:00Z`,
    comments: paper.comments,
  };
}

async function read(papers: readonly ShownPaper[], style: Parameters<typeof renderPage>[1]) {
  // "Dec 10" needs the year of the capture in both layouts; only blocks carry a label.
  return readRecords(renderPage(papers, style), { capturedOn: CAPTURED_ON, chunkBytes: 997 });
}

test("what a page shows is read back from it, in either layout", async () => {
  const page = fc.array(shownPaper, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(page, pageStyle, async (papers, style) => {
      assert.deepEqual((await read(papers, style)).map(asShown), papers.map(expected));
    }),
    { numRuns: 300 },
  );
});

test("a paper without an abstract does not take another's, and none is lost", async () => {
  const page = fc.array(shownPaper, { minLength: 3, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(page, pageStyle, fc.nat(), async (papers, style, choice) => {
      const chosen = choice % papers.length;
      const shown = papers.map((paper, at) =>
        at === chosen ? { ...paper, paragraphs: [] } : paper,
      );
      assert.deepEqual(
        (await read(shown, style)).map(({ title }) => title),
        shown.map(({ title }) => title),
      );
    }),
    { numRuns: 150 },
  );
});

test("an abstract of two paragraphs stays one abstract", async () => {
  const page = fc.tuple(shownPaper, shownPaper, shownPaper);
  await fc.assert(
    fc.asyncProperty(page, pageStyle, async ([one, two, three], style) => {
      const paragraphs = [...one.paragraphs, ...three.paragraphs];
      const shown = [one, { ...two, paragraphs }, three];
      const blocks = { ...style, layout: "blocks" as const };
      assert.deepEqual((await read(shown, blocks)).map(asShown), shown.map(expected));
    }),
    { numRuns: 100 },
  );
});

const ABSTRACT =
  "We describe an engine that weaves algebra as a loom weaves flowers and leaves. Its cards hold the pattern. Its store holds the numbers, its mill works on them. We show a table of Bernoulli's numbers, computed without a hand. The cost is small.";

function pageOf(...lines: string[]): string {
  return ["Get trending papers in your email inbox!", "", "Subscribe", "", ...lines].join("\n");
}

test("years left out are those of the label, and the label those of the capture", async () => {
  const page = pageOf(
    "Daily Papers",
    "",
    "Feb 28",
    "",
    "A Title",
    "",
    ABSTRACT,
    "",
    "·",
    "Feb 29 3",
  );
  const [record] = await readRecords(page, { capturedOn: "2026-11-20" });
  assert.equal(record?.submittedAt, "2024-02-29T00:00:00Z");
  assert.deepEqual(record?.tallies, { comments: 3 });
});

test("a day after the label's is last year's, even when it is before the capture", async () => {
  const page = pageOf("Sep 11", "", "A Title", "", ABSTRACT, "", "• 1 author", "·", "Sep 12");
  const [record] = await readRecords(page, { capturedOn: "2026-11-20" });
  assert.equal(record?.submittedAt, "2025-09-12T00:00:00Z");
  assert.equal(record?.authorCount, 1);
});

test("footers in one line, counts in a line of their own and thousands are understood", async () => {
  const page = pageOf(
    ...["One", "", ABSTRACT, "", "• 4 authors · Jul 21, 2023 1.2k", ""],
    ...["Two", "", ABSTRACT, "", "Ada's Lab", "·Jul 22, 2023", "17", ""],
    ...["Three", "", ABSTRACT, "", "● 12 authors", "2023-07-23", ""],
  );
  const records = await readRecords(page);
  assert.deepEqual(
    records.map((record) => [record.organizations, record.authorCount, record.tallies?.comments]),
    [
      [undefined, 4, 1200],
      [["Ada's Lab"], undefined, 17],
      [undefined, 12, undefined],
    ],
  );
  assert.equal(records[2]?.submittedAt, "2023-07-23T00:00:00Z");
});

test("menus around the papers are no papers, a title that is a menu's word is one", async () => {
  const page = [
    ...["Hugging Face", "", "Models", "", "Datasets", "", "Daily Papers", "", "Sep 11", ""],
    ...["Models", "", ABSTRACT, "", "• 2 authors", "·", "Sep 10", "", "Second", "", ABSTRACT, ""],
    ...["Previous", "", "Next", "", "Company", "", "TOS", "", "Privacy"],
  ].join("\n");
  const titles = (await readRecords(page, { format: "listing" })).map(({ title }) => title);
  assert.deepEqual(titles, ["Models", "Second"]);
});

test("two pages saved into one file are read as two", async () => {
  const page = pageOf("Daily Papers", "", "Sep 11", "", "A Title", "", ABSTRACT);
  const titles = (await readRecords(`${page}\n\n${page.replace("A Title", "Another")}`)).map(
    ({ title }) => title,
  );
  assert.deepEqual(titles, ["A Title", "Another"]);
});

test("an abstract in lines of 80 columns is one block, and its paper one paper", async () => {
  const wrapped = ABSTRACT.replace(/(.{1,70}) /g, "$1\n");
  const [first, second] = await readRecords(pageOf("One", "", wrapped, "", "Two", "", wrapped));
  assert.equal(first?.abstract, wrapped);
  assert.equal(second?.title, "Two");
});

const LONG_TITLE =
  "Balancing the Work of a Mill Against the Room of a Store in Engines That Compute by Means of Cards: Lessons Drawn from a Plan That Was Never Built, from Its Drawings and from the Letters of Those Who Drew Them";

/** Title and abstract where one of them looks like the other. */
const oddPairs: [string, string][] = [
  ["On Looms", "We prove it."],
  ["Is It Just?", "It is."],
  ["A Paper That Ends in a Point.", ABSTRACT],
  [LONG_TITLE, ABSTRACT],
  [
    "Short",
    "An engine of brass that holds a thousand numbers of fifty places each, with no point at its end",
  ],
  ["E. coli and B. subtilis. A Study in Two Parts", "Withdrawn"],
  ["1984", ABSTRACT],
  ["Code", "See https://example.org/code"],
];

for (const [title, abstract] of oddPairs) {
  test(`between others, "${title.slice(0, 30)}" is the title of "${abstract.slice(0, 30)}"`, async () => {
    const around = [
      "Before",
      ABSTRACT,
      title,
      abstract,
      "Behind",
      ABSTRACT,
      "At the End",
      ABSTRACT,
    ];
    for (const page of [
      pageOf(around.join("\n\n")),
      pageOf(around.join("\n")).replaceAll("\n\n", "\n"),
    ]) {
      const records = await readRecords(page);
      assert.deepEqual(
        records.map((record) => record.title),
        ["Before", title, "Behind", "At the End"],
      );
      assert.equal(records[1]?.abstract, abstract);
    }
  });
}

test("an abstract without a title is refused with its line, and the rest is kept", async () => {
  const readings = await readText(pageOf(`${ABSTRACT} ${ABSTRACT}`, "", "A Title", "", ABSTRACT));
  assert.deepEqual(refusalsIn(readings), ["5: The page shows an abstract without a title."]);
  assert.equal(readings.length, 2);
});

test("the same paper has the same id on another page, other papers of its title have others", async () => {
  const lines = ["A Title", "", ABSTRACT, "", "A Title", "", `Not the same. ${ABSTRACT}`];
  const [one, other] = await readRecords(pageOf(...lines));
  const [again] = await readRecords(
    pageOf("A  title", "", ABSTRACT, "", "• 2 authors", "·", "Sep 9"),
  );
  assert.equal(one?.sourceId, again?.sourceId);
  assert.notEqual(one?.sourceId, other?.sourceId);
});

test("titles that look like a footer or a menu are titles where no paper is open", async () => {
  const page = pageOf(
    ...["Daily Papers", "", "Sep 11", "", "One", "", ABSTRACT, "", "• 2 authors", "·", "Sep 9", ""],
    ...["Jun 17", "", ABSTRACT, "", "• 3 authors", "·", "Sep 8 2", ""],
    ...["4 authors", "", ABSTRACT, "", "·", "Sep 7", ""],
    ...["Papers", "", "• 5 authors", "·", "Sep 6", "", "Last", "", ABSTRACT],
  );
  const records = await readRecords(`${page}\n${page}`, { capturedOn: CAPTURED_ON });
  const shown = records.map(({ title, authorCount }) => [title, authorCount]);
  const once = [
    ["One", 2],
    ["Jun 17", 3],
    ["4 authors", undefined],
    ["Papers", 5],
    ["Last", undefined],
  ];
  assert.deepEqual(shown, [...once, ...once]);
});
