const PUNCTUATION = /^[,;]+|[,;]+$/g;

/** What follows `like:`, without the punctuation of a sentence around it. */
export function trimName(name: string): string {
  return name.replace(PUNCTUATION, "");
}

/** Names parted by commas; none where there is but one, which may be an id with commas. */
export function namesWithin(trimmed: string): string[] {
  const names = trimmed.split(",").filter(Boolean);
  return names.length < 2 ? [] : names;
}
