/** Why another machine could not be reached, for whoever runs the site. */
export function explain(error: unknown): string {
  if (error instanceof AggregateError) return explain(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return explanations.get((error as NodeJS.ErrnoException).code ?? "") ?? error.message;
}

/** What the system's codes mean to people. */
const explanations: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "its name is not known here; is there a network?"],
  ["EAI_AGAIN", "its name could not be looked up; is there a network?"],
  ["ENETUNREACH", "there is no way to it; is there a network?"],
  ["EHOSTUNREACH", "there is no way to it; is there a network?"],
  ["ECONNREFUSED", "it refuses connections"],
  ["ECONNRESET", "it broke the connection off"],
  ["ETIMEDOUT", "it does not answer"],
]);
