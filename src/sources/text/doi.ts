/** The DOI in `text`, lower case and without the resolver's address. */
export function parseDoi(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > 400) return undefined;
  const bare = text
    .trim()
    .replace(/^https?:\/\/(?:dx\.)?(?:www\.)?doi\.org\//i, "")
    .replace(/^doi:\s*/i, "");
  const match = /^10\.\d{4,9}(?:\.\d+)*\/[^\s,;]+/.exec(bare);
  return match?.[0].replace(/[.)}\]]+$/, "").toLowerCase();
}
