import type { Limits } from "../http/limits.ts";
import type { WebParts } from "../parts.ts";

/** What the API reads from and writes through. */
export interface ApiParts
  extends Pick<
    WebParts,
    | "papers"
    | "search"
    | "editions"
    | "editor"
    | "accounts"
    | "community"
    | "recommendations"
    | "channels"
    | "digests"
    | "summaries"
    | "site"
    | "clock"
    | "log"
  > {
  /** Absent: nothing is counted. */
  readonly limits?: Limits | undefined;
}
