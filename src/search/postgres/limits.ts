/** Up to which size what is exact is done; tests lower them to see the indexes at work. */
export interface SearchLimits {
  /** Matches so few that all of them are fetched and scored. */
  readonly scored: number;
  /** Papers so few that each vector is compared: quicker than the index, and exact. */
  readonly compared: number;
  /** Hits counted one by one; how many more there are is worked out from statistics. */
  readonly counted: number;
  /** Papers whose values are counted for facets; of more, an even sample is taken. */
  readonly sampled: number;
}

export const usualLimits: SearchLimits = {
  scored: 2_000,
  compared: 10_000,
  counted: 2_000,
  sampled: 4_000,
};
