import type { Role } from "#accounts";
import type { LimitName } from "../http/limit-table.ts";

/** Who may ask; each may what those before it may. */
export type Access = "anyone" | Role;

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /**
   * `list`: a page of papers that is also a feed; `feed`: one of other things; `form`: a
   * request that changes something.
   */
  readonly kind: "page" | "list" | "feed" | "form" | "redirect" | "service";
  /** Absent: anyone. Whoever may less is sent to sign in, or refused. */
  readonly access?: Access;
  /** The written limit that each request counts against. */
  readonly limit?: LimitName;
  /** Only within ten minutes of proving who one is; asked for anew otherwise. */
  readonly isSensitive?: true;
  readonly what: string;
}
