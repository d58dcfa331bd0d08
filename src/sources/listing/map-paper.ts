import type { Day } from "#platform";
import type { Mapped } from "../format.ts";
import { cleanLine, cleanText, unlessEmpty, withoutGaps } from "../text/clean.ts";
import { fingerprint } from "../text/fingerprint.ts";
import { resolveDate } from "./dates.ts";
import type { Footer } from "./footer.ts";

/** One paper as the page shows it. */
export interface ListedPaper {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly footer: Footer | undefined;
}

/** The page a paper stands on. */
export interface ListedPage {
  /** Tells pages apart: each of them is a witness of its own, though two show one paper alike. */
  readonly mark: string;
  /** The last day a date without a year can mean. */
  readonly latest: Day;
}

/** How much of the abstract tells two papers of one title apart, in UTF-16 units. */
const MARK_LENGTH = 200;

export function mapListedPaper(paper: ListedPaper, { mark, latest }: ListedPage): Mapped {
  const title = cleanLine(paper.title);
  if (!title) return "The page shows an abstract without a title.";
  const abstract = cleanText(paper.paragraphs.join("\n\n"));
  const { footer } = paper;
  const shown = footer?.date && resolveDate(footer.date.date, latest);
  return withoutGaps({
    source: "listing",
    sourceId: `${mark}-${fingerprint(`${title} ${(abstract ?? "").slice(0, MARK_LENGTH)}`)}`,
    title,
    abstract,
    authorCount: footer?.authorCount,
    organizations: footer?.organization ? [footer.organization] : [],
    submittedAt: shown && `${shown}T00:00:00Z`,
    tallies: unlessEmpty({ comments: footer?.date?.comments }),
  });
}
