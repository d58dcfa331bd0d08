import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Reading } from "../record.ts";
import { createAmpersandFilter } from "./bare-ampersands.ts";
import type { XmlElement } from "./element.ts";
import { createXmlReader } from "./xml-reader.ts";

function read(document: string, chunkLength = document.length || 1) {
  const elements: XmlElement[] = [];
  const refused: string[] = [];
  let isFatal = false;
  const map = (element: XmlElement) => {
    elements.push(element);
    return undefined;
  };
  const emit = (reading: Reading) => {
    if (reading.kind !== "refused") return;
    refused.push(`${reading.line}: ${reading.reason}`);
    isFatal ||= reading.isFatal ?? false;
  };
  const reader = createXmlReader({ roots: ["feed"], records: ["entry"], map }, emit);
  for (let at = 0; at < document.length; at += chunkLength) {
    reader.push(document.slice(at, at + chunkLength));
  }
  reader.end(true);
  return { titles: elements.map((element) => element.children[0]?.text), refused, isFatal };
}

const entry = (title: string) => `<entry><title>${title}</title></entry>`;

test("records come out whole, cut anywhere", () => {
  const document = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
    ${entry("One &amp; <i>only</i>")}${entry("<![CDATA[a & b]]>")}${entry("é &#x3b1; &eacute;")}</feed>`;
  for (const length of [1, 2, 3, 7, 50, 1000]) {
    assert.deepEqual(read(document, length).titles, ["One & only", "a & b", "é α é"]);
  }
});

test("a bare & is a character, wherever the text is cut", () => {
  const unit = fc.constantFrom("&", "&amp;", "&#38;", "a", ";", "<![CDATA[", "]]>", "x".repeat(45));
  const pieces = fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 6 });
  const apply = (texts: readonly string[]) => {
    const filter = createAmpersandFilter();
    return texts.map(filter.push).join("") + filter.end();
  };
  fc.assert(fc.property(pieces, (texts) => assert.equal(apply(texts), apply([texts.join("")]))));
  assert.equal(apply(["a & b &c; <![CDATA[d & e]]> &"]), "a &amp; b &c; <![CDATA[d & e]]> &amp;");
});

test("what is not well-formed costs its record only", () => {
  const broken = "<entry><title>Lost</summary></entry>";
  const unclosed = "<entry><title>Never closed</title>";
  const { titles, refused, isFatal } = read(
    `<feed>\n${entry("One")}\n${broken}\n${unclosed}\n${entry("Two")}\n</feed>`,
  );
  assert.deepEqual(titles, ["One", "Two"]);
  assert.deepEqual(refused, [
    "3: The XML is broken: unexpected close tag.",
    "4: The record is never closed.",
  ]);
  assert.equal(isFatal, false);
});

test("an end tag that nothing began is told once, and no record is lost", () => {
  const { titles, refused } = read(
    `<feed>\n${entry("One")}\n</other>\n${entry("Two")}\n${entry("Three")}\n</feed>`,
  );
  assert.deepEqual(titles, ["One", "Two", "Three"]);
  assert.deepEqual(refused, ["3: The XML is broken: unmatched closing tag: other."]);
});

test("an unknown prefix is no reason to refuse a record", () => {
  assert.deepEqual(read(`<feed><entry><dc:x>One</dc:x></entry></feed>`).titles, ["One"]);
});

test("a document with a DOCTYPE is refused before any record", () => {
  const bomb = `<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>${entry("&b;")}</feed>`;
  const { titles, refused, isFatal } = read(`<?xml version="1.0"?>\n${bomb}`, 10);
  assert.deepEqual(titles, []);
  assert.deepEqual(refused, ["2: The document has a DOCTYPE, which is not read."]);
  assert.equal(isFatal, true);
});

test("a DOCTYPE within the document ends the reading too", () => {
  const { titles, isFatal } = read(`<feed>${entry("One")}<!DOCTYPE x []>${entry("Two")}</feed>`);
  assert.deepEqual([titles, isFatal], [["One"], true]);
});

test("elements nested more than 100 deep are not followed", () => {
  const nested = (depth: number) => `<entry>${"<a>".repeat(depth)}x${"</a>".repeat(depth)}</entry>`;
  assert.deepEqual(read(`<feed>${nested(98)}</feed>`).refused, []);
  assert.match(read(`<feed>${nested(99)}</feed>`).refused[0] ?? "", /deeper than 100/);
  assert.match(read(`<feed>${"<a>".repeat(1e5)}`, 1000).refused[0] ?? "", /deeper than 100/);
});

test("a text without an end is given up after 16 MB", () => {
  const { refused, isFatal } = read(`<feed><entry><title>${"x".repeat(17 << 20)}`, 1 << 16);
  assert.match(refused[0] ?? "", /longer than 16 MB/);
  assert.equal(isFatal, true);
});

test("a document that breaks off keeps its whole records and is a failure", () => {
  const { titles, refused, isFatal } = read(`<feed>${entry("One")}<entry><title>Tw`);
  assert.deepEqual(titles, ["One"]);
  assert.match(refused.at(-1) ?? "", /breaks off/);
  assert.equal(isFatal, true);
});

test("a document of another kind is refused by its first element", () => {
  assert.deepEqual(read("<html><body/></html>").refused, [
    "1: The document begins with <html> instead of <feed>.",
  ]);
});

test("blank lines before the XML declaration are passed over and counted", () => {
  const document = `\r\n \n<?xml version="1.0"?>\n<feed><entry><b></entry>${entry("One")}</feed>`;
  for (const length of [1, 3, 1000]) {
    const { titles, refused } = read(document, length);
    assert.deepEqual(titles, ["One"]);
    assert.match(refused[0] ?? "", /^4: /);
  }
});
