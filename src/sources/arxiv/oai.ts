import type { CreateReader, Mapped } from "../format.ts";
import { cleanLine } from "../text/clean.ts";
import { childNamed, textOf, textsOf, type XmlElement } from "../xml/element.ts";
import { createXmlReader } from "../xml/xml-reader.ts";
import { mapArxivMetadata } from "./oai-arxiv.ts";
import { mapArxivRawMetadata } from "./oai-arxiv-raw.ts";
import { mapDublinCore } from "./oai-dublin-core.ts";
import type { OaiHeader } from "./oai-header.ts";

const mappings: Readonly<Record<string, (metadata: XmlElement, header: OaiHeader) => Mapped>> = {
  arXiv: mapArxivMetadata,
  arXivRaw: mapArxivRawMetadata,
  "oai_dc:dc": mapDublinCore,
};

/**
 * Answers of arXiv's OAI-PMH service, with the metadata prefixes `arXiv`, `arXivRaw`, `oai_dc`.
 *
 * @see https://info.arxiv.org/help/oa/index.html
 */
export const createArxivOaiReader: CreateReader = (emit) =>
  createXmlReader(
    {
      roots: ["OAI-PMH", "ListRecords", "GetRecord", "record"],
      records: ["record"],
      map: mapOaiRecord,
      notices: { error: describeError },
    },
    emit,
  );

function mapOaiRecord(record: XmlElement): Mapped {
  const header = childNamed(record, "header");
  const identifier = cleanLine(header && textOf(header, "identifier")) ?? "without a name";
  if (header?.attributes.status === "deleted") {
    return `The archive has deleted the record ${identifier}.`;
  }
  const metadata = childNamed(record, "metadata")?.children[0];
  if (!metadata) return `The record ${identifier} has no metadata.`;
  const map = mappings[metadata.name];
  if (!map) {
    return `The record ${identifier} has metadata in <${metadata.name}>; <arXiv>, <arXivRaw> and <oai_dc:dc> are read.`;
  }
  return map(metadata, { identifier, sets: header ? textsOf(header, "setSpec") : [] });
}

function describeError(error: XmlElement): string {
  const code = error.attributes.code ?? "error";
  return `The archive answers ${code}: ${cleanLine(error.text) ?? "it does not say why"}.`;
}
