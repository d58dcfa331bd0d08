import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRecords, readText, refusalsIn } from "../read-text.suite.ts";

test("values in braces, in quotes, in numbers and joined by # are read alike", async () => {
  const [record] = await readRecords(`
    @STRING{lab = {Analytical Lab}}
    @Article(key+1:a/b, title = "A " # {Title with {Braces} and "quotes"}, journal = lab # ", " # 1843,
      Author = {Lovelace, Ada and {Loom and Card, Inc.} and de la Cruz, Jr., Juan and others},)`);
  assert.equal(record?.title, 'A Title with {Braces} and "quotes"');
  assert.equal(record?.venue, "Analytical Lab, 1843");
  assert.deepEqual(
    record?.authors?.map(({ name }) => name),
    ["Ada Lovelace", "Loom and Card, Inc.", "Juan de la Cruz, Jr."],
  );
});

test("TeX stays as it is written, with commas in its braces", async () => {
  const author = String.raw`{\v C}apek, Karel and M{\"u}ller, J{\'e}r{\^o}me and Erd\H{o}s, P.`;
  const [record] = await readRecords(
    String.raw`@misc{a, title={{On $\alpha$ and {\'e}}}, author={${author}}}`,
  );
  assert.equal(record?.title, String.raw`On $\alpha$ and {\'e}`);
  assert.deepEqual(
    record?.authors?.map(({ name }) => name),
    [String.raw`Karel {\v C}apek`, String.raw`J{\'e}r{\^o}me M{\"u}ller`, String.raw`P. Erd\H{o}s`],
  );
});

test("arXiv ids are found wherever entries put them", async () => {
  const fields = [
    "eprint = {2501.01234v2}, archivePrefix = {arXiv}",
    "eprint = {2501.01234}, eprinttype = {arxiv}",
    "journal = {arXiv preprint arXiv:2501.01234}",
    "journal = {CoRR}, volume = {abs/2501.01234}, url = {https://arxiv.org/abs/2501.01234}",
    "journal = {ArXiv}, volume = {abs/2501.01234}, doi = {10.48550/arXiv.2501.01234}",
    "journal = {CoRR abs/2501.01234}",
  ];
  for (const field of fields) {
    const [record] = await readRecords(`@article{a, title = {T}, ${field}}`);
    assert.equal(record?.arxivId, "2501.01234", field);
  }
  const [other] = await readRecords("@misc{a, title={T}, eprint={12345}, eprinttype={pubmed}}");
  assert.equal(other?.arxivId, undefined);
});

test("what is broken is refused by entry, and the next entry is read", async () => {
  const readings = await readText(`@article{one, title = {One}}
@article{two, title = {Two, author = {X}
@article{three,
  title = {Three}}
@article{four, title}
@article{title = {Five}}
@article{six, author = {X}}
@book{seven, title = {Seven}} @book{eight, title = {Eight}}`);
  const titles = readings.flatMap((one) => (one.kind === "record" ? one.record.title : []));
  assert.deepEqual(titles, ["One", "Three", "Seven", "Eight"]);
  assert.deepEqual(refusalsIn(readings), [
    "2: The entry @article is never closed.",
    '5: The entry four is broken near "".',
    "6: The entry has no key.",
    "7: The entry six has no title.",
  ]);
});

test("one key for two papers gives two records, one paper twice gives one name", async () => {
  const [one, other] = await readRecords("@misc{a, title={One}}\n@misc{a, title={Other}}");
  const [again] = await readRecords("@misc{a, title = {ONE}}");
  assert.notEqual(one?.sourceId, other?.sourceId);
  assert.equal(one?.sourceId, again?.sourceId);
});

test("any text in balanced braces comes back as a value", async () => {
  const unit = fc.constantFrom("a", " ", "é", "{b}", "\\'e", "=", ",", "#", "@c", '"', "\n", "(");
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, minLength: 1 }), async (text) => {
      const [record] = await readRecords(`@misc{k, title = {T}, abstract = {.${text}.}}`);
      assert.equal(record?.abstract, `.${text}.`);
    }),
  );
});

test("an entry in one line shows that the one before it was never closed", async () => {
  const readings = await readText("@misc{a, title={A}\n@misc{b, title={B}}\n@misc{c, title={C}}");
  const titles = readings.flatMap((one) => (one.kind === "record" ? one.record.title : []));
  assert.deepEqual(titles, ["B", "C"]);
  assert.deepEqual(refusalsIn(readings), ["1: The entry @misc is never closed."]);
});
