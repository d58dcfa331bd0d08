import { isArxivEntry, isReplacement, mapArxivFeedEntry } from "../arxiv/feed.ts";
import type { CreateReader, Mapped, ReadContext } from "../format.ts";
import type { XmlElement } from "../xml/element.ts";
import { createXmlReader } from "../xml/xml-reader.ts";
import { toFeedEntry } from "./entry.ts";
import { isDailyPapersEntry, mapDailyPapersEntry } from "./hugging-face.ts";
import { mapEntry } from "./map-entry.ts";

/** RSS 0.9x, 1.0, 2.0 and Atom 1.0 feeds of papers. */
export const createRssReader: CreateReader = (emit, context) =>
  createXmlReader(
    {
      roots: ["rss", "rdf:RDF", "RDF", "feed"],
      records: ["item", "entry"],
      map: (element) => mapFeedElement(element, context),
    },
    emit,
  );

function mapFeedElement(element: XmlElement, context: ReadContext): Mapped | undefined {
  const entry = toFeedEntry(element);
  if (context.skipsReplacements && isReplacement(entry)) return undefined;
  if (isArxivEntry(entry)) return mapArxivFeedEntry(entry);
  if (isDailyPapersEntry(entry)) return mapDailyPapersEntry(entry);
  return mapEntry(entry);
}
