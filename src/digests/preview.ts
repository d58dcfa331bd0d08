import { firstDay, lastDay, type Period, periodKind } from "#editions";
import type { Picks, Schedule } from "#picks";
import type { IssueToWrite } from "./messages/issue-message.ts";
import type { MailSite } from "./messages/site.ts";

const PAPERS = 10;
const HOUR = 8;

export interface PreviewParts {
  readonly picks: Picks;
  readonly site: MailSite;
}

/** One edition as a subscriber to it would get it who has had nothing yet. */
export async function previewEdition(
  { picks, site }: PreviewParts,
  period: Period,
): Promise<IssueToWrite> {
  const isWeek = periodKind(period) === "week";
  const schedule: Schedule = {
    cadence: isWeek ? "weekly" : "daily",
    weekday: 1,
    hour: HOUR,
    timeZone: site.timeZone,
  };
  const edition = { kind: "edition", target: "" } as const;
  const [from, until] = [firstDay(period), lastDay(period)];
  const days = { from, until };
  const [list] = await picks.pick([{ subject: edition, ...days, limit: PAPERS }]);
  return {
    digest: { subject: await picks.name(edition), schedule },
    issue: { period, days, papers: list?.picks ?? [], replies: [], total: list?.total ?? 0 },
  };
}
