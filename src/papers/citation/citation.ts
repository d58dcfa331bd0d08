import { addressesOf } from "../addresses.ts";
import { splitName } from "../names/split-name.ts";
import { venueLabel } from "../names/venue-label.ts";
import type { Paper } from "../paper.ts";
import { texToText } from "../tex/to-text.ts";

/** What every style of reference is made from; plain text but for the title. */
export interface Citation {
  readonly kind: "preprint" | "conference" | "journal" | "other";
  /** As the paper has it, with TeX. */
  readonly title: string;
  readonly authors: readonly CitedName[];
  /** Year, month, day, as far as known; never empty. */
  readonly date: readonly number[];
  /** Conference, journal or archive. */
  readonly container?: string;
  readonly url?: string;
}

export interface CitedName {
  readonly family: string;
  /** "" for a group, which is cited whole. */
  readonly given: string;
  readonly suffix: string;
}

const JOURNAL =
  /\b(?:journal|j\.|transactions|trans\.|letters|review|reviews|annals|nature|science|plos|ieee access|bulletin|acta|jmlr|tmlr|tacl|pnas)\b/i;
const GROUP = /\b(?:collaboration|consortium|team|group|project|organi[sz]ation|institute)\b/i;

export function citationOf(paper: Paper): Citation {
  const venue = paper.venue && venueLabel(paper.venue);
  const container = venue || paper.journalReference || (paper.arxivId && "arXiv");
  const url = addressesOf(paper).best;
  return {
    kind: kindOf(paper, venue),
    title: paper.title,
    authors: paper.authors.map((author) => citedName(author.name)),
    date: dateOf(paper),
    ...(container && { container: texToText(container) }),
    ...(url && { url }),
  };
}

function kindOf(paper: Paper, venue: string | undefined): Citation["kind"] {
  if (venue) return JOURNAL.test(venue) ? "journal" : "conference";
  if (paper.journalReference && paper.doi) return "journal";
  if (paper.arxivId) return "preprint";
  return paper.doi ? "journal" : "other";
}

function citedName(printed: string): CitedName {
  const name = texToText(printed);
  if (GROUP.test(name)) return { family: name, given: "", suffix: "" };
  return splitName(name);
}

/** The year a venue names counts: it is what readers look a reference up by. */
function dateOf(paper: Paper): number[] {
  const said = paper.submittedAt ?? paper.versions[0]?.submittedAt ?? paper.announcedOn;
  const [year = 0, month = 0, day = 0] = (said ?? paper.firstSeenOn)
    .slice(0, 10)
    .split("-")
    .map(Number);
  const venueYear = Number(/\b(?:19|20)\d{2}\b/.exec(venueLabel(paper.venue ?? ""))?.[0] ?? 0);
  if (venueYear > 0 && venueYear !== year) return [venueYear];
  return said ? [year, month, day] : [year];
}
