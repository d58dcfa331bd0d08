import type { Accounts } from "#accounts";
import type { Channels } from "#channels";
import type { Community } from "#community";
import type { Digests } from "#digests";
import type { EditionEditor, EditionReader } from "#editions";
import type { Mail } from "#mail";
import type { PaperReader } from "#papers";
import type { Picks } from "#picks";
import type { Clock } from "#platform";
import type { Recommendations } from "#recommendations";
import type { Search } from "#search";
import type { Summaries } from "#summaries";
import type { Site } from "./views/list-view.ts";

/** Something readers should know, such as a source that is silent; shown above lists of papers. */
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
  /** Absent where nothing is brought to anybody. */
  readonly digests?: SubscriberDesk | undefined;
  /** Absent where no mail leaves, as in the demonstration. */
  readonly mail?: MailDesk | undefined;
  /** No mail server is set: digests are pages and feeds alone. */
  readonly sendsNoMail?: boolean;
  /** Absent where nobody can sign in. */
  readonly accounts?: Accounts | undefined;
  /** Absent where papers are only shown, as in the demonstration. */
  readonly community?: Community | undefined;
  /** Absent where nobody has papers of their own, as in the demonstration. */
  readonly recommendations?: Recommendations | undefined;
  /** Names what may be brought. */
  readonly picks?: Pick<Picks, "name"> | undefined;
  readonly channels?: Channels | undefined;
  readonly summaries?: Summaries | undefined;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** The written limits hold unless a test switches them off. */
  readonly limits?: "on" | "off";
  readonly site: Site;
  readonly clock: Clock;
  readonly log: WebLog;
  notices(): readonly Notice[];
}

/** What the pages about digests need of `digests`. */
export type SubscriberDesk = Pick<
  Digests,
  | "subscribe"
  | "confirm"
  | "open"
  | "ofAccount"
  | "seeAccount"
  | "digestsOf"
  | "add"
  | "change"
  | "remove"
  | "previewNext"
  | "comeBack"
  | "unsubscribe"
  | "weeklyInstead"
  | "openMark"
  | "openRead"
  | "issues"
  | "issue"
  | "exportData"
  | "forget"
>;

/** What the pages about mail need of it. */
export type MailDesk = Pick<Mail, "sender" | "canSend" | "addresses" | "sending" | "events">;

interface WebLog {
  /** Who was refused, and why. */
  warn?(details: object, message: string): void;
  error(details: object, message: string): void;
}
