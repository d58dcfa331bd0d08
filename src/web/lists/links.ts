import { addressesOf, type Paper, type PaperLink } from "#papers";

/** A paper's links that may be shown, those that follow from its ids first. */
export function linksOf(paper: Paper): PaperLink[] {
  const { best, pdf } = addressesOf(paper);
  const own: PaperLink[] = [];
  if (best && (paper.arxivId || paper.doi)) own.push({ kind: "abstract", url: best });
  if (pdf) own.push({ kind: "pdf", url: pdf });
  return safeLinks([...own, ...paper.links]);
}

/** `http`, `https` and `mailto` alone, each address once. */
function safeLinks(links: readonly PaperLink[]): PaperLink[] {
  const safe = new Map<string, PaperLink>();
  for (const link of links) {
    if (!URL.canParse(link.url)) continue;
    const url = new URL(link.url);
    if (!/^(https?|mailto):$/.test(url.protocol)) continue;
    if (!safe.has(url.href)) safe.set(url.href, { kind: link.kind, url: url.href });
  }
  return [...safe.values()];
}

export const linkLabels: Readonly<Record<PaperLink["kind"], string>> = {
  abstract: "Abstract page",
  pdf: "PDF",
  code: "Code",
  data: "Data",
  model: "Model",
  project: "Project page",
  video: "Video",
  other: "Link",
};
