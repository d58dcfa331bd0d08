import { cleanLine, cleanText } from "../text/clean.ts";
import { decodeReferences, hasMarkup, htmlToText } from "../text/html.ts";
import { childrenNamed, textOf, textsOf, type XmlElement } from "../xml/element.ts";

/** What RSS 0.9x, 1.0, 2.0 and Atom 1.0 all say of an entry, each in its own words. */
export interface FeedEntry {
  readonly element: XmlElement;
  readonly title: string | undefined;
  /** The address of its page. */
  readonly address: string | undefined;
  /** What the feed calls it. */
  readonly guid: string | undefined;
  /** As given: plain text or HTML. */
  readonly description: string | undefined;
  /** As written, in whatever form. */
  readonly date: string | undefined;
  readonly creators: readonly string[];
  readonly categories: readonly string[];
}

export function toFeedEntry(element: XmlElement): FeedEntry {
  const first = (...names: string[]) =>
    names.map((name) => cleanText(textOf(element, name))).find((text) => text !== undefined);
  return {
    element,
    title: plainTitle(first("title", "dc:title")),
    address: addressOf(element),
    guid: first("guid", "id") ?? cleanText(element.attributes["rdf:about"]),
    description: first("description", "summary", "content:encoded", "content", "dc:description"),
    date: first("pubDate", "published", "dc:date", "prism:publicationDate", "updated"),
    creators: creatorsOf(element),
    categories: childrenNamed(element, "category").flatMap(
      (category) => cleanLine(category.attributes.term ?? category.text) ?? [],
    ),
  };
}

/** Titles are plain text, but some feeds put HTML into them. */
function plainTitle(title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  return cleanLine(hasMarkup(title) ? htmlToText(title) : decodeReferences(title));
}

function addressOf(element: XmlElement): string | undefined {
  const links = childrenNamed(element, "link");
  const written = links.map((link) => cleanText(link.text)).find((text) => text !== undefined);
  if (written) return written;
  const isPage = (link: XmlElement) => (link.attributes.rel ?? "alternate") === "alternate";
  return cleanText((links.find(isPage) ?? links[0])?.attributes.href);
}

function creatorsOf(element: XmlElement): string[] {
  const people = childrenNamed(element, "author").map((author) =>
    // RSS 2.0 writes "mail@example.org (Name)".
    (textOf(author, "name") ?? author.text).replace(/^\S+@\S+\s*\((.*)\)\s*$/, "$1"),
  );
  const named = people.length > 0 ? people : textsOf(element, "dc:creator");
  return named.map(cleanLine).filter((name) => name !== undefined);
}
