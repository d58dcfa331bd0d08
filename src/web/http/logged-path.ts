/** Addresses whose next part is the secret of one reader. */
const SECRET_PART = /^\/(digests|for-you)\/[^/]+/;

/** A path as it may stand in a log: neither a query nor the secret of a reader's own feed. */
export function loggedPath(path: string): string {
  return path.replace(SECRET_PART, "/$1/…");
}
