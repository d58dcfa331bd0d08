/** A paper of a public daily list, as the evaluation sees it. */
export interface ListedPaper {
  readonly id: string;
  /** On whose list it was, `YYYY-MM-DD`. */
  readonly day: string;
  /** At the end of that day. */
  readonly votes: number;
  /** How many times the usual votes its content lets expect. */
  readonly factor: number;
}

/** A paper on the page of a week, and what it gained until the page of its month. */
interface PagePaper {
  readonly factor: number;
  readonly id: string;
  readonly ageHours: number;
  /** On the week's page. */
  readonly votes: number;
  /** From then until the month's page. */
  readonly gained: number;
}

/** The page of one week; only papers that the month's page shows as well. */
export interface WeekPage {
  readonly at: string;
  readonly papers: readonly PagePaper[];
}

/** What an evaluation is given. */
export interface RankingHistory {
  /** Mean votes of a paper at the end of its day, on the days for fitting. */
  readonly usualVotes: number;
  /** The days that are tested. */
  readonly days: readonly (readonly ListedPaper[])[];
  /** The weeks that are tested. */
  readonly weeks: readonly WeekPage[];
}
