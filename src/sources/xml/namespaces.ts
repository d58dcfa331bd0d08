/** Prefixes that we know elements by, whatever prefix a document gives their namespace. */
const KNOWN_PREFIXES = new Map([
  ["http://www.w3.org/2005/Atom", ""],
  ["http://purl.org/rss/1.0/", ""],
  ["http://my.netscape.com/rdf/simple/0.9/", ""],
  ["http://www.openarchives.org/OAI/2.0/", ""],
  ["http://arxiv.org/OAI/arXiv/", ""],
  ["http://arxiv.org/OAI/arXivRaw/", ""],
  ["http://arxiv.org/schemas/atom", "arxiv"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://www.openarchives.org/OAI/2.0/oai_dc/", "oai_dc"],
  ["http://purl.org/rss/1.0/modules/content/", "content"],
  ["http://prismstandard.org/namespaces/basic/2.0/", "prism"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
]);

/** The name an element is known by. */
export function knownName(tag: { local: string; prefix: string; uri: string }): string {
  const prefix = KNOWN_PREFIXES.get(tag.uri) ?? KNOWN_PREFIXES.get(`${tag.uri}/`) ?? tag.prefix;
  return prefix === "" ? tag.local : `${prefix}:${tag.local}`;
}
