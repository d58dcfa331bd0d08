import { fileURLToPath } from "node:url";
import type { Day } from "#platform";
import { readFile } from "./read-file.ts";
import { type Fact, runSourceSuite } from "./source.suite.ts";
import type { Source } from "./source.ts";

const folder = new URL("../../test/fixtures/sources/", import.meta.url);

/** A file as a source, captured on 20 November 2025. */
function fileSource(name: string): () => Promise<Source> {
  const path = fileURLToPath(new URL(name, folder));
  const readings = () => readFile(path, { capturedOn: "2025-11-20" as Day });
  return async () => ({
    name,
    harvest: async () => ({ isChanged: true, readings: readings(), validators: {} }),
  });
}

function lacking(reason: string, ...names: Fact[]): Partial<Record<Fact, string>> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

const community = ["featuredOn", "upvotes", "comments"] as const;
const noCommunity = lacking("the format knows no votes and comments", ...community);
const noCode = lacking("links stand in the abstract only", "code");
const noCount = lacking("authors are named", "authorCount");
const arxivLacks = {
  ...noCommunity,
  ...noCode,
  ...noCount,
  ...lacking("arXiv does not tell", "organizations", "keywords", "venue"),
};
const answers = lacking("an answer is asked for, not announced", "announcedOn");

const listingLacks = {
  ...noCode,
  ...lacking(
    "the page does not show it",
    ...(["authors", "affiliations", "categories", "keywords", "venue", "arxivId", "doi"] as const),
    ...(["versions", "announcedOn", "featuredOn", "upvotes", "remark"] as const),
    ...(["journalReference", "withdrawn"] as const),
  ),
  ...lacking("nothing on a page can be broken by itself", "refusal"),
};
runSourceSuite("listing, blocks", fileSource("three-papers.listing.txt"), listingLacks);
runSourceSuite("listing, lines", fileSource("three-papers-lines.listing.txt"), listingLacks);

runSourceSuite("daily-papers", fileSource("three-papers.daily-papers.json"), {
  ...noCount,
  ...lacking(
    "the API has no such field",
    ...(["affiliations", "categories", "venue", "doi", "versions", "announcedOn"] as const),
    ...(["remark", "journalReference", "withdrawn"] as const),
  ),
});

runSourceSuite("jsonl", fileSource("three-papers.jsonl"), {
  ...noCount,
  ...lacking("affiliations stand beside the names", "organizations"),
  ...lacking("no such field", "versions", "comments", "journalReference", "withdrawn"),
});

runSourceSuite("arxiv-atom", fileSource("three-papers.arxiv-atom.xml"), {
  ...arxivLacks,
  ...answers,
});

runSourceSuite("arxiv-oai, arXiv", fileSource("three-papers.arxiv-oai.xml"), {
  ...arxivLacks,
  ...answers,
});

runSourceSuite("arxiv-oai, arXivRaw", fileSource("three-papers.arxiv-oai-raw.xml"), {
  ...arxivLacks,
  ...answers,
});

runSourceSuite("arxiv-oai, oai_dc", fileSource("three-papers.arxiv-oai-dc.xml"), {
  ...noCommunity,
  ...noCode,
  ...noCount,
  ...answers,
  ...lacking("Dublin Core has no such element", "affiliations", "organizations", "venue"),
  ...lacking("versions have dates, but no numbers", "versions"),
  ...lacking("an identifier among others", "journalReference"),
});

runSourceSuite("rss, arXiv", fileSource("three-papers.arxiv-rss.xml"), {
  ...arxivLacks,
  ...lacking("the feed is dated by the announcement", "submittedAt", "versions"),
  ...lacking("the feed does not tell", "affiliations", "remark", "withdrawn"),
});

const citation = {
  ...noCommunity,
  ...noCode,
  ...noCount,
  ...answers,
  ...lacking("citations do not tell", "affiliations", "organizations", "versions", "withdrawn"),
};
const noClasses = lacking("no field for arXiv's categories", "categories");
const oneClass = lacking("only the primary category has a field", "categories");
runSourceSuite("bibtex", fileSource("three-papers.bib"), { ...citation, ...oneClass });
runSourceSuite("ris", fileSource("three-papers.ris"), { ...citation, ...noClasses });
runSourceSuite("csl", fileSource("three-papers.csl.json"), {
  ...citation,
  ...noClasses,
  ...lacking("numbers stand in fields of their own", "journalReference"),
});
