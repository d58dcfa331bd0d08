import type { ListView, Site } from "../../src/web/views/list-view.ts";
import { aPaper, day, type PaperTraits } from "./papers.ts";

export const sampleSite: Site = {
  title: "Broadsheet",
  url: "https://papers.example.org",
  timeZone: "Europe/Berlin",
};

/** A paper with every field said, and with something in each that a format must escape. */
export const richPaper = aPaper({
  id: "2611.00001",
  title: "A {\\bf Bold} Bound: $x^2 < y$ & \\'Etale Maps",
  abstract: "We bound $\\alpha$ from above. Half-way <b>there</b> & back, 50% faster.",
  authors: [
    { name: "Ada Lovelace", affiliations: ["Analytical Society"], orcid: "0000-0001-2345-6789" },
    { name: "\\'Emilie du Ch\\^atelet", affiliations: [] },
  ],
  organizations: ["Society of <Engines>"],
  categories: ["math.GT", "cs.LO"],
  keywords: ["bounds & maps"],
  venue: "Journal of Gears",
  arxivId: "2611.00001",
  doi: "10.1234/gears.(1)",
  versions: [
    { number: 1, submittedAt: "2026-11-18T09:00:00.000Z" },
    { number: 2, submittedAt: "2026-11-20T17:30:00.000Z" },
  ],
  links: [
    { kind: "code", url: "https://code.example.org/gears?a=1&b=(2)" },
    { kind: "other", url: "javascript:alert(1)" },
  ],
  submittedAt: "2026-11-18T09:00:00.000Z",
  announcedOn: "2026-11-20",
  remark: "12 pages, *final*",
  journalReference: "J. Gears 1 (2026) 1-12",
  license: "CC BY 4.0",
  tally: { upvotes: 12, comments: 1, citations: 3, stars: 101 },
});

/** A paper of which little is known: no abstract, a number of authors, an id with a slash. */
export const sparePaper = aPaper({
  id: "doi:10.1234/odd.json",
  title: "# Not a heading",
  abstract: "",
  authors: [],
  authorCount: 5,
  categories: [],
  doi: "10.1234/odd.json",
  submittedAt: "2026-11-19T10:00:00.000Z",
  sources: ["listing"],
});

export function aList(traits: Partial<ListView> = {}): ListView {
  return {
    name: "daily/2026-11-20",
    title: "Broadsheet: Friday, 20 November 2026",
    subtitle: "2 papers, still filling",
    path: "/daily/2026-11-20",
    updatedAt: "2026-11-20T18:00:00.000Z",
    total: 3,
    items: [
      { rank: 1, paper: richPaper },
      { rank: 2, paper: sparePaper, reason: "shares gears & maps" },
    ],
    nextPath: "/daily/2026-11-20?page=2",
    ...traits,
  };
}

/** A paper like `richPaper` with some things said otherwise. */
export function aRichPaper(traits: PaperTraits) {
  return aPaper({ ...richPaper, ...traits, editionDay: day("2026-11-20") });
}
