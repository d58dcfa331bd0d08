import type { Sender } from "#mail";
import type { PaperReader } from "#papers";
import type { Summaries } from "#summaries";
import type { DigestMessage } from "../digests.ts";
import { fitPapers } from "./fit.ts";
import { type IssueContent, type MailDigest, type MailIssue, toContent } from "./issue-content.ts";
import { renderIssueHtml } from "./issue-html.ts";
import { type IssueLinks, previewIssueLinks } from "./issue-links.ts";
import { renderIssueText } from "./issue-text.ts";
import { subjectOf } from "./issue-words.ts";
import type { MailSite } from "./site.ts";

/** Names the kind of mail to receivers that count complaints; at most 15 characters. */
const FEEDBACK_SENDER = "broadsheet";

export interface IssueToWrite {
  readonly digest: MailDigest;
  readonly issue: MailIssue;
  /** Absent: links that lead nowhere, for a preview. */
  readonly links?: IssueLinks;
}

export interface IssueWriterParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly summaries?: Pick<Summaries, "isOn" | "findMany"> | undefined;
  readonly site: MailSite;
  readonly sender: Sender;
}

/** Writes the mails of issues. */
export interface IssueWriter {
  /**
   * In the order given; the papers of all are read at once. `undefined` where every paper of an
   * issue is gone, so that there is nothing to send.
   */
  write(issues: readonly IssueToWrite[]): Promise<readonly (DigestMessage | undefined)[]>;
}

export function createIssueWriter(parts: IssueWriterParts): IssueWriter {
  const { papers, summaries, site, sender } = parts;
  return {
    async write(issues) {
      const brought = issues.flatMap(({ issue }) => [...issue.papers, ...issue.replies]);
      const ids = [...new Set(brought.map(({ paperId }) => paperId))];
      const [read, summed] = await Promise.all([
        ids.length > 0 ? papers.findMany(ids) : [],
        summaries?.isOn && ids.length > 0 ? summaries.findMany(ids) : undefined,
      ]);
      const found = {
        papers: new Map(read.map((paper) => [paper.id, paper])),
        summaries: summed ?? new Map(),
      };
      return issues.map(({ digest, issue, links = previewIssueLinks(site, issue.period) }) => {
        const content = toContent(site, { digest, issue }, found);
        const isEmpty = content.papers.length === 0 && content.replies.length === 0;
        return isEmpty ? undefined : toMessage(content, links, sender);
      });
    },
  };
}

/** One reader's copy: subject, both parts, and the headers of a mailing list. */
function toMessage(content: IssueContent, links: IssueLinks, sender: Sender): DigestMessage {
  const forms = fitPapers(content, links);
  return {
    subject: subjectOf(content),
    text: renderIssueText(content, links, forms),
    html: renderIssueHtml(content, links, forms),
    headers: headersOf(content, links, sender),
  };
}

/** RFC 2369, RFC 2919, RFC 3834 and RFC 8058. */
function headersOf(
  { subject, schedule, period }: IssueContent,
  links: IssueLinks,
  sender: Sender,
): Record<string, string> {
  const list = `${subject.kind === "edition" ? schedule.cadence : subject.kind}-digest`;
  return {
    "List-Id": `<${list}.${sender.domain}>`,
    "List-Unsubscribe": `<${links.stopUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Archive": `<${links.archiveUrl}>`,
    Precedence: "bulk",
    "Auto-Submitted": "auto-generated",
    "Feedback-ID": `${period.replaceAll(":", "")}:${list}:digest:${FEEDBACK_SENDER}`,
  };
}
