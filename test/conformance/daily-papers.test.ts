import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { PaperRecord } from "#sources";
import { createDailyPapersReader } from "../../src/sources/daily-papers/reader.ts";
import { createWeb } from "../../src/web/index.ts";
import { openApiSite } from "../support/api-site.ts";
import { day } from "../support/papers.ts";
import { readClientPaper } from "./daily-papers-client.ts";
import { ownDailyPapers } from "./own-daily-papers.ts";

// biome-ignore lint/suspicious/noExplicitAny: recorded answers
type Json = any;

const recorded = new URL(
  "../../../shared/data/wire/hugging-face/daily_papers-2026-05-08.json",
  import.meta.url,
);

/**
 * What differs from the recorded answer on purpose: the outer `publishedAt` is the instant of
 * the inner one, in true UTC, where the recorded one is a local time of New York wearing a `Z`;
 * and an avatar's address is whole, where the recorded one may be a path of its service.
 */
function differsOnPurpose(path: string, expected: Json, actual: Json): boolean {
  if (path === "$.publishedAt") return true;
  const isPath = /\.avatar(Url)?$/.test(path) && String(expected).startsWith("/");
  return isPath && actual === `https://huggingface.co${expected}`;
}

const captures = [
  { name: "an answer of our own making", text: () => JSON.stringify(ownDailyPapers), skip: false },
  {
    name: "the recorded answer",
    text: () => readFileSync(recorded, "utf8"),
    skip: existsSync(recorded) ? false : "../shared/data is not here",
  },
];

for (const { name, text, skip } of captures) {
  describe(`${name}, imported and asked for`, { skip }, () => {
    let capture: Json[];
    let site: Awaited<ReturnType<typeof openApiSite>>;
    before(async () => {
      capture = JSON.parse(text());
      site = await openApiSite(readRecords(text()), "2026-05-09T12:00:00Z");
    });
    after(() => site.dispose());

    test("comes back item by item and field by field", async () => {
      const { status, body } = await site.get("/daily_papers?date=2026-05-08");
      assert.equal(status, 200);
      assert.equal(body.length, capture.length);
      const votes = body.map((item: Json) => item.paper.upvotes);
      assert.deepEqual(
        votes,
        votes.toSorted((a: number, b: number) => b - a),
      );
      const differences = capture.flatMap((item) => {
        const own = body.find((candidate: Json) => candidate.paper.id === item.paper.id);
        return differencesOf(item, own, "$").map((path) => `${item.paper.id} ${path}`);
      });
      assert.deepEqual(differences, []);
    });

    test("the outer instant is that of the paper, in true UTC", async () => {
      for (const item of (await site.get("/daily_papers?date=2026-05-08")).body) {
        assert.equal(item.publishedAt, item.paper.publishedAt);
      }
    });

    test("every request of a client is answered in a shape it can read", async () => {
      const [first] = capture.map((item) => item.paper);
      const requests = [
        "date=2026-05-08",
        "date=2026-05-08&limit=10",
        "date=2026-05-08&limit=1&p=1",
        "week=2026-W19",
        "month=2026-05&limit=100",
        "sort=publishedAt",
        "sort=trending&limit=5",
        "limit=10",
      ];
      for (const query of requests) {
        const { status, body } = await site.get(`/daily_papers?${query}`);
        assert.equal(status, 200, query);
        assert.ok(body.length > 0, query);
        for (const item of body) assertReadable(item);
      }
      assertReadable((await site.get(`/papers/${first.id}`)).body);
      const found = await site.get(`/papers/search?q=${first.title.split(" ")[0]}&limit=5`);
      for (const item of found.body) assertReadable(item);
      const repositories = (await site.get(`/arxiv/${first.id}/repos`)).body;
      assert.deepEqual(Object.keys(repositories), ["models", "datasets", "spaces"]);
    });

    test("a paper is read as Markdown by suffix or by Accept header", async () => {
      const web = createWeb({ ...site.parts, notices: () => [] });
      const { id, title } = capture[0].paper;
      const address = `https://papers.example.org/papers/${id}`;
      const bySuffix = await web.fetch(new Request(`${address}.md`));
      const headers = { accept: "text/markdown" };
      const byHeader = await web.fetch(new Request(address, { headers }));
      for (const response of [bySuffix, byHeader]) {
        assert.equal(response.status, 200);
        assert.equal(response.headers.get("content-type"), "text/markdown; charset=utf-8");
      }
      const markdown = await bySuffix.text();
      assert.equal(await byHeader.text(), markdown);
      assert.ok(markdown.startsWith(`# ${title.split(" ")[0]}`));
    });

    test("the client finds at the top level what the service keeps inside", async () => {
      const { body } = await site.get("/daily_papers?date=2026-05-08");
      for (const item of body) {
        const paper = readClientPaper(item);
        const inside = item.paper;
        assert.equal(paper.aiSummary, inside.ai_summary ?? null);
        assert.deepEqual(paper.aiKeywords, inside.ai_keywords ?? null);
        assert.equal(paper.githubRepo, inside.githubRepo ?? null);
        assert.equal(paper.githubStars, inside.githubStars ?? null);
        assert.equal(paper.projectPage, inside.projectPage ?? null);
        assert.notEqual(paper.submittedBy?.username, "");
        if (inside.organization)
          assert.equal(paper.organization?.avatarUrl, inside.organization.avatar);
      }
    });
  });
}

function readRecords(text: string): PaperRecord[] {
  const records: PaperRecord[] = [];
  const reader = createDailyPapersReader(
    (reading) => {
      assert.equal(reading.kind, "record");
      if (reading.kind === "record") records.push(reading.record);
    },
    { capturedOn: day("2026-05-09") },
  );
  reader.push(text);
  reader.end(true);
  return records;
}

/** Paths in `expected` whose value `actual` does not have; more fields than expected are fine. */
function differencesOf(expected: Json, actual: Json, path: string): string[] {
  if (differsOnPurpose(path, expected, actual)) return [];
  if (expected === null || typeof expected !== "object") {
    return Object.is(expected, actual) ? [] : [path];
  }
  if (actual === null || typeof actual !== "object") return [path];
  if (Array.isArray(expected) && expected.length !== actual.length) return [`${path}.length`];
  return Object.entries(expected).flatMap(([name, value]) =>
    differencesOf(value, actual[name], `${path}.${name}`),
  );
}

function assertReadable(item: Json): void {
  const paper = readClientPaper(item);
  assert.match(paper.id ?? "", /^\d{4}\.\d{5}$/);
  for (const name of ["title", "summary", "discussionId"] as const) assert.ok(paper[name], name);
  assert.ok(paper.publishedAt && paper.submittedAt);
  assert.ok((paper.authors?.length ?? 0) > 0);
  assert.equal(typeof paper.comments, "number");
  assert.ok(paper.submittedBy?.username);
  assert.ok(URL.canParse(paper.submittedBy.avatarUrl));
}
