import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Day } from "#platform";
import { type FormatName, type PaperRecord, readFile } from "#sources";
import { aPaper } from "../../../test/support/papers.ts";
import { texSoup } from "../../../test/support/tex-soup.ts";
import { foldTitle } from "../identity/fold-title.ts";
import { texToText } from "../tex/to-text.ts";
import { renderBibtex } from "./bibtex.ts";
import { renderCslJson } from "./csl-json.ts";
import { renderRis } from "./ris.ts";

const gears = aPaper({
  id: "2509.01234",
  arxivId: "2509.01234",
  title: String.raw`On $\alpha_1$-Gears \& \emph{Oil}: 50\% of BERT_x`,
  abstract: "Gears\nturn.",
  authors: [
    "Laurens van der Maaten",
    "Smith, Jr., John",
    String.raw`Fran\c{c}ois Dubois`,
    "The Gear Collaboration",
  ],
  categories: ["physics.class-ph"],
  keywords: ["gears", "oil"],
  submittedAt: "2025-09-02T10:00:00Z",
});

test("a preprint is cited in BibTeX as arXiv asks", () => {
  assert.equal(
    renderBibtex(gears),
    [
      "@misc{vandermaaten2025gears-2509.01234,",
      String.raw`  title = {On $\alpha_1$-Gears \& \emph{Oil}: 50\% of {BERT\_x}},`,
      "  author = {van der Maaten, Laurens and Smith, Jr., John and Dubois, François and {The Gear Collaboration}},",
      "  year = {2025},",
      "  eprint = {2509.01234},",
      "  archivePrefix = {arXiv},",
      "  primaryClass = {physics.class-ph},",
      "  url = {https://arxiv.org/abs/2509.01234}",
      "}",
      "",
    ].join("\n"),
  );
});

test("a conference paper names its conference and year, and keeps its eprint", () => {
  const bibtex = renderBibtex({ ...gears, venue: "cvpr2026", doi: "10.1234/gears" });
  assert.match(bibtex, /^@inproceedings\{vandermaaten2026/);
  assert.match(bibtex, / {2}booktitle = \{CVPR 2026\},\n {2}eprint = \{2509\.01234\},/);
  assert.match(bibtex, / {2}doi = \{10\.1234\/gears\},/);
});

test("a journal's paper is an article", () => {
  const { arxivId: _, ...rest } = gears;
  const printed = { ...rest, venue: "Journal of Gears", doi: "10.1234/gears" };
  assert.match(renderBibtex(printed), /^@article\{[^@]* {2}journal = \{Journal of Gears\},/);
  assert.match(renderRis(printed), /^TY {2}- JOUR\r\n/);
  assert.match(renderCslJson(printed), /"type": "article-journal"/);
});

test("a RIS record is one value a line, CRLF, between TY and ER", () => {
  const lines = renderRis(gears).split("\r\n");
  assert.equal(lines[0], "TY  - UNPB");
  assert.deepEqual(lines.slice(-2), ["ER  - ", ""]);
  assert.ok(lines.includes("TI  - On α₁-Gears & Oil: 50% of BERT_x"));
  assert.ok(lines.includes("AU  - Smith, John, Jr."));
  assert.ok(lines.includes("DA  - 2025/09/02"));
  assert.ok(lines.includes("AB  - Gears turn."));
});

test("a CSL-JSON document is an array of one item", () => {
  const [item] = JSON.parse(renderCslJson(gears));
  assert.equal(item.type, "article");
  assert.deepEqual(item.issued, { "date-parts": [[2025, 9, 2]] });
  assert.deepEqual(item.author[1], { family: "Smith", given: "John", suffix: "Jr." });
  assert.deepEqual(item.author[3], { literal: "The Gear Collaboration" });
});

test("whatever the title, keys are ASCII and the entry's braces are balanced", () => {
  fc.assert(
    fc.property(texSoup, texSoup, (title, name) => {
      const bibtex = renderBibtex({
        ...gears,
        title: `x${title}`,
        authors: [{ name, affiliations: [] }],
      });
      assert.match(bibtex, /^@misc\{[A-Za-z0-9.-]+,\n/);
      const bare = bibtex.replace(/\\[{}]/g, "");
      assert.equal(bare.split("{").length, bare.split("}").length);
      assert.match(
        renderRis({ ...gears, title: `x${title}` }),
        /^(?:[A-Z0-9]{2} {2}- [^\r\n]*\r\n)+$/,
      );
      JSON.parse(renderCslJson({ ...gears, title }));
    }),
    { numRuns: 500 },
  );
});

const word = fc.stringMatching(/^[A-Z][a-zéöß&%#_]{1,9}$/);

const citable = fc.record({
  title: fc
    .array(fc.oneof(word, fc.constantFrom("$\\alpha$", "NASA", "of")), {
      minLength: 2,
      maxLength: 7,
    })
    .map((words) => words.join(" ")),
  authors: fc.array(
    fc.tuple(word, word).map((names) => names.join(" ").replace(/[&%#_]/g, "")),
    { minLength: 1, maxLength: 4 },
  ),
  doi: fc.constantFrom("10.1234/a_b", "10.1234/a(1)2-3"),
});

const formats: readonly (readonly [FormatName, string, typeof renderRis])[] = [
  ["bibtex", "bib", renderBibtex],
  ["ris", "ris", renderRis],
  ["csl", "json", renderCslJson],
];

for (const [format, extension, render] of formats) {
  test(`what is rendered as ${format} reads back as the same title, authors and ids`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "broadsheet-"));
    try {
      const said = fc.sample(citable, { numRuns: 60, seed: 7 });
      const papers = said.map((traits, index) =>
        aPaper({
          ...traits,
          id: `doi:${traits.doi}-${index}`,
          doi: `${traits.doi}-${index}`,
          venue: "Journal of Gears",
        }),
      );
      for (const paper of papers) {
        const record = await readBack(join(folder, `one.${extension}`), render(paper), format);
        assert.equal(foldTitle(record.title), foldTitle(paper.title));
        assert.equal(record.doi, paper.doi);
        const names = (list: readonly { name: string }[]) =>
          list.map(({ name }) => texToText(name));
        assert.deepEqual(names(record.authors ?? []), names(paper.authors));
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

async function readBack(path: string, text: string, format: FormatName): Promise<PaperRecord> {
  await writeFile(path, text);
  for await (const readings of readFile(path, { format, capturedOn: "2026-11-20" as Day })) {
    for (const reading of readings) {
      if (reading.kind === "record") return reading.record;
      assert.fail(`${reading.reason}\n${text}`);
    }
  }
  return assert.fail(`nothing was read of\n${text}`);
}
