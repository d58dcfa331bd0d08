import assert from "node:assert/strict";
import { test } from "node:test";
import { type Database, type Day, fixedClock } from "#platform";
import type { PaperRecord } from "#sources";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { createPapers } from "./create-papers.ts";
import type { PaperId } from "./paper.ts";

const SEEN = "2026-11-20" as Day;
const LATER = "2026-11-21" as Day;
const EARLIER = "2026-11-19" as Day;
const id = (text: string) => text as PaperId;

const GEARS =
  "We study small gears that turn in oil and find that their teeth wear down at a rate set by the load, the speed and the season of the year.";
const KITES =
  "Kites rise when the wind blows under them; here a line of string is measured and a law of height against length is proposed for the first time.";

const shown: PaperRecord = {
  source: "listing",
  sourceId: "gears",
  title: "On the Turning of Small Gears",
  abstract: GEARS,
  authorCount: 2,
  tallies: { comments: 3 },
};

const posted: PaperRecord = {
  source: "arxiv",
  sourceId: "2509.01234",
  title: String.raw`On the \emph{Turning} of Small Gears`,
  abstract: GEARS,
  authors: [{ name: "Ada Lovelace" }, { name: "Blaise Pascal" }],
  arxivId: "2509.01234",
  announcedOn: "2026-11-18" as Day,
};

const printed: PaperRecord = {
  source: "jsonl",
  sourceId: "gears-1",
  title: "On the turning of small gears",
  authors: [{ name: "Lovelace, Ada" }],
  doi: "10.1234/gears",
  tallies: { citations: 5 },
};

const papersOn = (database: Database) =>
  createPapers({ database, clock: fixedClock("2026-11-20T12:00:00Z") });

