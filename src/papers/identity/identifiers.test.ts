import assert from "node:assert/strict";
import { test } from "node:test";
import { arxivIdIn } from "./arxiv-id.ts";
import { doiIn } from "./doi.ts";

test("an arXiv id is the same in every spelling, without its version", () => {
  const spellings = [
    "2509.01234",
    "2509.01234v2",
    "arXiv:2509.01234v12",
    "arxiv: 2509.01234",
    "arXiv:2509.01234 [cs.CL]",
    "https://arxiv.org/abs/2509.01234v1",
    "http://www.arxiv.org/pdf/2509.01234v3.pdf",
    "https://export.arxiv.org/html/2509.01234",
    "https://arxiv.org/abs/2509.01234?context=cs#top",
    "https://huggingface.co/papers/2509.01234",
    "oai:arXiv.org:2509.01234",
    "10.48550/arXiv.2509.01234",
    "https://doi.org/10.48550/ARXIV.2509.01234",
    "doi:10.48550/arXiv.2509.01234",
    "  2509.01234 ",
  ];
  for (const spelling of spellings) assert.equal(arxivIdIn(spelling), "2509.01234", spelling);
});

test("an old arXiv id keeps its archive and loses its subject class", () => {
  assert.equal(arxivIdIn("hep-th/9901001"), "hep-th/9901001");
  assert.equal(arxivIdIn("arXiv:HEP-TH/9901001v3"), "hep-th/9901001");
  assert.equal(arxivIdIn("math.GT/0309136"), "math/0309136");
  assert.equal(arxivIdIn("https://arxiv.org/abs/math/0309136"), "math/0309136");
});

test("four digits after the point are as good as five, and no zero is lost", () => {
  assert.equal(arxivIdIn("0704.0001"), "0704.0001");
  assert.equal(arxivIdIn("2503.02130"), "2503.02130");
});

test("what is no arXiv id gives none", () => {
  const others = [
    "",
    "hello",
    "2513.01234",
    "2500.01234",
    "10.1234/2509.01234",
    "2509.012345",
    "a".repeat(1000),
  ];
  for (const text of others) assert.equal(arxivIdIn(text), undefined, text);
});

test("a DOI is lower case and without its resolver", () => {
  const spellings = [
    "10.1234/ABC",
    "doi:10.1234/abc",
    "https://doi.org/10.1234/Abc",
    "http://dx.doi.org/10.1234/abc.",
    "DOI: 10.1234/abc",
    "https://doi.org/10.1234%2Fabc",
  ];
  for (const spelling of spellings) assert.equal(doiIn(spelling), "10.1234/abc", spelling);
});

test("a DOI keeps the brackets that belong to it", () => {
  assert.equal(doiIn("10.1016/0022-2836(81)90087-5"), "10.1016/0022-2836(81)90087-5");
  assert.equal(doiIn("10.1002/(SICI)1097(199823)"), "10.1002/(sici)1097(199823)");
  assert.equal(doiIn("10.1234/abc)."), "10.1234/abc");
});

test("what is no DOI gives none", () => {
  for (const text of ["", "10.12/abc", "abc", "https://example.org/10.1234/abc"]) {
    assert.equal(doiIn(text), undefined, text);
  }
});
