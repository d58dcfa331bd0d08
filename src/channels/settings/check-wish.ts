import { cadences, type PickFilter, type Schedule } from "#picks";
import { AppError } from "#platform";
import { type ChannelWish, channelKinds } from "../channels.ts";
import { oneLine } from "../posts/clip.ts";

const MAX_TITLE_CHARACTERS = 100;
const MAX_PAPERS = 20;
const MAX_DAYS_AGO = 31;
const MAX_FILTER_VALUES = 20;
const MAX_WORD_CHARACTERS = 100;

/** All of a wish but where it posts and what of. */
export type PlainWish = Pick<
  ChannelWish,
  "kind" | "title" | "schedule" | "papers" | "filter" | "daysAgo"
>;

/** @throws AppError `invalid` with what to change. */
export function checkWish(wish: PlainWish): PlainWish {
  if (!channelKinds.includes(wish.kind)) {
    throw new AppError("invalid", `A channel is one of ${channelKinds.join(", ")}.`);
  }
  const title = oneLine(wish.title);
  if (title === "" || title.length > MAX_TITLE_CHARACTERS) {
    throw new AppError(
      "invalid",
      `A channel has a title of 1 to ${MAX_TITLE_CHARACTERS} characters.`,
    );
  }
  checkNumber(wish.papers, [1, MAX_PAPERS], "papers in a post");
  checkNumber(wish.daysAgo, [0, MAX_DAYS_AGO], "days ago");
  checkSchedule(wish.schedule);
  if (wish.schedule.cadence === "at-once" && wish.daysAgo > 0) {
    throw new AppError("invalid", "What is posted at once can not be of days ago.");
  }
  const { kind, schedule, papers, daysAgo } = wish;
  return { kind, title, schedule, papers, daysAgo, filter: checkFilter(wish.filter) };
}

function checkSchedule({ cadence, weekday, hour, timeZone }: Schedule): void {
  if (!cadences.includes(cadence)) {
    throw new AppError("invalid", `A channel posts ${cadences.join(", ")}.`);
  }
  checkNumber(weekday, [1, 7], "weekday, from Monday");
  checkNumber(hour, [0, 23], "hour");
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new AppError("invalid", "The time zone is a name such as Europe/Berlin.");
  }
}

function checkFilter(filter: PickFilter): PickFilter {
  const { categories = [], withoutWords = [], has = [], minUpvotes } = filter;
  for (const list of [categories, withoutWords, has]) {
    const isFine = list.every((word) => word.length > 0 && word.length <= MAX_WORD_CHARACTERS);
    if (!isFine || list.length > MAX_FILTER_VALUES) {
      throw new AppError(
        "invalid",
        `A filter has at most ${MAX_FILTER_VALUES} short words of a kind.`,
      );
    }
  }
  if (minUpvotes !== undefined) checkNumber(minUpvotes, [0, 100_000], "least upvotes");
  return {
    ...(categories.length > 0 && { categories }),
    ...(minUpvotes && { minUpvotes }),
    ...(has.length > 0 && { has }),
    ...(withoutWords.length > 0 && { withoutWords }),
  };
}

function checkNumber(value: number, [least, most]: readonly [number, number], what: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new AppError("invalid", `Give a whole number from ${least} to ${most}: ${what}.`);
}
