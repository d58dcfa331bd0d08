import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import type { PaperRecord, Reading } from "./record.ts";
import type { Source } from "./source.ts";

const folder = new URL("../../test/fixtures/sources/", import.meta.url);
const oracle: { title: string; abstract: string }[] = JSON.parse(
  readFileSync(new URL("three-papers.csl.json", folder), "utf8"),
);
const [engineAbstract, , , circleAbstract] = oracle.map(({ abstract }) => abstract);

type Three = readonly [PaperRecord, PaperRecord, PaperRecord];

const day = (record: PaperRecord) => record.submittedAt?.slice(0, 10);
const flat = (text: string | undefined) => text?.replace(/\s+/g, " ");

/** What there is to know of the three papers; a source says what it does not tell, and why. */
const facts = {
  abstract([engine, , circle]: Three) {
    assert.equal(flat(engine.abstract), engineAbstract);
    assert.equal(flat(circle.abstract), circleAbstract);
  },
  authors(papers: Three) {
    const names = papers.map(({ authors }) => authors?.map(({ name }) => name));
    const expected = [["Ada Lovelace", "Blaise Pascal"], ["Blaise Pascal"], ["Chien-Shiung Wu"]];
    assert.deepEqual(names, expected);
  },
  affiliations([engine]: Three) {
    assert.equal(engine.authors?.[0]?.affiliations?.[0], "Analytical Society");
    assert.deepEqual(engine.authors?.[1]?.affiliations, ["Port-Royal Circle"]);
  },
  authorCount: ([engine]: Three) => assert.equal(engine.authorCount, 2),
  organizations: (papers: Three) => assert.ok(papers.some(({ organizations }) => organizations)),
  categories([engine, , circle]: Three) {
    assert.deepEqual(engine.categories, ["cs.AR", "math.HO"]);
    assert.ok(circle.categories === undefined || circle.categories[0] === "hep-th");
  },
  keywords: ([engine]: Three) => assert.deepEqual(engine.keywords, ["analytical engine", "cards"]),
  venue: ([engine]: Three) => assert.match(engine.venue ?? "", /loom/i),
  arxivId: ([engine, , circle]: Three) =>
    assert.deepEqual([engine.arxivId, circle.arxivId], ["2511.01234", "hep-th/9901001"]),
  doi: ([, stake]: Three) => assert.equal(stake.doi, "10.1234/stake"),
  versions: ([engine]: Three) => assert.equal(engine.versions?.[0]?.number, 1),
  submittedAt: ([engine, stake]: Three) =>
    assert.deepEqual([day(engine), day(stake)], ["2025-11-17", "2024-03-02"]),
  announcedOn: ([engine]: Three) => assert.equal(engine.announcedOn, "2025-11-18"),
  featuredOn: ([engine]: Three) => assert.equal(engine.featuredOn, "2025-11-18"),
  code([engine]: Three) {
    const code = { kind: "code", url: "https://github.com/example/engine" } as const;
    assert.deepEqual(engine.links?.[0], code);
  },
  upvotes: ([engine]: Three) => assert.equal(engine.tallies?.upvotes, 12),
  comments: ([engine]: Three) => assert.equal(engine.tallies?.comments, 5),
  remark: ([engine]: Three) => assert.equal(engine.remark, "12 pages, one plate"),
  journalReference: ([, stake]: Three) => assert.match(stake.journalReference ?? "", /J\. Games/),
  withdrawn: ([, stake]: Three) => assert.equal(stake.withdrawn, true),
};

export type Fact = keyof typeof facts | "refusal";

/**
 * The conformance suite of every source: given the three papers of `test/fixtures/sources`, it
 * tells what they are, as far as it offers that.
 *
 * @param lacks what the source does not offer, and why; each is checked to be lacking.
 */
export function runSourceSuite(
  name: string,
  create: () => Promise<Source>,
  lacks: Partial<Record<Fact, string>>,
): void {
  suite(`source: ${name}`, () => {
    test("tells of the three papers, in order", async () => {
      const papers = await readThree(create);
      const titles = papers.map(({ title }) => title.replace(/[{}]/g, ""));
      const expected = [0, 1, 3].map((at) => oracle[at]?.title.replace(/[{}]/g, ""));
      assert.deepEqual(titles, expected);
    });
    for (const [fact, check] of Object.entries(facts)) {
      const reason = lacks[fact as Fact];
      test(reason ? `does not tell ${fact}: ${reason}` : `tells ${fact}`, async () => {
        const papers = await readThree(create);
        if (reason) assert.throws(() => check(papers), `${fact} is told after all`);
        else check(papers);
      });
    }
    test("refuses what is broken, with line and reason, and keeps the rest", async () => {
      const refused = (await readAll(create)).filter(({ kind }) => kind === "refused");
      assert.equal(refused.length, lacks.refusal ? 0 : 1);
      for (const { line } of refused) assert.ok(line > 0);
    });
    test("names each paper apart, and alike on every visit", async () => {
      const [one, other] = [await readThree(create), await readThree(create)];
      assert.equal(new Set(one.map(({ sourceId }) => sourceId)).size, 3);
      assert.deepEqual(one, other);
    });
    test("keeps to the form of records", async () => {
      for (const record of await readThree(create)) checkForm(record);
    });
  });
}

async function readAll(create: () => Promise<Source>): Promise<Reading[]> {
  const { readings, isChanged } = await (await create()).harvest();
  assert.equal(isChanged, true);
  const all: Reading[] = [];
  for await (const batch of readings) all.push(...batch);
  return all;
}

async function readThree(create: () => Promise<Source>): Promise<Three> {
  const records = (await readAll(create)).flatMap((reading) =>
    reading.kind === "record" ? [reading.record] : [],
  );
  assert.equal(records.length, 3);
  return records as unknown as Three;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The promises of `PaperRecord` that types can not hold. */
function checkForm(record: PaperRecord): void {
  const instants = [record.submittedAt, ...(record.versions ?? []).map((one) => one.submittedAt)];
  for (const instant of instants) if (instant !== undefined) assert.match(instant, INSTANT);
  for (const date of [record.announcedOn, record.featuredOn]) if (date) assert.match(date, DAY);
  if (record.arxivId) assert.doesNotMatch(record.arxivId, /v\d+$|arxiv/i);
  if (record.doi) assert.equal(record.doi, record.doi.toLowerCase());
  for (const count of Object.values(record.tallies ?? {})) assert.ok(count >= 0);
  for (const [field, value] of Object.entries(record)) {
    assert.notEqual(value, undefined, `${field} is there without a value`);
    if (typeof value === "string") assert.equal(value, value.trim());
    if (Array.isArray(value)) assert.ok(value.length > 0, `${field} is empty`);
  }
}
