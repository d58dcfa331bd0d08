import type { Mapped } from "../format.ts";
import type { RecordAuthor } from "../record.ts";
import { cleanLine, cleanList, cleanText, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { findInstant } from "../text/instants.ts";
import { childNamed, childrenNamed, textOf, textsOf, type XmlElement } from "../xml/element.ts";
import { arxivCategories, saysWithdrawn } from "./category.ts";
import { parseArxivId } from "./identifier.ts";
import type { OaiHeader } from "./oai-header.ts";

/** Metadata prefix `arXiv`: authors in parts, affiliations, no dates of later versions. */
export function mapArxivMetadata(metadata: XmlElement, header: OaiHeader): Mapped {
  const identifier = parseArxivId(textOf(metadata, "id") ?? header.identifier);
  if (!identifier) return `The record ${header.identifier} has no arXiv id.`;
  const title = cleanLine(textOf(metadata, "title"));
  if (!title) return `The record ${header.identifier} has no title.`;
  const authors = childNamed(metadata, "authors");
  const submittedAt = findInstant(textOf(metadata, "created"));
  return withoutGaps({
    ...arxivFields(metadata),
    source: "arxiv",
    sourceId: `oai:arXiv:${identifier.id}`,
    title,
    authors: (authors ? childrenNamed(authors, "author") : []).map(toAuthor).filter(isNamed),
    arxivId: identifier.id,
    versions: submittedAt ? [{ number: 1, submittedAt }] : undefined,
    submittedAt,
  });
}

/** Fields that the prefixes `arXiv` and `arXivRaw` share. */
export function arxivFields(metadata: XmlElement) {
  const remark = cleanLine(textOf(metadata, "comments"));
  return {
    abstract: cleanText(textOf(metadata, "abstract")),
    categories: arxivCategories((textOf(metadata, "categories") ?? "").split(/\s+/)),
    doi: parseDoi(textOf(metadata, "doi")),
    remark,
    journalReference: cleanLine(textOf(metadata, "journal-ref")),
    license: cleanText(textOf(metadata, "license")),
    withdrawn: saysWithdrawn(remark) || undefined,
  };
}

function toAuthor(author: XmlElement): RecordAuthor {
  const parts = [textOf(author, "forenames"), textOf(author, "keyname"), textOf(author, "suffix")];
  const name = cleanLine(parts.filter(Boolean).join(" ")) ?? "";
  return withoutGaps({ name, affiliations: cleanList(textsOf(author, "affiliation")) });
}

/** A stray ":" stands where a collaboration's name ends and its members begin. */
function isNamed(author: RecordAuthor): boolean {
  return /\p{L}/u.test(author.name);
}
