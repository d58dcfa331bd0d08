import type { ModelEndpoint } from "#platform";

/** The endpoint that sums up, and how much it may be asked. */
export interface SummarySettings extends ModelEndpoint {
  /** Most papers summed up within 24 hours. */
  readonly papersPerDay: number;
}
