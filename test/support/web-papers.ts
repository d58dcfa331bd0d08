/** An edition that has everything a page may show: math, long names, counts, links, gaps. */
import type { PaperWithTally } from "#papers";
import { aPaper, generatePapers } from "./papers.ts";

export const TODAY = "2026-11-20";

/** Fifty-four papers of one day, and some days before it. */
export function aWeekOfPapers(): PaperWithTally[] {
  const generated = generatePapers(170, 7).map((paper, index) => {
    const day = dayBefore(index < 48 ? 0 : 1 + Math.floor((index - 48) / 30));
    return { ...paper, announcedOn: day, firstSeenOn: day, editionDay: day } as PaperWithTally;
  });
  return [...special, ...generated];
}

function dayBefore(days: number): string {
  return new Date(Date.parse(`${TODAY}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const special = [
  aPaper({
    id: "2611.00001",
    arxivId: "2611.00001",
    title: "A Theoretical Framework for Gears of Size $\\mathcal{O}(n \\log n)$",
    abstract:
      "Gears are everywhere. We give a theoretical framework in which a gear of size $n$ turns at most $\\frac{1}{2}\\sum_{k=1}^{n} k^{-2}$ times before it stops. The bound is tight for every $n \\geq 3$. Code is at https://github.com/example-lab/gears.",
    authors: [
      { name: "Ada Lovelace", affiliations: ["Analytical Society"] },
      { name: "Blaise Pascal", affiliations: [] },
      { name: "Émilie du Ch\\^atelet", affiliations: ["Château de Cirey", "Analytical Society"] },
    ],
    keywords: ["gears", "bounds"],
    venue: "colm2025",
    versions: [
      { number: 1, submittedAt: "2026-10-02T09:00:00.000Z" },
      { number: 2, submittedAt: "2026-11-12T09:00:00.000Z" },
    ],
    links: [{ kind: "code", url: "https://github.com/example-lab/gears" }],
    tally: { upvotes: 206, comments: 12, citations: 3, stars: 40 },
  }),
  aPaper({ id: "hep-th/9901001", arxivId: "hep-th/9901001", title: "Strings & <Branes>" }),
  aPaper({ id: "doi:10.5555/gears.json", doi: "10.5555/gears.json", categories: [] }),
  aPaper({ id: "p-0123456789ab", authors: [], authorCount: 14, abstract: "", categories: [] }),
  aPaper({ authors: Array.from({ length: 60 }, (_, index) => `Author Number ${index}`) }),
  aPaper({
    organizations: ["Institute of Things"],
    authors: [],
    links: [{ kind: "other", url: "javascript:alert(1)" }],
  }),
];
