import type { DigestIssue, IssuePaper } from "../digests.ts";

/** What the column `content` of an issue holds. */
export interface IssueContent {
  readonly papers: readonly IssuePaper[];
  readonly replies: DigestIssue["replies"];
  readonly total: number;
  /** Edition days it is about, both included. */
  readonly from: string;
  readonly until: string;
}

export function readContent(text: string): IssueContent {
  return JSON.parse(text) as IssueContent;
}

interface Written {
  readonly digest_id: string;
  readonly period: string;
  readonly made_at: string;
  readonly content: string;
  /** Of its mail; null where there is none. */
  readonly state: string | null;
}

export function toIssue(row: Written): DigestIssue {
  const { papers, replies, total, from, until } = readContent(row.content);
  const delivery = row.state as DigestIssue["delivery"] | null;
  return {
    digestId: row.digest_id,
    period: row.period,
    days: { from, until },
    madeAt: row.made_at,
    papers,
    replies,
    total,
    ...(delivery && { delivery }),
  };
}
