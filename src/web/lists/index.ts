/**
 * lists — every list of papers, and every paper, in the formats machines and other programs
 * read. The page of a list is rendered elsewhere from the same `ListView`.
 *
 * @module
 */
export {
  escapeSuffix,
  formatPath,
  type ListFormat,
  listFormats,
  type PaperFormat,
  paperFormats,
  prefersMarkdown,
  splitFormat,
} from "./formats.ts";
export { listJson, listJsonSchema } from "./list-json.ts";
export { paperJson, paperJsonSchema, wholePaperJson, wholePaperJsonSchema } from "./paper-json.ts";
export { paperPath } from "./paper-path.ts";
export { renderList } from "./render-list.ts";
export { renderPaper } from "./render-paper.ts";
