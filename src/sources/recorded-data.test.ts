import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Day } from "#platform";
import { readFile } from "./read-file.ts";
import type { PaperRecord, Reading } from "./record.ts";

// Other people's words are not part of the project; they lie beside it where it is developed.
const folder = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const skip = existsSync(folder) ? false : "../shared/data is not here";

async function readAll(path: string): Promise<{ records: PaperRecord[]; refused: string[] }> {
  const readings: Reading[] = [];
  for await (const batch of readFile(`${folder}${path}`, { capturedOn: "2026-11-20" as Day })) {
    readings.push(...batch);
  }
  return {
    records: readings.flatMap((one) => (one.kind === "record" ? [one.record] : [])),
    refused: readings.flatMap((one) => (one.kind === "refused" ? [one.reason] : [])),
  };
}

const filesIn = (path: string) => readdirSync(`${folder}${path}`).map((name) => `${path}/${name}`);

test("the four saved pages hold 20, 392, 38 and 61 papers and nothing else", { skip }, async () => {
  const pages = await Promise.all(filesIn("seeds").sort().map(readAll));
  assert.deepEqual(
    pages.map(({ records }) => records.length),
    [20, 392, 38, 61],
  );
  assert.deepEqual(
    pages.flatMap(({ refused }) => refused),
    [],
  );
  const all = pages.flatMap(({ records }) => records);
  // The part before the hyphen tells the pages apart.
  assert.equal(new Set(all.map(({ sourceId }) => sourceId.split("-")[1])).size, 506);
  assert.ok(all.every(({ abstract }) => (abstract?.length ?? 0) > 250));
});

test("the page with footers keeps dates, counts of authors and comments, organisation", {
  skip,
}, async () => {
  const { records } = await readAll(filesIn("seeds").sort()[2] ?? "");
  assert.equal(records.filter(({ authorCount }) => authorCount).length, 35);
  assert.equal(records.filter(({ submittedAt }) => submittedAt).length, 36);
  assert.equal(records.filter(({ tallies }) => tallies?.comments).length, 6);
  const [first] = records;
  assert.deepEqual(first?.organizations, ["LAMDA-NeSy NJU-IRP"]);
  assert.equal(first?.submittedAt, "2025-10-17T00:00:00Z");
  assert.deepEqual(first?.tallies, { comments: 6 });
});

test("the recorded answer of the Daily Papers API is kept field by field", { skip }, async () => {
  const path = "wire/hugging-face/daily_papers-2026-05-08.json";
  const items = JSON.parse(readFileSync(`${folder}${path}`, "utf8"));
  const { records, refused } = await readAll(path);
  assert.deepEqual([records.length, refused], [37, []]);
  const elsewhere = ["id", "title", "summary", "publishedAt", "upvotes", "githubStars"];
  for (const [index, { paper, ...item }] of items.entries()) {
    const own = records[index]?.dailyPapers ?? {};
    for (const [name, value] of Object.entries(paper)) {
      if (!elsewhere.includes(name)) assert.deepEqual(own[name], value, name);
    }
    for (const name of ["thumbnail", "submittedBy", "isAuthorParticipating"]) {
      assert.deepEqual(own[name], item[name], name);
    }
    const { upvotes, comments, stars } = records[index]?.tallies ?? {};
    assert.deepEqual(
      [upvotes, comments, stars],
      [paper.upvotes, item.numComments, paper.githubStars],
    );
  }
});

test("recorded answers of arXiv are read whole, its errors are refused", { skip }, async () => {
  const expected = { "arxiv-atom": 35, "arxiv-oai": 18, rss: 30 };
  for (const [name, count] of Object.entries(expected)) {
    const files = filesIn(`wire/${name}`).filter((path) => path.endsWith(".xml"));
    const answers = await Promise.all(files.map(readAll));
    assert.equal(answers.flatMap(({ records }) => records).length, count, name);
    const refused = answers.flatMap((answer) => answer.refused);
    const error = "arXiv answers with an error: incorrect id format for abc.";
    assert.deepEqual(refused, name === "arxiv-atom" ? [error] : []);
  }
});

test("answers of other services are refused with a reason, none is read as something else", {
  skip,
}, async () => {
  for (const name of ["crossref", "dblp", "doaj", "openalex", "pubmed", "semantic-scholar"]) {
    for (const path of filesIn(`wire/${name}`)) {
      const { records, refused } = await readAll(path);
      assert.deepEqual([records.length, refused.length], [0, 1], path);
    }
  }
});

test("JSON Lines are read whole, lists of ids are refused line by line", { skip }, async () => {
  const daily = await readAll("hf-daily/papers.jsonl");
  assert.deepEqual([daily.records.length, daily.refused], [6326, []]);
  assert.equal(daily.records.filter(({ featuredOn }) => featuredOn).length, 5996);
  const days = await readAll("papers/arxiv-days.jsonl.zst");
  assert.deepEqual([days.records.length, days.refused.length], [0, 410]);
  assert.match(days.refused[0] ?? "", /it is no paper/);
});
