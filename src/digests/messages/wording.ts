import type { Digest, DigestPaper } from "./compose.ts";
import type { Links } from "./links.ts";

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** The sentence under the dateline. */
export function introOf({ total, papers }: Digest): string {
  const shown = papers.length;
  if (total === 1) return "One paper is in this edition.";
  if (total === 2) return "Both papers of this edition.";
  if (shown >= total) return `All ${words[total] ?? total} papers of this edition.`;
  return `The first ${words[shown] ?? shown} of ${total} papers in this edition.`;
}

/** Why this mail came. */
export function reasonOf(links: Links): string {
  const when = links.askedOn ? ` on ${links.askedOn}` : "";
  return `You asked for this${when}: ${links.schedule}. No pixels, no counted links. Reply to this mail to reach the people who run it.`;
}

/** What readers made of a paper; nothing is said where nobody has done anything yet. */
export function countsOf({ upvotes, comments }: DigestPaper): string[] {
  return [
    ...(upvotes > 0 ? [countOf(upvotes, "vote")] : []),
    ...(comments > 0 ? [countOf(comments, "comment")] : []),
  ];
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
