import type { DigestIssue, DigestSettings } from "#digests";
import { findPeriod } from "#editions";
import type { PaperId, PaperWithTally } from "#papers";
import type { PickReason } from "#picks";
import { addresses, withQuery } from "../addresses.ts";
import { count, longPeriod, moment } from "../dates.ts";
import type { SubscriberDesk, WebParts } from "../parts.ts";
import { loadPapers } from "./list-items.ts";
import type { ListItem, ListView } from "./list-view.ts";

/** Issues on one page of an archive. */
const PAGE_SIZE = 20;

export interface DigestView {
  readonly digest: DigestSettings;
  /** Newest first. */
  readonly issues: readonly DigestIssue[];
  readonly papers: ReadonlyMap<PaperId, PaperWithTally>;
  /** The papers of these issues, for feeds and JSON. */
  readonly list: ListView;
  readonly page: number;
  readonly pages: number;
}

type Parts = Pick<WebParts, "papers" | "site"> & { readonly desk: SubscriberDesk };

/** One page of the issues of the digest that a token opens. */
export async function loadDigestView(
  { desk, papers, site }: Parts,
  digest: DigestSettings,
  page: number,
): Promise<DigestView> {
  const offset = (page - 1) * PAGE_SIZE;
  const { total, issues } = await desk.issues(digest.id, { limit: PAGE_SIZE, offset });
  const found = await loadPapers(papers, paperIdsOf(issues));
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const path = addresses.digest(digest.readToken);
  const items = issues.flatMap((issue) => itemsOf(issue, found));
  const list: ListView = {
    name: `digests/${digest.id}`,
    title: `${site.title}: ${digest.subject.label}`,
    subtitle: "Newest issue first; no paper comes twice",
    path: withQuery(path, { page: page > 1 ? page : undefined }),
    updatedAt: issues[0]?.madeAt ?? digest.createdAt,
    total: items.length,
    items: items.map((item, index) => ({ ...item, rank: index + 1 })),
    ...(page < pages ? { nextPath: withQuery(path, { page: page + 1 }) } : {}),
  };
  return { digest, issues, papers: found, list, page, pages };
}

export interface IssueView {
  readonly digest: DigestSettings;
  readonly issue: DigestIssue;
  readonly papers: ReadonlyMap<PaperId, PaperWithTally>;
  readonly list: ListView;
}

export async function loadIssueView(
  { desk, papers, site }: Parts,
  digest: DigestSettings,
  period: string,
): Promise<IssueView> {
  const issue = await desk.issue(digest.id, period);
  const found = await loadPapers(papers, paperIdsOf([issue]));
  const items = itemsOf(issue, found);
  const list: ListView = {
    name: `digests/${digest.id}/${period}`,
    title: `${site.title}: ${digest.subject.label}`,
    subtitle: `${issueName(digest, period)}, ${count(items.length, "paper")}`,
    path: addresses.issue(digest.readToken, period),
    updatedAt: issue.madeAt,
    total: items.length,
    items,
  };
  return { digest, issue, papers: found, list };
}

/** "Friday, 20 November 2026"; of an issue at once its time. */
export function issueName({ schedule }: DigestSettings, period: string): string {
  const known = findPeriod(period);
  if (known) return longPeriod(known);
  return Number.isNaN(Date.parse(period)) ? period : moment(period, schedule.timeZone);
}

/** Why a paper is brought, as one line. */
function reasonLine({ text, terms }: PickReason): string {
  return terms.length > 0 ? `${text}; shared words: ${terms.join(", ")}` : text;
}

function paperIdsOf(issues: readonly DigestIssue[]): PaperId[] {
  return issues.flatMap(({ papers, replies }) =>
    [...papers, ...replies].map(({ paperId }) => paperId),
  );
}

function itemsOf({ papers }: DigestIssue, found: ReadonlyMap<PaperId, PaperWithTally>): ListItem[] {
  return papers.flatMap(({ paperId, reason }, index) => {
    const paper = found.get(paperId);
    const why = reasonLine(reason);
    return paper ? [{ rank: index + 1, paper, ...(why && { reason: why }) }] : [];
  });
}
