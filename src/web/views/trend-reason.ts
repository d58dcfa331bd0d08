import { type TrendExplanation, trendingWindows } from "#ranking";

const HOURS_PER_DAY = 24;
/** Up to this many hours are said in hours. */
const MOST_HOURS = 48;

/** `+12 in 6 h; such papers usually get 2`: why a paper is among the trending. */
export function trendReason(trend: TrendExplanation, isDrawn = false): string {
  const usual = `such papers usually get ${amount(trend.usualGain)}`;
  const seen = isDrawn ? " Shown so that it is seen." : "";
  if (trend.gained.sum < 0.05) return `Nothing yet in ${stretch(trend.hours)}; ${usual}.${seen}`;
  return `+${amount(trend.gained.sum)} in ${stretch(trend.hours)}; ${usual}.${seen}`;
}

/** `12 votes, 1.5 for 3 people who commented, 0.8 for stars`: what was gained, by kind. */
export function gainParts({ gained }: TrendExplanation): { label: string; value: string }[] {
  return [
    { label: "Votes", value: amount(gained.votes) },
    { label: "Comments", value: amount(gained.comments) },
    { label: "Stars of its code", value: amount(gained.stars) },
  ].filter((part, index) => index === 0 || part.value !== "0");
}

/** `6 h`, `3 days` */
function stretch(hours: number): string {
  if (hours < 1) return "the first hour";
  if (hours <= MOST_HOURS) return `${Math.floor(hours)} h`;
  return `${Math.round(hours / HOURS_PER_DAY)} days`;
}

/** `12`, `2.3`, `0.4`: one digit behind the point where that says more. */
export function amount(number: number): string {
  const rounded = number < 10 ? Math.round(number * 10) / 10 : Math.round(number);
  return String(rounded);
}

/** `24 hours`, `7 days` */
export function windowName(window: TrendExplanation["window"]): string {
  const hours = trendingWindows[window];
  return hours <= HOURS_PER_DAY ? `${hours} hours` : `${hours / HOURS_PER_DAY} days`;
}
