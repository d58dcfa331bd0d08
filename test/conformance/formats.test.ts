import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { type PaperId, slugOf } from "#papers";
import { readerOfAccount } from "#recommendations";
import { routes } from "../../src/web/index.ts";
import {
  formatPath,
  listFormats,
  listJsonSchema,
  paperFormats,
  paperJsonSchema,
} from "../../src/web/lists/index.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { aRecord, generateRecords } from "../support/papers.ts";
import { childrenNamed, parseXml } from "../support/xml-tree.ts";

const origin = "https://papers.example.org";
/** While the generated papers are young enough to gain attention. */
const now = "2026-09-20T12:00:00Z";

/** One address for every route that is a list. */
const addresses: Readonly<Record<string, string>> = {
  "/": "/",
  "/daily": "/daily",
  "/weekly": "/weekly",
  "/monthly": "/monthly",
  "/daily/:period": "/daily/NEWEST-day",
  "/weekly/:period": "/weekly/NEWEST-week",
  "/monthly/:period": "/monthly/NEWEST-month",
  "/search": "/search?q=the&sort=new",
  "/authors/:slug": "/authors/NEWEST-author",
  "/orgs/:slug": "/orgs/NEWEST-organization",
  "/papers/:rest{.+}": "/papers/NEWEST-paper/similar",
  "/trending": "/trending?window=30d",
  "/hot": "/hot",
  "/collections/:id": "/collections/NEWEST-collection",
  "/for-you/:token": "/for-you/NEWEST-forYou",
  "/digests/:token": "/digests/NEWEST-digest",
  "/digests/:token/:period": "/digests/NEWEST-digest/2026-09-19",
};

describe("every list and every paper", () => {
  let site: CommunitySite;
  let fill: (path: string) => string;
  before(async () => {
    const records = [...generateRecords(80, 5), aRecord({ announcedOn: "2026-09-19" })];
    site = await openCommunitySite({ records, siteUrl: origin, now });
    const { editions } = site;
    const { papers } = listJsonSchema.parse(await read("/api/v1/search?q=&sort=new"));
    const paper = papers.find((one) => one.organizations.length > 0);
    const newest = {
      day: await editions.newest("day"),
      week: await editions.newest("week"),
      month: await editions.newest("month"),
      paper: paper?.id,
      author: slugOf(paper?.authors[0]?.name ?? ""),
      organization: slugOf(paper?.organizations[0] ?? ""),
      collection: await collect(site, paper?.id as PaperId),
      forYou: await forYou(site),
      digest: await bring(site),
    };
    fill = (path) =>
      path.replace(/NEWEST-(\w+)/, (_, name) => newest[name as keyof typeof newest] ?? "");
  });
  after(() => site.close());
  const ask = (path: string) => site.fetch(new Request(origin + path));
  const read = async (path: string) => (await ask(path)).json();

  for (const route of routes.filter((one) => one.kind === "list")) {
    test(`${route.path} comes in every format`, async () => {
      const page = fill(addresses[route.path] ?? assert.fail(`no address for ${route.path}`));
      for (const format of listFormats) {
        const response = await ask(formatPath(page, format));
        assert.equal(response.status, 200, format);
        assert.equal(response.headers.get("access-control-allow-origin"), "*");
        assert.match(response.headers.get("etag") ?? "", /^"/);
        assert.ok(papersIn(format, await response.text()) > 0, format);
      }
    });
  }

  test("a paper comes in every format", async () => {
    const page = fill("/papers/NEWEST-paper");
    for (const format of paperFormats) {
      const response = await ask(formatPath(page, format));
      assert.equal(response.status, 200, format);
      assert.notEqual(await response.text(), "", format);
    }
    const { discussion, ...json } = (await read(formatPath(page, "json"))) as {
      discussion: unknown;
    };
    assert.deepEqual(paperJsonSchema.parse(json), json);
    assert.deepEqual(discussion, []);
  });

  test("a paper that is not here is 404 in every format", async () => {
    for (const format of paperFormats) {
      assert.equal((await ask(formatPath("/papers/2501.99999", format))).status, 404, format);
    }
  });

  test("the list is the same in the API and behind .json", async () => {
    const response = await ask(formatPath(fill("/daily/NEWEST-day"), "json"));
    const { nextUrl: _page, ...page } = listJsonSchema.parse(await response.json());
    const body = await read(fill("/api/v1/editions/NEWEST-day"));
    const { nextUrl: _api, ...api } = listJsonSchema.parse(body);
    assert.deepEqual(api, page);
  });

  test("docs/feeds.md names every list and every format", () => {
    const text = readFileSync(new URL("../../docs/feeds.md", import.meta.url), "utf8");
    for (const format of [...listFormats, ...paperFormats]) {
      assert.ok(text.includes(`\`.${format}\``), format);
    }
    for (const path of Object.keys(addresses)) assert.ok(text.includes(`\`${path}\``), path);
  });
});

/** A public collection of one paper. */
async function collect({ actor, community }: CommunitySite, paperId: PaperId): Promise<string> {
  const ada = await actor("ada");
  const { id } = await community.collections.create(ada, { title: "Read", visibility: "public" });
  await community.collections.add(ada, id, paperId);
  return id;
}

async function forYou({ actor, recommendations }: CommunitySite): Promise<string> {
  const { account } = await actor("ada");
  return recommendations.addresses.renew(readerOfAccount(account.id));
}

/** The token of a digest with an issue of the day before. */
async function bring({ actor, digests }: CommunitySite): Promise<string> {
  const { account } = await actor("ada");
  const { readToken } = await digests.add((await digests.ofAccount(account)).id, {
    subject: { kind: "edition", target: "" },
    schedule: { cadence: "daily", weekday: 1, hour: 13, timeZone: "UTC" },
    papers: 5,
    route: "feed",
  });
  await digests.compose(new Date("2026-09-20T13:30:00Z"));
  return readToken;
}

/** How many papers a document of this format holds; throws when it is not of the format. */
function papersIn(format: (typeof listFormats)[number], text: string): number {
  switch (format) {
    case "atom":
      return childrenNamed(parseXml(text), "entry").length;
    case "rss":
      return parseXml(text).children.flatMap((channel) => childrenNamed(channel, "item")).length;
    case "feed.json":
      return JSON.parse(text).items.length;
    case "json":
      return listJsonSchema.parse(JSON.parse(text)).papers.length;
    case "md":
      return text.match(/^## \d+\. /gm)?.length ?? 0;
  }
}
