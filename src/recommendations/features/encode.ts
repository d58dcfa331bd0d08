import type { PaperFeatures } from "../learning/index.ts";

/** What is kept of a paper to learn from it, and to tell whether it is of a category. */
export interface KnownPaper {
  readonly features: PaperFeatures;
  readonly categories: readonly string[];
}

const TERM_SCALE = 65_535;
const HEADER_BYTES = 8;

/** As text: numbers rounded to 16 (terms) and 8 bits (vector), author keys, categories. */
export function encodePaper({ features, categories }: KnownPaper): string {
  const { terms, weights, dense, authors } = features;
  const bytes = Buffer.alloc(HEADER_BYTES + terms.length * 4 + dense.length);
  const largest = dense.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  bytes.writeUInt32LE(terms.length, 0);
  bytes.writeFloatLE(largest / 127, 4);
  terms.forEach((term, at) => {
    bytes.writeUInt16LE(term, HEADER_BYTES + at * 4);
    bytes.writeUInt16LE(Math.round(weights[at]! * TERM_SCALE), HEADER_BYTES + at * 4 + 2);
  });
  const start = HEADER_BYTES + terms.length * 4;
  if (largest > 0) {
    dense.forEach((value, at) => {
      bytes.writeInt8(Math.round((value / largest) * 127), start + at);
    });
  }
  return [bytes.toString("base64"), authors.join(" "), categories.join(" ")].join("|");
}

export function decodePaper(content: string): KnownPaper {
  const [numbers = "", authors = "", categories = ""] = content.split("|");
  const bytes = Buffer.from(numbers, "base64");
  const count = bytes.readUInt32LE(0);
  const scale = bytes.readFloatLE(4);
  const terms = new Uint32Array(count);
  const weights = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    terms[at] = bytes.readUInt16LE(HEADER_BYTES + at * 4);
    weights[at] = bytes.readUInt16LE(HEADER_BYTES + at * 4 + 2) / TERM_SCALE;
  }
  const start = HEADER_BYTES + count * 4;
  const dense = new Float32Array(bytes.length - start);
  for (let at = 0; at < dense.length; at += 1) dense[at] = bytes.readInt8(start + at) * scale;
  const features = { terms, weights, dense, authors: authors.split(" ").filter(Boolean) };
  return { features, categories: categories.split(" ").filter(Boolean) };
}
