import type { Accounts } from "#accounts";
import type { Community } from "#community";
import type { Digests } from "#digests";
import type { EditionEditor, EditionReader } from "#editions";
import type { PaperReader } from "#papers";
import type { Clock } from "#platform";
import type { Search } from "#search";
import type { Site } from "./views/list-view.ts";

/** Something every reader should know, shown above every page. */
export interface Notice {
  readonly kind: "info" | "warning";
  /** One or two plain sentences. */
  readonly text: string;
}

/** What the site shows and whom it asks; it writes through `digests`, `accounts`, `community`. */
export interface WebParts {
  readonly papers: PaperReader;
  readonly search: Pick<Search, "find" | "similar" | "status">;
  readonly editions: EditionReader;
  /** Absent where nobody edits, as in the demonstration. */
  readonly editor?: EditionEditor | undefined;
  /** Absent where no mail can be sent. */
  readonly digests?: SubscriberDesk | undefined;
  /** Absent where nobody can sign in. */
  readonly accounts?: Accounts | undefined;
  /** Absent where papers are only shown, as in the demonstration. */
  readonly community?: Community | undefined;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** The written limits hold unless a test switches them off. */
  readonly limits?: "on" | "off";
  readonly site: Site;
  readonly clock: Clock;
  readonly log: WebLog;
  notices(): readonly Notice[];
}

/** What the pages about the digest need of `digests`. */
export type SubscriberDesk = Pick<
  Digests,
  "subscribe" | "confirm" | "peek" | "updatePreferences" | "unsubscribe"
>;

interface WebLog {
  /** Who was refused, and why. */
  warn?(details: object, message: string): void;
  error(details: object, message: string): void;
}
