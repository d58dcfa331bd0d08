/**
 * papers — what a paper is: identity, merging, versions, authors, links, TeX.
 *
 * Owns the tables `paper`, `paper_key`, `paper_record`, `paper_tally` and `change`.
 *
 * @module
 */
export type {
  Author,
  Paper,
  PaperId,
  PaperLink,
  PaperVersion,
  PaperWithTally,
  Tally,
} from "./paper.ts";
export type {
  IngestOutcome,
  PaperChange,
  PaperReader,
  Papers,
  PaperWriter,
} from "./papers.ts";
