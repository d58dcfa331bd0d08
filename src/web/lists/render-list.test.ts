import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assertGolden } from "../../../test/support/golden.ts";
import { hostileText } from "../../../test/support/hostile-text.ts";
import {
  aList,
  aRichPaper,
  richPaper,
  sampleSite,
  sparePaper,
} from "../../../test/support/sample-list.ts";
import {
  listFormats,
  listJsonSchema,
  paperFormats,
  paperJsonSchema,
  renderList,
  renderPaper,
} from "./index.ts";

for (const format of listFormats) {
  test(`a list as ${format} has exactly the reviewed bytes`, async () => {
    const response = renderList(aList(), format, sampleSite);
    assertGolden(`list.${format}`, await response.text());
  });
}

for (const format of paperFormats) {
  test(`a paper as ${format} has exactly the reviewed bytes`, async () => {
    const response = renderPaper(richPaper, format, sampleSite);
    assertGolden(`paper.${format}`, await response.text());
  });
}

test("every format is typed, harmless and readable from anywhere", () => {
  const answers = [
    ...listFormats.map((format) => renderList(aList(), format, sampleSite)),
    ...paperFormats.map((format) => renderPaper(richPaper, format, sampleSite)),
  ];
  for (const { headers } of answers) {
    assert.match(headers.get("content-type") ?? "", /^(application|text)\/.+; charset=utf-8$/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal(headers.get("access-control-allow-origin"), "*");
    assert.equal(headers.get("access-control-allow-credentials"), null);
  }
});

test("the JSON of lists and papers holds to its schema", async () => {
  const list = await renderList(aList(), "json", sampleSite).json();
  assert.deepEqual(listJsonSchema.parse(list), list);
  for (const paper of [richPaper, sparePaper]) {
    const json = await renderPaper(paper, "json", sampleSite).json();
    assert.deepEqual(paperJsonSchema.parse(json), json);
  }
});

test("a link that is not http, https or mailto is shown nowhere", async () => {
  for (const format of listFormats) {
    assert.doesNotMatch(await renderList(aList(), format, sampleSite).text(), /javascript:/);
  }
  for (const format of paperFormats) {
    assert.doesNotMatch(await renderPaper(richPaper, format, sampleSite).text(), /javascript:/);
  }
});

test("no text, however hostile, becomes markup of Markdown", async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, hostileText, async (title, abstract) => {
      const paper = aRichPaper({ title, abstract, organizations: [title], remark: abstract });
      const markdown = await renderPaper(paper, "md", sampleSite).text();
      const list = await renderList(
        aList({ title, items: [{ rank: 1, paper }] }),
        "md",
        sampleSite,
      ).text();
      for (const line of `${markdown}\n${list}`.split("\n")) {
        // What is left without escapes and links of ours has no markup but at the line's start.
        const bare = line
          .replace(/\\[\\`*_[\]<>~|$&#+=.)-]/g, "")
          .replace(/\]\(https?:[^()\s]+\)/g, "");
        assert.match(bare, /^(#{1,2} |- |\d+\. )?[^`*_\]<>~|$&\\]*$/, line);
      }
    }),
  );
});

test("an empty list is a valid list", async () => {
  const { nextPath: _, ...view } = aList({ items: [], total: 0 });
  const json = await renderList(view, "json", sampleSite).json();
  assert.deepEqual(listJsonSchema.parse(json).papers, []);
  assert.match(await renderList(view, "md", sampleSite).text(), /No papers/);
});

test("a file name holds nothing but letters, digits, dots and hyphens", () => {
  const paper = aRichPaper({ id: 'doi:10.1/"; x=\r\n../é' });
  const header = renderPaper(paper, "bib", sampleSite).headers.get("content-disposition");
  assert.match(header ?? "", /^attachment; filename="[A-Za-z0-9.-]+\.bib"$/);
});

test("a paper's address is escaped where its id ends like a format", async () => {
  const json = paperJsonSchema.parse(await renderPaper(sparePaper, "json", sampleSite).json());
  assert.equal(json.url, "https://papers.example.org/papers/doi:10.1234/odd%2Ejson");
});
