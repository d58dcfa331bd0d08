import type { Schedule } from "#picks";
import type { IssueContent } from "./issue-content.ts";
import type { MailPaper } from "./paper-lines.ts";

const MAX_SUBJECT_TITLE_CHARACTERS = 120;
const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const weekdays = [
  "Mondays",
  "Tuesdays",
  "Wednesdays",
  "Thursdays",
  "Fridays",
  "Saturdays",
  "Sundays",
];

/** The lead's title and how many more there are; of replies alone, whose. */
export function subjectOf(content: IssueContent): string {
  const { papers, replies, subject, total } = content;
  const lead = papers[0];
  if (!lead) {
    const by = `${replies[0]?.by ?? "Somebody"} answered your comment`;
    return replies.length > 1 ? `${by}, and ${count(replies.length - 1, "more reply")}` : by;
  }
  const title = lead.title.length > MAX_SUBJECT_TITLE_CHARACTERS ? cut(lead.title) : lead.title;
  const more = (subject.kind === "edition" ? total : papers.length) - 1;
  return more > 0 ? `${title}, and ${more} more` : title;
}

function cut(title: string): string {
  const end = title.lastIndexOf(" ", MAX_SUBJECT_TITLE_CHARACTERS - 1);
  const length = end > MAX_SUBJECT_TITLE_CHARACTERS / 2 ? end : MAX_SUBJECT_TITLE_CHARACTERS - 1;
  return `${title.slice(0, length).toWellFormed()}…`;
}

/** The sentences under the dateline. */
export function introOf(content: IssueContent): string {
  const { papers, replies, schedule } = content;
  const hello = schedule.cadence === "at-once" ? "" : `${greeting(schedule.hour)}. `;
  const parts = [
    ...(papers.length > 0 ? [papersIntro(content)] : []),
    ...(replies.length > 0 ? [`${capital(numeral(replies.length))} ${replyWords(content)}.`] : []),
  ];
  return hello + parts.join(" ");
}

function replyWords({ replies, papers }: IssueContent): string {
  const noun = replies.length === 1 ? "reply" : "replies";
  return papers.length > 0 ? `${noun} to your comments too` : `${noun} to your comments`;
}

function papersIntro({ subject, papers, total }: IssueContent): string {
  const shown = papers.length;
  const many = capital(numeral(shown));
  const isAll = shown >= total;
  if (subject.kind === "edition") {
    if (isAll && total === 1) return "One paper is in this edition.";
    if (isAll && total === 2) return "Both papers of this edition.";
    if (isAll) return `All ${numeral(total)} papers of this edition.`;
    return `${many} of the ${total} papers of this edition; what you have had is left out.`;
  }
  if (subject.kind === "for-me" && !isAll) {
    return shown === 1
      ? `Of ${total} new papers, this one is nearest to what you read. It was in no earlier digest.`
      : `Of ${total} new papers, these ${numeral(shown)} are nearest to what you read. None was in an earlier digest.`;
  }
  if (shown === 1)
    return `One ${isAll ? "" : `of ${total} `}new paper${isAll ? "" : "s"}. It was in no earlier digest.`;
  return `${many} ${isAll ? "" : `of ${total} `}new papers. None was in an earlier digest.`;
}

function greeting(hour: number): string {
  if (hour < 4 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}

/** "daily at 08:00, Europe/Berlin" */
export function scheduleWords({ cadence, weekday, hour, timeZone }: Schedule): string {
  if (cadence === "at-once") return "at once";
  const at = `at ${String(hour).padStart(2, "0")}:00, ${timeZone}`;
  if (cadence === "weekly") return `weekly, on ${weekdays[weekday - 1] ?? "Mondays"} ${at}`;
  return cadence === "weekdays" ? `on weekdays ${at}` : `daily ${at}`;
}

/** Why this mail came. */
export function whyThisMail({ label, schedule, askedOn }: IssueContent): string {
  const when = askedOn ? ` on ${askedOn}` : "";
  return `You asked for this${when}: ${label}, ${scheduleWords(schedule)}. No pixels, no counted links. Reply to this mail to reach the people who run it.`;
}

/** What readers made of a paper; nothing is said where nobody has done anything yet. */
export function votesOf({ upvotes }: MailPaper): string {
  return upvotes > 0 ? count(upvotes, "vote") : "";
}

export function commentsOf({ comments }: MailPaper): string {
  return comments > 0 ? count(comments, "comment") : "";
}

/** What the button under the last paper says. */
export function allWords({ subject, total, papers }: IssueContent): string {
  if (subject.kind !== "edition") return "See all of them";
  return total > papers.length ? `See all ${total} papers` : "See the edition";
}

export function count(number: number, noun: string): string {
  const many = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number} ${number === 1 ? noun : many}`;
}

function numeral(number: number): string {
  return words[number] ?? String(number);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
