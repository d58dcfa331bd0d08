import { countsInBurst, YOUNG_WEIGHT } from "#community";
import type { Attack } from "#ranking";

const BURST = 30;
const RING = 200;

const burst = (votes: number, weight: number) =>
  Array.from({ length: votes }, (_, earlier) => (countsInBurst(earlier) ? weight : 0));

/** Attacks as `community` weighs their votes. */
export const attacks: readonly Attack[] = [
  { name: "200 accounts made today", weights: Array.from({ length: RING }, () => 0) },
  { name: "30 accounts of 3 days, one network, 10 minutes", weights: burst(BURST, YOUNG_WEIGHT) },
  { name: "30 old accounts, one network, 10 minutes", weights: burst(BURST, 1) },
  { name: "30 old accounts, 30 networks", weights: Array.from({ length: BURST }, () => 1) },
];
