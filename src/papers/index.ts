/**
 * papers — what a paper is: identity, merging, versions, authors, links, TeX.
 *
 * Records of many sources become one paper: recognised by arXiv id, DOI, or title with
 * authors or abstract; merged field by field; every record kept, so that a merge can be
 * undone. Every write appends to the change log, which the rest of the program follows.
 *
 * Owns the tables `paper`, `paper_key`, `paper_record`, `paper_tally`,
 * `paper_tally_history` and `change`.
 * How papers are recognised, merged and shown: docs/papers.md
 *
 * @module
 */
export { addressesOf } from "./addresses.ts";
export { renderBibtex } from "./citation/bibtex.ts";
export { renderCslJson } from "./citation/csl-json.ts";
export { renderRis } from "./citation/ris.ts";
export { createPapers } from "./create-papers.ts";
export { arxivIdIn } from "./identity/arxiv-id.ts";
export { doiIn } from "./identity/doi.ts";
export {
  evaluateKeySentences,
  type Figure as KeySentenceFigure,
  type KeySentenceReport,
} from "./key-sentence/evaluation/evaluate.ts";
export { findKeySentence, keySentence } from "./key-sentence/key-sentence.ts";
export { authorsLine } from "./names/authors-line.ts";
export { familyKeyOf } from "./names/family-name.ts";
export { slugOf } from "./names/slug.ts";
export { venueLabel } from "./names/venue-label.ts";
export type {
  Author,
  OwnTally,
  Paper,
  PaperId,
  PaperLink,
  PaperWithTally,
  Tally,
} from "./paper.ts";
export { isDated, paperDay } from "./paper-day.ts";
export type {
  PaperReader,
  Papers,
} from "./papers.ts";
export type { SaidOrganization } from "./said-organizations.ts";
export type { TallyReading } from "./tallies/tally-reading.ts";
export { bracketMath, dollarMath } from "./tex/math-span.ts";
export { mathToHtml } from "./tex/math-to-html.ts";
export { mathmlAttributes, mathmlElements } from "./tex/safe-mathml.ts";
export { type MarkWords, texToHtml } from "./tex/to-html.ts";
export { texToText } from "./tex/to-text.ts";
