import type { RecordAuthor } from "../record.ts";
import { cleanLine, cleanList, withoutGaps } from "../text/clean.ts";

export interface AuthorsAndOrganizations {
  readonly authors: readonly RecordAuthor[];
  readonly organizations: readonly string[];
}

/**
 * Puts affiliations beside names: `aff` has one part per author, parted by `;`, each with one or
 * more institutions parted by `+`. Where the numbers differ, nobody can say whose they are, and
 * they stand for the paper as a whole.
 */
export function withAffiliations(
  authors: readonly RecordAuthor[],
  aff: unknown,
): AuthorsAndOrganizations {
  if (typeof aff !== "string" || !/[^;\s]/.test(aff)) return { authors, organizations: [] };
  const parts = aff.split(";");
  if (parts.length !== authors.length) {
    return { authors, organizations: cleanList(parts.flatMap((part) => part.split("+"))) };
  }
  const joined = authors.map((author, index) => {
    const affiliations = cleanList((parts[index] ?? "").split("+"));
    return affiliations.length > 0 ? { ...author, affiliations } : author;
  });
  return { authors: joined, organizations: [] };
}

/** An author out of a name, or out of an object `{name, affiliations, orcid}`. */
export function toAuthor(value: unknown): RecordAuthor | undefined {
  if (typeof value !== "object" || value === null) {
    const name = cleanLine(value);
    return name === undefined ? undefined : { name };
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const parts = [fields.given, fields.family].map(cleanLine).filter(Boolean).join(" ");
  const name = cleanLine(fields.name) ?? cleanLine(fields.literal) ?? cleanLine(parts);
  if (name === undefined) return undefined;
  const stated = fields.affiliations ?? fields.affiliation;
  const affiliations = cleanList((Array.isArray(stated) ? stated : [stated]).map(nameOf));
  return withoutGaps({ name, affiliations, orcid: parseOrcid(fields.orcid ?? fields.ORCID) });
}

function nameOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as { name?: unknown }).name : value;
}

function parseOrcid(value: unknown): string | undefined {
  return typeof value === "string" ? /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/.exec(value)?.[0] : undefined;
}
