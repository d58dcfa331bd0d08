import { SECRET_PART } from "./secret-address.ts";

/** A path as it may stand in a log: neither a query nor the secret of a reader's own feed. */
export function loggedPath(path: string): string {
  return path.replace(SECRET_PART, "/$1/…");
}
