import type { Mapped } from "../format.ts";
import type { RecordVersion } from "../record.ts";
import { cleanLine, withoutGaps } from "../text/clean.ts";
import { findInstant } from "../text/instants.ts";
import { childrenNamed, textOf, type XmlElement } from "../xml/element.ts";
import { splitArxivAuthors } from "./authors.ts";
import { parseArxivId } from "./identifier.ts";
import { arxivFields } from "./oai-arxiv.ts";
import type { OaiHeader } from "./oai-header.ts";

/** Metadata prefix `arXivRaw`: every version with its instant, authors in one line. */
export function mapArxivRawMetadata(metadata: XmlElement, header: OaiHeader): Mapped {
  const identifier = parseArxivId(textOf(metadata, "id") ?? header.identifier);
  if (!identifier) return `The record ${header.identifier} has no arXiv id.`;
  const title = cleanLine(textOf(metadata, "title"));
  if (!title) return `The record ${header.identifier} has no title.`;
  const versions = childrenNamed(metadata, "version").flatMap(toVersion);
  return withoutGaps({
    ...arxivFields(metadata),
    source: "arxiv",
    sourceId: `oai:arXivRaw:${identifier.id}`,
    title,
    authors: splitArxivAuthors(textOf(metadata, "authors") ?? ""),
    arxivId: identifier.id,
    versions,
    submittedAt: versions.find((version) => version.number === 1)?.submittedAt,
  });
}

function toVersion(element: XmlElement): RecordVersion[] {
  const number = Number(/^v(\d{1,3})$/.exec(element.attributes.version ?? "")?.[1]);
  const submittedAt = findInstant(textOf(element, "date"));
  return number > 0 && submittedAt ? [{ number, submittedAt }] : [];
}
