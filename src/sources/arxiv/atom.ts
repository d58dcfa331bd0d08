import type { CreateReader, Mapped } from "../format.ts";
import type { RecordAuthor, RecordVersion } from "../record.ts";
import { cleanLine, cleanList, cleanText, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { findInstant } from "../text/instants.ts";
import { childNamed, childrenNamed, textOf, textsOf, type XmlElement } from "../xml/element.ts";
import { createXmlReader } from "../xml/xml-reader.ts";
import { arxivCategories, saysWithdrawn } from "./category.ts";
import { parseArxivId } from "./identifier.ts";

/**
 * Answers of arXiv's search API.
 *
 * @see https://info.arxiv.org/help/api/user-manual.html
 */
export const createArxivAtomReader: CreateReader = (emit) =>
  createXmlReader({ roots: ["feed"], records: ["entry"], map: mapArxivEntry }, emit);

/** One `<entry>`; arXiv reports its own errors as an entry too. */
function mapArxivEntry(entry: XmlElement): Mapped {
  const address = cleanText(textOf(entry, "id")) ?? "";
  const title = cleanLine(textOf(entry, "title"));
  const summary = cleanText(textOf(entry, "summary"));
  if (address.includes("/api/errors") || (title === "Error" && !parseArxivId(address))) {
    return `arXiv answers with an error: ${summary ?? "it does not say which"}.`;
  }
  const identifier = parseArxivId(address);
  if (!identifier) return `The entry's id "${address.slice(0, 80)}" is no arXiv id.`;
  if (!title) return "The entry has no title.";
  const submittedAt = findInstant(textOf(entry, "published"));
  const updatedAt = findInstant(textOf(entry, "updated"));
  const remark = cleanLine(textOf(entry, "arxiv:comment"));
  const primary = childNamed(entry, "arxiv:primary_category")?.attributes.term;
  const terms = childrenNamed(entry, "category").map((category) => category.attributes.term);
  return withoutGaps({
    source: "arxiv",
    sourceId: `atom:${identifier.id}`,
    title,
    abstract: summary,
    authors: childrenNamed(entry, "author").map(toAuthor).filter(isNamed),
    categories: arxivCategories(terms, primary),
    arxivId: identifier.id,
    doi: parseDoi(textOf(entry, "arxiv:doi")),
    versions: versionsOf(identifier.version ?? 1, submittedAt, updatedAt),
    submittedAt,
    remark,
    journalReference: cleanLine(textOf(entry, "arxiv:journal_ref")),
    license: cleanText(textOf(entry, "arxiv:license")),
    withdrawn: saysWithdrawn(remark) || undefined,
  });
}

function toAuthor(author: XmlElement): RecordAuthor {
  const name = cleanLine(textOf(author, "name")) ?? "";
  return withoutGaps({ name, affiliations: cleanList(textsOf(author, "arxiv:affiliation")) });
}

function isNamed(author: RecordAuthor): boolean {
  return /\p{L}/u.test(author.name);
}

/** Atom tells the dates of the first and of the newest version only. */
function versionsOf(
  newest: number,
  submittedAt: string | undefined,
  updatedAt: string | undefined,
): RecordVersion[] {
  const versions: RecordVersion[] = [];
  if (submittedAt) versions.push({ number: 1, submittedAt });
  if (newest > 1 && updatedAt) versions.push({ number: newest, submittedAt: updatedAt });
  return versions;
}
