import type { Mapped } from "../format.ts";
import type { RecordLink } from "../record.ts";
import { cleanLine, cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { findInstant } from "../text/instants.ts";
import { givenNameFirst } from "../text/names.ts";
import { textOf, textsOf, type XmlElement } from "../xml/element.ts";
import { arxivCategories, saysWithdrawn } from "./category.ts";
import { parseArxivId } from "./identifier.ts";
import type { OaiHeader } from "./oai-header.ts";

/** Metadata prefix `oai_dc`: Dublin Core, of arXiv or of any other archive. */
export function mapDublinCore(metadata: XmlElement, header: OaiHeader): Mapped {
  const title = cleanLine(textOf(metadata, "dc:title"));
  if (!title) return `The record ${header.identifier} has no title.`;
  const names = textsOf(metadata, "dc:identifier");
  const arxivId = [header.identifier, ...names].map((name) => parseArxivId(name)?.id).find(Boolean);
  const { abstract, remark } = descriptionsOf(metadata);
  return withoutGaps({
    source: "arxiv",
    sourceId: `oai:oai_dc:${arxivId ?? header.identifier}`,
    title,
    abstract,
    authors: cleanList(textsOf(metadata, "dc:creator")).map((name) => ({
      name: givenNameFirst(name),
    })),
    categories: arxivCategories(header.sets.map(categoryOf)),
    keywords: cleanList(textsOf(metadata, "dc:subject")),
    arxivId,
    doi: names.map(doiIn).find(Boolean),
    submittedAt: textsOf(metadata, "dc:date").map(findInstant).filter(Boolean).sort()[0],
    links: arxivId ? [] : pagesOf(names),
    remark,
    license: cleanText(textOf(metadata, "dc:rights")),
    withdrawn: saysWithdrawn(remark) || undefined,
  });
}

/** arXiv puts the authors' remark into a second description that begins with "Comment:". */
function descriptionsOf(metadata: XmlElement) {
  const texts = textsOf(metadata, "dc:description").map(cleanText);
  const isRemark = (text: string | undefined) => text !== undefined && /^comments?:/i.test(text);
  return {
    abstract: texts.find((text) => text !== undefined && !isRemark(text)),
    remark: cleanLine(texts.find(isRemark)?.replace(/^comments?:\s*/i, "")),
  };
}

/** `cs:cs:AI` names `cs.AI`; `physics:hep-th` names `hep-th`. */
function categoryOf(set: string): string | undefined {
  const [group, archive, subject] = set.trim().split(":");
  if (subject !== undefined) return `${archive}.${subject}`;
  return archive === group ? undefined : archive;
}

function doiIn(name: string): string | undefined {
  return /^\s*(doi:|https?:\/\/(dx\.)?doi\.org\/|10\.)/i.test(name) ? parseDoi(name) : undefined;
}

function pagesOf(names: readonly string[]): RecordLink[] {
  return names.flatMap((name) => {
    const url = webAddress(name);
    return url ? [{ kind: "abstract" as const, url }] : [];
  });
}
