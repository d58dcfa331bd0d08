import type { PaperId } from "#papers";
import type { MailSite } from "./site.ts";

/** The tokens that stand in the mail of one digest; what each opens: `Digests`. */
export interface IssueTokens {
  readonly stop: string;
  readonly manage: string;
  readonly read: string;
  /** Absent where nobody learns from marks. */
  mark?(paperId: PaperId): string;
}

/** Everything in a mail that is one reader's own. */
export interface IssueLinks {
  /** Ends this digest; also takes the one click of RFC 8058. */
  readonly stopUrl: string;
  readonly weeklyUrl: string;
  readonly preferencesUrl: string;
  /** All issues of the digest. */
  readonly archiveUrl: string;
  readonly issueUrl: string;
  markUrl?(paperId: PaperId, mark: "more" | "less"): string;
}

export function issueLinks(
  { url }: Pick<MailSite, "url">,
  tokens: IssueTokens,
  period: string,
): IssueLinks {
  const { mark } = tokens;
  const archiveUrl = `${url}/digests/${tokens.read}`;
  return {
    stopUrl: `${url}/unsubscribe?t=${tokens.stop}`,
    weeklyUrl: `${url}/unsubscribe/weekly?t=${tokens.stop}`,
    preferencesUrl: `${url}/preferences?t=${tokens.manage}`,
    archiveUrl,
    issueUrl: `${archiveUrl}/${period}`,
    ...(mark && {
      markUrl: (paperId, as) => `${url}/mark?t=${encodeURIComponent(mark(paperId))}&m=${as}`,
    }),
  };
}

/** Links that lead nowhere, for looking at a digest. */
export function previewIssueLinks(site: MailSite, period: string): IssueLinks {
  const tokens = { stop: "TOKEN", manage: "TOKEN", read: "TOKEN", mark: () => "TOKEN" };
  return issueLinks(site, tokens, period);
}
