import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openApiSite } from "../../../../test/support/api-site.ts";
import { aRecord } from "../../../../test/support/papers.ts";

describe("the Daily Papers API", () => {
  let site: Awaited<ReturnType<typeof openApiSite>>;
  before(async () => {
    site = await openApiSite([
      aRecord({
        arxivId: "2611.00001",
        title: "Gears of $x^2$ and <others>",
        abstract: "Gears turn & turn. See https://github.com/ada/gears for code.",
        announcedOn: "2026-11-20",
        submittedAt: "2026-11-18T09:00:00.000Z",
        tallies: { upvotes: 5, comments: 2, stars: 7 },
        organizations: ["Analytical Society"],
        links: [
          { kind: "code", url: "https://github.com/ada/gears" },
          { kind: "model", url: "https://huggingface.co/ada/gear-model" },
          { kind: "data", url: "https://huggingface.co/datasets/ada/teeth" },
        ],
      }),
      aRecord({ arxivId: "2611.00002", title: "Cams", announcedOn: "2026-11-20" }),
      aRecord({ arxivId: "2611.00003", title: "Levers", announcedOn: "2026-11-19" }),
      aRecord({ arxivId: "hep-th/9901001", title: "Old Springs", announcedOn: "2026-11-13" }),
    ]);
  });
  after(() => site.dispose());
  const idsOf = (body: { paper: { id: string } }[]) => body.map((item) => item.paper.id);

  test("a day's papers come with most upvotes first", async () => {
    const { status, body } = await site.get("/daily_papers?date=2026-11-20");
    assert.equal(status, 200);
    assert.deepEqual(idsOf(body), ["2611.00001", "2611.00002"]);
    assert.ok(body.every((item: never) => day(item) === "2026-11-20"));
  });

  test("a week and a month are editions too", async () => {
    const week = await site.get("/daily_papers?week=2026-W47");
    assert.equal(week.body.length, 3);
    const month = await site.get("/daily_papers?month=2026-11&limit=100");
    assert.equal(month.body.length, 4);
  });

  test("without a period all papers come, newest first, page by page", async () => {
    const { body } = await site.get("/daily_papers");
    assert.deepEqual(idsOf(body).slice(2), ["2611.00003", "hep-th/9901001"]);
    const pages = [];
    for (const p of [0, 1, 2]) pages.push(...(await site.get(`/daily_papers?limit=2&p=${p}`)).body);
    assert.deepEqual(idsOf(pages), idsOf(body));
  });

  test("what is trending comes in the order of its formula", async () => {
    const { body } = await site.get("/daily_papers?sort=trending&limit=1");
    assert.deepEqual(idsOf(body), ["2611.00001"]);
  });

  test("a page past the end is an empty array", async () => {
    for (const query of ["p=100", "date=2026-11-20&p=1", "sort=trending&p=9", "date=1999-01-01"]) {
      const { status, body } = await site.get(`/daily_papers?${query}`);
      assert.deepEqual([status, body], [200, []], query);
    }
  });

  test("what can not be meant is refused with 400 and says which parameter", async () => {
    const wrong = {
      date: ["2026-02-30", "yesterday", "2026-1-1", "", "0000-01-01", "99999-01-01"],
      week: ["2026-W54", "2026-47", "W47"],
      month: ["2026-13", "2026"],
      limit: ["0", "101", "ten", "-1", "1.5"],
      p: ["-1", "x", "1e99"],
      sort: ["upvotes"],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const { status, body } = await site.get(`/daily_papers?${name}=${value}`);
        assert.equal(status, 400, `${name}=${value}`);
        assert.match(body.error, new RegExp(`^${name}: `));
      }
    }
  });

  test("parameters it does not know are ignored", async () => {
    const { body } = await site.get("/daily_papers?period=weekly&date=2026-11-20");
    assert.equal(body.length, 2);
  });

  test("the site itself is the submitter of papers that nobody submitted", async () => {
    assert.equal((await site.get("/daily_papers?submitter=broadsheet")).body.length, 4);
    assert.equal((await site.get("/daily_papers?submitter=nobody")).body.length, 0);
  });

  test("an item says the same at both levels, under both names", async () => {
    const [item] = (await site.get("/daily_papers?date=2026-11-20&limit=1")).body;
    assert.equal(item.title, item.paper.title);
    assert.equal(item.summary, item.paper.summary);
    assert.equal(item.publishedAt, "2026-11-18T09:00:00.000Z");
    assert.equal(item.paper.publishedAt, "2026-11-18T09:00:00.000Z");
    assert.equal(item.numComments, 2);
    for (const name of ["githubRepo", "githubStars", "organization"]) {
      assert.deepEqual(item[name], item.paper[name], name);
    }
    assert.equal(item.githubRepo, "https://github.com/ada/gears");
    assert.equal(item.githubStars, 7);
    assert.equal(item.submittedBy.user, item.submittedBy.name);
    assert.equal(item.organization.avatar, item.organization.avatarUrl);
    assert.ok(item.organization.avatar.startsWith("https://papers.example.org/"));
  });

  test("ids that no source gives are always the same", async () => {
    const first = await site.get("/papers/2611.00001");
    const second = await site.get("/papers/2611.00001");
    assert.deepEqual(first.body, second.body);
    const ids = first.body.authors.map((author: { _id: string }) => author._id);
    assert.equal(new Set([...ids, first.body.discussionId]).size, ids.length + 1);
  });

  test("a paper is found by its id, with a version, or old style with its slash", async () => {
    for (const id of ["2611.00001", "2611.00001v3", "hep-th/9901001", "hep-th%2F9901001"]) {
      const { status, body } = await site.get(`/papers/${id}`);
      assert.equal(status, 200, id);
      assert.ok(id.replace("%2F", "/").startsWith(body.id), id);
    }
  });

  test("a paper says which repositories it links to", async () => {
    const { body } = await site.get("/papers/2611.00001");
    assert.deepEqual(body.linkedModels, [{ id: "ada/gear-model", author: "ada" }]);
    assert.equal(body.numTotalDatasets, 1);
    const repositories = await site.get("/arxiv/2611.00001/repos");
    assert.deepEqual(repositories.body, {
      models: body.linkedModels,
      datasets: [{ id: "ada/teeth", author: "ada" }],
      spaces: [],
    });
    assert.equal((await site.get("/arxiv/hep-th/9901001/repos")).status, 200);
  });

  test("a paper that is not here is 404 with a reason", async () => {
    for (const path of ["/papers/2501.99999", "/papers/nonsense", "/arxiv/2501.99999/repos"]) {
      const { status, body } = await site.get(path);
      assert.equal(status, 404, path);
      assert.equal(typeof body.error, "string");
    }
  });

  test("search marks the matched words in escaped HTML", async () => {
    const { status, body } = await site.get("/papers/search?q=gears");
    assert.equal(status, 200);
    assert.equal(body[0].id, "2611.00001");
    assert.match(body[0].highlightedTitle, /^<mark>Gears<\/mark> of .* and &lt;others&gt;$/);
    assert.match(body[0].highlightedSummary, /turn &amp; turn/);
  });

  test("search asks for words, at most 250 characters of them and 120 papers", async () => {
    for (const query of ["", "q=", `q=${"a".repeat(251)}`, "q=a&limit=121"]) {
      assert.equal((await site.get(`/papers/search?${query}`)).status, 400, query);
    }
    assert.equal((await site.get(`/papers/search?q=${"a".repeat(250)}&limit=120`)).status, 200);
  });

  test("all papers can be read page by page along the Link header", async () => {
    const ids: string[] = [];
    let path: string | undefined = "/papers?limit=1";
    while (path && ids.length < 10) {
      const { body, response } = await site.get(path);
      ids.push(...body.map((paper: { id: string }) => paper.id));
      const next = /<https:\/\/papers\.example\.org\/api(.+)>; rel="next"/.exec(
        response.headers.get("link") ?? "",
      );
      path = next?.[1];
    }
    assert.equal(ids.length, 4);
    assert.deepEqual(ids.slice(2), ["2611.00003", "hep-th/9901001"]);
    assert.equal((await site.get("/papers?cursor=elsewhere")).status, 400);
  });

  function day(item: { paper: { submittedOnDailyAt: string } }): string {
    return item.paper.submittedOnDailyAt.slice(0, 10);
  }
});
