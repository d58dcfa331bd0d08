import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { AppError, createPoliteClient, fixedClock } from "#platform";
import { readText } from "../read-text.suite.ts";
import { runSourceSuite } from "../source.suite.ts";
import { createArxivRss } from "./rss-source.ts";

const feed = readFileSync(
  new URL("../../../test/fixtures/sources/three-papers.arxiv-rss.xml", import.meta.url),
);
const clock = fixedClock("2025-11-18T06:00:00Z");
const requests: { url: string; headers: IncomingHttpHeaders }[] = [];
let server: Server;
let body: Buffer = feed;

before(async () => {
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    const isKnown = request.headers["if-none-match"] === '"one"';
    response.writeHead(isKnown ? 304 : 200, { etag: '"one"', "last-modified": "yesterday" });
    response.end(isKnown ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(() => server.close());

function create(categories = ["cs.AR", "math.HO"]) {
  const { port } = server.address() as AddressInfo;
  return createArxivRss({
    client: createPoliteClient({ contact: "ada@example.org", intervalMs: 0 }),
    clock,
    categories,
    baseUrl: `http://127.0.0.1:${port}`,
  });
}

const told = "the feed does not tell";
runSourceSuite("arXiv's daily feed, live", async () => create(), {
  affiliations: told,
  authorCount: "authors are named",
  organizations: told,
  keywords: told,
  venue: told,
  versions: told,
  submittedAt: "the feed is dated by the announcement",
  featuredOn: told,
  code: "links stand in the abstract only",
  upvotes: told,
  comments: told,
  remark: told,
  withdrawn: told,
});

test("asks for all categories at once and gives back what the server named", async () => {
  const { validators } = await create().harvest();
  assert.equal(requests.at(-1)?.url, "/rss/cs.AR+math.HO");
  assert.deepEqual(validators, { etag: '"one"', lastModified: "yesterday" });
});

test("an unchanged feed has no readings and keeps its validators", async () => {
  const harvest = await create().harvest({ etag: '"one"' });
  assert.equal(harvest.isChanged, false);
  assert.deepEqual(harvest.validators, { etag: '"one"' });
  for await (const batch of harvest.readings) assert.fail(`${batch.length} readings`);
});

test("new versions of older papers are left out", async () => {
  body = Buffer.from(feed.toString().replaceAll(">cross<", ">replace-cross<"));
  const titles: string[] = [];
  for await (const batch of (await create().harvest()).readings) {
    for (const reading of batch) if (reading.kind === "record") titles.push(reading.record.title);
  }
  body = feed;
  assert.equal(titles.length, 2);
  assert.ok(!titles.includes("On the Just Division of the Stake"));
});

test("a replacement read from a file announces no paper", async () => {
  const document = feed.toString().replaceAll(">new<", ">replace<");
  const [engine, stake] = (await readText(document)).flatMap((one) =>
    one.kind === "record" ? [one.record] : [],
  );
  assert.equal(engine?.announcedOn, undefined);
  assert.equal(stake?.announcedOn, "2025-11-18");
});

test("a web page in place of the feed is a failure with a reason", async () => {
  body = Buffer.from("<!DOCTYPE html><html><body>Rate exceeded.</body></html>");
  const readings = [];
  for await (const batch of (await create().harvest()).readings) readings.push(...batch);
  body = feed;
  assert.equal(readings.length, 1);
  assert.ok(readings[0]?.kind === "refused" && readings[0].isFatal);
});

test("a word that is no category is refused at once", () => {
  for (const word of ["cs.CL/../..", "", "cs CL"]) {
    assert.throws(
      () => create([word]),
      (error) => error instanceof AppError,
    );
  }
  assert.throws(() => create([]), AppError);
});
