import type { Digests } from "#digests";
import type { EditionReader } from "#editions";
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

/** What the site shows and whom it asks; it writes only through `digests`. */
export interface WebParts {
  readonly papers: PaperReader;
  readonly search: Pick<Search, "find" | "similar" | "status">;
  readonly editions: EditionReader;
  /** Absent where no mail can be sent. */
  readonly digests?: SubscriberDesk | undefined;
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
  error(details: object, message: string): void;
}
