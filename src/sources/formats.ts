import { createArxivAtomReader } from "./arxiv/atom.ts";
import { createArxivOaiReader } from "./arxiv/oai.ts";
import { createBibtexReader } from "./bibtex/reader.ts";
import { createCslReader } from "./csl/reader.ts";
import { createDailyPapersReader } from "./daily-papers/reader.ts";
import type { CreateReader, FormatName } from "./format.ts";
import { createJsonlReader } from "./jsonl/reader.ts";
import { createListingReader } from "./listing/reader.ts";
import { createRisReader } from "./ris/reader.ts";
import { createRssReader } from "./rss/reader.ts";

/** The reader of each format. A new format is one folder, one line here and one in `detect.ts`. */
export const readers: Readonly<Record<FormatName, CreateReader>> = {
  listing: createListingReader,
  "daily-papers": createDailyPapersReader,
  jsonl: createJsonlReader,
  "arxiv-atom": createArxivAtomReader,
  "arxiv-oai": createArxivOaiReader,
  rss: createRssReader,
  bibtex: createBibtexReader,
  ris: createRisReader,
  csl: createCslReader,
};
