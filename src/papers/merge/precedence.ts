/** Sources from most to least trusted about a paper; what is not named stands in the middle. */
const ORDER = [
  "arxiv",
  "crossref",
  "openalex",
  "semantic-scholar",
  "pubmed",
  "dblp",
  "doaj",
  "hugging-face",
  "jsonl",
  "json",
  "csl",
  "",
  "web-page",
  "bibtex",
  "ris",
  "submission",
  "rss",
  "listing",
  "author",
];

const ranks = new Map(ORDER.map((source, index) => [source, index]));

/** Lower speaks first where two sources say different things. */
export function precedenceOf(source: string): number {
  return ranks.get(source) ?? ORDER.indexOf("");
}
