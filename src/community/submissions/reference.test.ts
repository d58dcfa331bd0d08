import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn } from "./names-in.ts";
import { readReference } from "./reference.ts";

test("arXiv ids are read in every spelling people paste", () => {
  const spellings = [
    "2509.01234",
    "2509.01234v3",
    " arXiv:2509.01234v2 [cs.CL] ",
    "https://arxiv.org/abs/2509.01234",
    "http://www.arxiv.org/pdf/2509.01234v1.pdf",
    "arxiv.org/abs/2509.01234",
    "<https://export.arxiv.org/abs/2509.01234>",
    "https://huggingface.co/papers/2509.01234",
    "https://doi.org/10.48550/arXiv.2509.01234",
    "doi:10.48550/arXiv.2509.01234",
    "On looms. A. Webster, arXiv:2509.01234, 2025",
  ];
  for (const text of spellings) {
    assert.deepEqual(readReference(text), { kind: "arxiv", id: "2509.01234" }, text);
  }
  assert.deepEqual(readReference("hep-th/9901001"), { kind: "arxiv", id: "hep-th/9901001" });
});

test("DOIs are read bare, labelled, as an address, and within publishers' addresses", () => {
  for (const text of ["10.1234/AbC", "doi:10.1234/abc", "https://dx.doi.org/10.1234/abc"]) {
    assert.deepEqual(readReference(text), { kind: "doi", doi: "10.1234/abc" }, text);
  }
  const publishers = [
    "https://dl.example.org/doi/10.1234/abc",
    "https://dl.example.org/doi/full/10.1234/abc?casa_token=x",
    "https://dl.example.org/doi/pdf/10.1234/abc.pdf",
    "https://journal.example.org/article?id=10.1234/abc",
    "https://example.org/chapter/10.1234%2Fabc#page-2",
  ];
  for (const text of publishers) {
    const reference = readReference(text);
    assert.equal(reference?.kind === "address" && reference.doi, "10.1234/abc", text);
  }
});

test("any other web address is one, with or without its scheme; other words are not", () => {
  assert.deepEqual(readReference("looms.example.org/a"), {
    kind: "address",
    url: "https://looms.example.org/a",
  });
  const others = [
    "",
    "looms",
    "ftp://x.org/a",
    "javascript:alert(1)",
    "https://a:b@x.org/",
    "a b.org",
  ];
  for (const text of others) assert.equal(readReference(text), undefined, text);
});

test("every id within a BibTeX entry is a name that may be known", () => {
  const text = `@article{a, title={X}, eprint={2509.01234}, doi={10.1234/a\\_b},
    url={https://arxiv.org/abs/hep-th/9901001}}`;
  const names = namesIn({ kind: "bibtex", text });
  for (const name of ["2509.01234", "10.1234/a_b", "hep-th/9901001"]) {
    assert.ok(names.includes(name), `${name} in ${names}`);
  }
});
