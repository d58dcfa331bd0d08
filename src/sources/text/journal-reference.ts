import { cleanLine } from "./clean.ts";

export interface JournalReferenceParts {
  readonly journal: unknown;
  readonly volume: unknown;
  readonly issue: unknown;
  readonly pages: unknown;
  readonly year: unknown;
}

/** "Journal 12(3), 45–67, 2024" from the parts that are known; nothing out of a journal alone. */
export function journalReference(parts: JournalReferenceParts): string | undefined {
  const [journal, volume, issue, pages, year] = [
    parts.journal,
    parts.volume,
    parts.issue,
    parts.pages,
    parts.year,
  ].map((part) => cleanLine(typeof part === "number" ? String(part) : part));
  // "Loom 2025" has said the year.
  const ownYear = year && journal?.includes(year) ? undefined : year;
  if (!volume && !pages && !ownYear) return undefined;
  const numbered = `${volume ?? ""}${issue ? `(${issue})` : ""}`;
  const named = [journal, numbered].filter(Boolean).join(" ");
  return cleanLine([named, pages, ownYear].filter(Boolean).join(", "));
}
