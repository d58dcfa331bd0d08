/** What speaks for a paper in a stretch of time; each ≥ 0. */
export interface AttentionSignals {
  /** Sum of the weights of its votes. */
  readonly votes: number;
  /** Different people who commented. */
  readonly commenters: number;
  /** Stars its code has gained; looked at for seven days. */
  readonly stars: number;
}

export const COMMENTER_WEIGHT = 0.5;
export const STARS_WEIGHT = 0.5;

export const noSignals: AttentionSignals = { votes: 0, commenters: 0, stars: 0 };

/** The three in one unit, votes. */
export interface AttentionSum {
  readonly votes: number;
  /** Half a vote for each commenter; never more than the votes themselves. */
  readonly comments: number;
  /** Half of log(1 + stars). */
  readonly stars: number;
  readonly sum: number;
}

export function addUp({ votes, commenters, stars }: AttentionSignals): AttentionSum {
  const comments = Math.min(COMMENTER_WEIGHT * commenters, votes);
  const ofStars = STARS_WEIGHT * Math.log1p(Math.max(0, stars));
  return { votes, comments, stars: ofStars, sum: votes + comments + ofStars };
}
