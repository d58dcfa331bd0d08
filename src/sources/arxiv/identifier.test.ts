import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitArxivAuthors } from "./authors.ts";
import { arxivCategories, saysWithdrawn } from "./category.ts";
import { parseArxivId } from "./identifier.ts";

test("an arXiv id is found in every form that sources write", () => {
  const cases: [string, string, number?][] = [
    ["2503.11731", "2503.11731"],
    ["2503.02130v2", "2503.02130", 2],
    ["0704.0001", "0704.0001"],
    ["arXiv:2503.11731v12", "2503.11731", 12],
    ["https://arxiv.org/abs/2503.11731v1", "2503.11731", 1],
    ["http://www.arxiv.org/pdf/2503.11731.pdf", "2503.11731"],
    ["https://doi.org/10.48550/arXiv.2503.11731", "2503.11731"],
    ["10.48550/ARXIV.2503.11731", "2503.11731"],
    ["oai:arXiv.org:hep-th/9901001v3", "hep-th/9901001", 3],
    ["math.GT/0309136", "math/0309136"],
    ["https://huggingface.co/papers/2503.11731", "2503.11731"],
  ];
  for (const [text, id, version] of cases) {
    assert.deepEqual(parseArxivId(text), version ? { id, version } : { id }, text);
  }
});

test("what only looks like an arXiv id is none", () => {
  for (const text of ["2513.11731", "2503.0213", "250.1234", "2503.117311", "10.1234/2503.11731"]) {
    assert.equal(parseArxivId(text), undefined, text);
  }
  assert.equal(parseArxivId("3dv2025:05T81ScPFb"), undefined);
  assert.equal(parseArxivId("https://example.org/abs/2503.11731"), undefined);
  assert.equal(parseArxivId("2503.11731v0"), undefined);
});

test("the version is no part of the id, whatever it is", () => {
  const id = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 99_999 }));
  fc.assert(
    fc.property(id, fc.integer({ min: 1, max: 99 }), ([month, number], version) => {
      const bare = `25${String(month).padStart(2, "0")}.${String(number).padStart(5, "0")}`;
      assert.deepEqual(parseArxivId(`${bare}v${version}`), { id: bare, version });
    }),
  );
});

test("categories are told from other classes and begin with the primary one", () => {
  const terms = ["math.AG", "14J60 (Primary)", "I.2.6", "hep-th", "cond-mat.stat-mech", undefined];
  assert.deepEqual(arxivCategories(terms, "hep-th"), ["hep-th", "math.AG", "cond-mat.stat-mech"]);
});

test("a remark that says so makes a paper withdrawn, other remarks do not", () => {
  assert.ok(saysWithdrawn("This paper has been withdrawn by the author"));
  assert.ok(saysWithdrawn("Withdrawn: the paper is withdrawn due to an error"));
  assert.ok(!saysWithdrawn("12 pages, withdrawn bonds are drawn in red"));
  assert.ok(!saysWithdrawn(undefined));
});

test("a line of authors is parted outside brackets, with affiliations and suffixes", () => {
  const names = (line: string) => splitArxivAuthors(line).map(({ name }) => name);
  assert.deepEqual(names("Ada Lovelace, Blaise Pascal and Chien-Shiung Wu"), [
    ...["Ada Lovelace", "Blaise Pascal", "Chien-Shiung Wu"],
  ]);
  assert.deepEqual(names("A. One (1 and 2), B. Two (2), ((1) Here, (2) There and yon)"), [
    ...["A. One", "B. Two"],
  ]);
  assert.deepEqual(names("Carl Iron, Jr., D. Anderson"), ["Carl Iron, Jr.", "D. Anderson"]);
  assert.deepEqual(splitArxivAuthors("A. One (Ohio State), B. Two"), [
    { name: "A. One", affiliations: ["Ohio State"] },
    { name: "B. Two" },
  ]);
});
