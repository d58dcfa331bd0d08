import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import type { Summary } from "#summaries";
import { aPaper } from "../../test/support/papers.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

const paper = aPaper({ id: "2611.77777" });

function siteWith(summary: Partial<Summary> | undefined) {
  const at = "2026-11-19T23:59:00.000Z";
  const whole = {
    paperId: paper.id,
    text: "Things have a shape.",
    model: "llama3",
    at,
    ...summary,
  };
  const summaries = {
    isOn: true,
    findMany: async (ids: readonly PaperId[]) =>
      new Map(summary ? ids.map((id) => [id, whole] as const) : []),
    keep: () => assert.fail("a page asks no model"),
  };
  const web = createWeb(webParts([paper], { summaries }));
  return async (path: string): Promise<string> => {
    const response = await web.fetch(new Request(`http://127.0.0.1:3000${path}`));
    assert.equal(response.status, 200);
    return response.text();
  };
}

const pageWith = (summary: Partial<Summary> | undefined) => siteWith(summary)("/papers/2611.77777");

test("a summary stands on the paper's page with the model's name and the date", async () => {
  const page = await pageWith({});
  assert.match(page, /<h2[^>]*>In short<\/h2><p class="abstract">Things have a shape\.<\/p>/);
  assert.match(
    page,
    /language model llama3 on <time datetime="2026-11-19">19 November 2026<\/time>/,
  );
  assert.match(page, /It may be wrong/);
});

test("a paper without a summary has no place for one", async () => {
  assert.doesNotMatch(await pageWith(undefined), /In short|language model/);
});

test("what a summary and a model's name say stays text", async () => {
  const page = await pageWith({ text: "<img src=x> & $x$", model: "<b>best</b>" });
  assert.match(page, /<p class="abstract">&lt;img src=x(?:>|&gt;) &amp; \$x\$<\/p>/);
  assert.doesNotMatch(page, /<img|<b>best/);
});

test("programs read the same summary: in the API, and in the page's JSON and Markdown", async () => {
  const read = siteWith({});
  const [api, json] = await Promise.all(
    ["/api/v1/papers/2611.77777", "/papers/2611.77777.json"].map(read),
  );
  const told = { text: "Things have a shape.", model: "llama3", at: "2026-11-19T23:59:00.000Z" };
  for (const answer of [api, json]) assert.deepEqual(JSON.parse(answer ?? "").summary, told);
  const markdown = await read("/papers/2611.77777.md");
  assert.match(markdown, /## In short\n\nThings have a shape\.\n\n.* llama3 on 2026-11-19, /);
  assert.match(markdown, /It may be wrong/);
});

test("where there is none, programs are told nothing of one", async () => {
  const read = siteWith(undefined);
  assert.ok(!("summary" in JSON.parse(await read("/api/v1/papers/2611.77777"))));
  assert.doesNotMatch(await read("/papers/2611.77777.md"), /In short/);
});

test("what a summary and a model's name say is no markup in Markdown either", async () => {
  const markdown = await siteWith({ text: "# <b> [x](y)", model: "*best*" })(
    "/papers/2611.77777.md",
  );
  assert.match(markdown, /\n\\# \\<b\\> \\\[x\\\]\(y\)\n/);
  assert.match(markdown, /language model \\\*best\\\* on/);
});