describeOnEachDatabase("papers", (withDatabase) => {
  const withPapers = (use: (papers: ReturnType<typeof papersOn>) => Promise<void>) =>
    withDatabase((database) => use(papersOn(database)));

  test("a record becomes a paper that is found, counted and logged", () =>
    withPapers(async (papers) => {
      const outcome = await papers.ingest([posted], SEEN);
      assert.deepEqual(outcome, {
        added: 1,
        merged: 0,
        unchanged: 0,
        changed: ["2509.01234"],
        removed: [],
      });
      const paper = await papers.find(id("2509.01234"));
      assert.equal(paper?.title, posted.title);
      assert.equal(paper?.firstSeenOn, SEEN);
      assert.equal(paper?.editionDay, "2026-11-18");
      assert.deepEqual(paper?.tally, {
        upvotes: 0,
        counted: 0,
        comments: 0,
        citations: 0,
        stars: 0,
      });
      assert.equal(await papers.count(), 1);
      const [change] = await papers.changesSince(0, 10);
      assert.deepEqual(change, {
        seq: await papers.lastChange(),
        paperId: "2509.01234",
        kind: "put",
      });
      assert.equal(await papers.find(id("2509.99999")), undefined);
    }));

  test("the same record again changes nothing", () =>
    withPapers(async (papers) => {
      await papers.ingest([posted, shown, printed], SEEN);
      const last = await papers.lastChange();
      const again = await papers.ingest([posted, shown, printed], LATER);
      assert.deepEqual(again, { added: 0, merged: 0, unchanged: 3, changed: [], removed: [] });
      assert.equal(await papers.lastChange(), last);
    }));

  test("records of one paper count as one added and the rest merged", () =>
    withPapers(async (papers) => {
      const { added, merged, changed } = await papers.ingest([shown, posted, printed], SEEN);
      assert.deepEqual(
        { added, merged, changed },
        { added: 1, merged: 2, changed: ["2509.01234"] },
      );
      const paper = await papers.find(id("2509.01234"));
      assert.deepEqual(paper?.sources, ["arxiv", "jsonl", "listing"]);
      assert.deepEqual(paper?.tally, {
        upvotes: 0,
        counted: 0,
        comments: 3,
        citations: 5,
        stars: 0,
      });
    }));

  test("a paper that turns out to be another leaves a forwarding id and a remove in the log", () =>
    withPapers(async (papers) => {
      const [first] = (await papers.ingest([shown], SEEN)).changed;
      assert.match(first ?? "", /^p-[0-9a-f]{12}$/);
      const outcome = await papers.ingest([posted], SEEN);
      assert.deepEqual(outcome, {
        added: 0,
        merged: 1,
        unchanged: 0,
        changed: ["2509.01234"],
        removed: [first],
      });
      assert.equal(await papers.resolve(first!), "2509.01234");
      assert.equal(await papers.find(first!), undefined);
      const kinds = (await papers.changesSince(0, 10)).map(({ paperId, kind }) => [paperId, kind]);
      assert.deepEqual(kinds, [
        [first, "put"],
        [first, "remove"],
        ["2509.01234", "put"],
      ]);
    }));

  test("a record that joins two papers makes them one, and both old ids lead there", () =>
    withPapers(async (papers) => {
      const other = { ...printed, title: "Gears, Printed", authors: [{ name: "Chien Wu" }] };
      await papers.ingest([posted, other], SEEN);
      assert.equal(await papers.count(), 2);
      const both = {
        ...posted,
        source: "crossref",
        sourceId: "10.1234/gears",
        doi: "10.1234/GEARS",
      };
      const outcome = await papers.ingest([both], SEEN);
      assert.deepEqual(outcome.removed, ["doi:10.1234/gears"]);
      assert.equal(await papers.count(), 1);
      assert.equal(await papers.resolve("https://doi.org/10.1234/Gears"), "2509.01234");
      assert.equal(await papers.resolve("doi:10.1234/gears"), "2509.01234");
    }));

  test("a person's spelling of an id or address finds the paper", () =>
    withPapers(async (papers) => {
      await papers.ingest([posted], SEEN);
      for (const text of [
        "2509.01234v3",
        "arXiv:2509.01234",
        "https://arxiv.org/pdf/2509.01234v1.pdf",
        "10.48550/arXiv.2509.01234",
        "https://papers.example.org/papers/2509.01234",
        "/papers/2509.01234.json",
      ]) {
        assert.equal(await papers.resolve(text), "2509.01234", text);
      }
      for (const text of ["2509.99999", "10.1234/nothing", "p-000000000000", "", "gears"]) {
        assert.equal(await papers.resolve(text), undefined, text);
      }
    }));

  test("a source's correction replaces what it said, and keeps the day it was first seen", () =>
    withPapers(async (papers) => {
      await papers.ingest([posted], SEEN);
      const outcome = await papers.ingest([{ ...posted, abstract: KITES }], LATER);
      assert.deepEqual([outcome.merged, outcome.changed], [1, ["2509.01234"]]);
      const paper = await papers.find(id("2509.01234"));
      assert.deepEqual([paper?.abstract, paper?.firstSeenOn], [KITES, SEEN]);
      await papers.ingest([{ ...posted, abstract: KITES }], EARLIER);
      assert.equal((await papers.find(id("2509.01234")))?.firstSeenOn, EARLIER);
    }));

  test("a corrected id moves the paper and takes the old page away", () =>
    withPapers(async (papers) => {
      await papers.ingest([printed], SEEN);
      const outcome = await papers.ingest([{ ...printed, doi: "10.1234/wheels" }], SEEN);
      assert.deepEqual(outcome.changed, ["doi:10.1234/wheels"]);
      assert.deepEqual(outcome.removed, ["doi:10.1234/gears"]);
      assert.equal(await papers.resolve("10.1234/gears"), undefined);
    }));

  test("new counts alone are logged and shown", () =>
    withPapers(async (papers) => {
      await papers.ingest([printed], SEEN);
      const before = await papers.lastChange();
      const outcome = await papers.ingest([{ ...printed, tallies: { citations: 6 } }], SEEN);
      assert.deepEqual(outcome.changed, ["doi:10.1234/gears"]);
      assert.equal((await papers.changesSince(before, 10)).length, 1);
      assert.equal((await papers.find(id("doi:10.1234/gears")))?.tally.citations, 6);
    }));

  test("two papers of one title without authors have a page each; the first keeps the plain id", () =>
    withPapers(async (papers) => {
      const [first] = (await papers.ingest([shown], SEEN)).changed;
      const [second] = (await papers.ingest([{ ...shown, abstract: KITES }], LATER)).changed;
      assert.notEqual(first, second);
      assert.equal((await papers.find(first!))?.abstract, GEARS);
      assert.equal((await papers.find(second!))?.abstract, KITES);
    }));

  test("an id that stood in the way of another is not forgotten when its paper gets a better one", () =>
    withPapers(async (papers) => {
      const other = { ...shown, abstract: KITES };
      await papers.ingest([shown], SEEN);
      const [second] = (await papers.ingest([other], LATER)).changed;
      await papers.ingest([{ ...other, source: "arxiv", arxivId: "2509.05678" }], LATER);
      assert.equal(await papers.resolve(second!), "2509.05678");
      await papers.ingest([{ ...other, source: "rss", arxivId: "2509.05678" }], LATER);
      assert.equal(await papers.resolve(second!), "2509.05678");
    }));

  test("a merge can be undone, holds through later imports, and can be done again", () =>
    withPapers(async (papers) => {
      await papers.ingest([posted, printed], SEEN);
      const apart = await papers.separate(id("2509.01234"), "jsonl", "gears-1");
      assert.equal(apart, "doi:10.1234/gears");
      assert.deepEqual((await papers.find(id("2509.01234")))?.sources, ["arxiv"]);
      await papers.ingest(
        [
          { ...printed, tallies: { citations: 9 } },
          { ...posted, remark: "12 pages" },
        ],
        LATER,
      );
      assert.equal(await papers.count(), 2);
      assert.equal(await papers.rejoin("jsonl", "gears-1"), "2509.01234");
      assert.equal(await papers.count(), 1);
      assert.deepEqual((await papers.find(id("2509.01234")))?.sources, ["arxiv", "jsonl"]);
      assert.equal(await papers.find(apart), undefined);
    }));

  test("a record with the same id can be separated too, and leaves that id where it was", () =>
    withPapers(async (papers) => {
      const wrong = { ...posted, source: "jsonl", sourceId: "w", abstract: KITES };
      await papers.ingest([posted, wrong], SEEN);
      const apart = await papers.separate(id("2509.01234"), "jsonl", "w");
      assert.match(apart, /^p-/);
      assert.equal((await papers.find(apart))?.abstract, KITES);
      assert.equal(await papers.resolve("2509.01234"), "2509.01234");
    }));

  test("what can not be separated is refused with the reason", () =>
    withPapers(async (papers) => {
      await papers.ingest([posted], SEEN);
      const only = papers.separate(id("2509.01234"), "arxiv", "2509.01234");
      await assert.rejects(only, { code: "conflict" });
      await assert.rejects(papers.separate(id("2509.01234"), "rss", "x"), { code: "not_found" });
      await assert.rejects(papers.rejoin("rss", "x"), { code: "not_found" });
    }));

  test("papers come in the order asked for, those that are not there left out", () =>
    withPapers(async (papers) => {
      const many = Array.from({ length: 1_200 }, (_, index): PaperRecord => {
        const arxivId = `2510.${String(index).padStart(5, "0")}`;
        return { source: "arxiv", sourceId: arxivId, title: `Gear ${index}`, arxivId };
      });
      await papers.ingest(many, SEEN);
      const ids = [id("none"), ...many.map((record) => id(record.sourceId)).reverse()];
      const found = await papers.findMany(ids);
      assert.deepEqual(
        found.map((paper) => paper.id),
        ids.slice(1),
      );
      assert.deepEqual(await papers.findMany([]), []);
    }));

  test("the change log gives each paper once, as it is now", () =>
    withPapers(async (papers) => {
      await papers.ingest([shown], SEEN);
      await papers.ingest([printed], SEEN);
      await papers.ingest([{ ...printed, tallies: { citations: 6 } }], SEEN);
      const gone = (await papers.changesSince(0, 1))[0]!.paperId;
      const all = await papers.changedPapersSince(0, 100);
      assert.equal(all.seq, await papers.lastChange());
      assert.deepEqual(
        all.papers.map((paper) => [paper.id, paper.tally.citations]),
        [["doi:10.1234/gears", 6]],
      );
      assert.deepEqual(all.removed, [gone]);
      const rest = await papers.changedPapersSince(all.seq, 100);
      assert.deepEqual(rest, { seq: all.seq, papers: [], removed: [] });
    }));
});
