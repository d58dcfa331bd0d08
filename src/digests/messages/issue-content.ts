import { type PaperId, type PaperWithTally, texToText } from "#papers";
import type { NamedSubject, Schedule } from "#picks";
import type { Summary } from "#summaries";
import type { DigestIssue, DigestSettings } from "../digests.ts";
import { plainDay, renderDateline } from "./dateline.ts";
import { type MailPaper, paperUrl, plain, toMailPaper } from "./paper-lines.ts";
import type { MailSite } from "./site.ts";
import { subjectUrl } from "./subject-url.ts";

const MAX_LABEL_CHARACTERS = 120;
const MAX_REPLY_CHARACTERS = 500;
const MAX_REPLIES = 20;

/** What a mail has to know of its digest. */
export type MailDigest = Pick<DigestSettings, "subject" | "schedule"> & {
  /** Day on which it was asked for; absent in a preview. */
  readonly createdAt?: string;
};

export type MailIssue = Pick<DigestIssue, "period" | "days" | "papers" | "replies" | "total">;

export interface MailReply {
  readonly by: string;
  readonly on: string;
  readonly text: string;
  readonly url: string;
}

/** What one issue says, whoever reads it; every text is plain. */
export interface IssueContent {
  readonly site: MailSite;
  readonly subject: NamedSubject;
  readonly schedule: Schedule;
  readonly period: string;
  readonly dateline: string;
  readonly label: string;
  readonly papers: readonly MailPaper[];
  readonly replies: readonly MailReply[];
  /** Papers that matched, those left out too. */
  readonly total: number;
  /** The page with all of them; absent where there is none. */
  readonly allUrl: string | undefined;
  readonly askedOn?: string;
}

/** Papers and summaries by id; those that are gone are left out of the issue. */
export interface Found {
  readonly papers: ReadonlyMap<PaperId, PaperWithTally>;
  readonly summaries: ReadonlyMap<PaperId, Summary>;
}

export function toContent(
  site: MailSite,
  { digest, issue }: { readonly digest: MailDigest; readonly issue: MailIssue },
  found: Found,
): IssueContent {
  const { subject, schedule, createdAt } = digest;
  const papers = issue.papers.flatMap((brought) => {
    const paper = found.papers.get(brought.paperId);
    const summary = found.summaries.get(brought.paperId);
    return paper ? [toMailPaper(paper, brought, { siteUrl: site.url, summary })] : [];
  });
  return {
    site,
    subject,
    schedule,
    period: issue.period,
    dateline: renderDateline(issue, schedule.timeZone),
    label: plain(subject.label, MAX_LABEL_CHARACTERS),
    papers,
    replies: issue.replies.slice(0, MAX_REPLIES).map(({ commentId, paperId, by, text }) => {
      const on = found.papers.get(paperId);
      return {
        by: plain(by, MAX_LABEL_CHARACTERS),
        on: plain(on ? texToText(on.title) : paperId, MAX_LABEL_CHARACTERS),
        text: plain(text, MAX_REPLY_CHARACTERS),
        url: `${paperUrl(site.url, paperId)}#c-${encodeURIComponent(commentId)}`,
      };
    }),
    total: Math.max(issue.total, papers.length),
    allUrl: subjectUrl(site, subject, issue.period),
    ...(createdAt && { askedOn: plainDay(createdAt, schedule.timeZone) }),
  };
}
