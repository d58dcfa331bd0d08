const MAX_TERMS = 5;

/** The words that two papers share, as the reason why one is shown beside the other. */
export function sharedReason(sharedTerms: readonly string[]): string {
  const terms = sharedTerms.slice(0, MAX_TERMS);
  return `${terms.length === 1 ? "Shared term" : "Shared words"}: ${terms.join(", ")}.`;
}
