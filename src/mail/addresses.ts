/** How mail to one address fares; kept by its keyed hash, so that it outlives every account. */
export interface AddressStanding {
  /** `suppressed`: gets nothing, whatever lists it is on. */
  readonly state: "fine" | "suppressed";
  readonly reason?: "bounces" | "complaint" | "operator";
  /** Soft bounces, at most one a day; suppressed from 5, forgotten after 30 quiet days. */
  readonly score: number;
  readonly since?: string;
}

/** What a bounce, a complaint or a provider said of one message. */
export interface MailEvent {
  /** The same for the same event, however often it is told. */
  readonly key: string;
  /**
   * `hard`: no such mailbox (5.1.x). `soft`: for now, or about a mailbox that is there (4.x.x,
   * 5.2.x, 5.4.x). `blocked`: about us (5.7.x and the rest). `complaint`: ARF, or a provider's.
   */
  readonly kind: "hard" | "blocked" | "soft" | "complaint" | "delivered";
  /** The address it was about; absent where only the return path tells. */
  readonly address?: string;
  /** From the return path or ENVID. */
  readonly delivery?: DeliveryName;
  /** RFC 3463, such as `5.1.1`. */
  readonly status?: string;
  readonly detail: string;
  readonly at: string;
}

/** Names one delivery in return paths and Message-IDs. */
export interface DeliveryName {
  readonly digestId: string;
  readonly period: string;
}

/** Which addresses get mail. */
export interface Addresses {
  standing(address: string): Promise<AddressStanding>;
  /** Those among them that get nothing; one query. */
  suppressed(addresses: readonly string[]): Promise<ReadonlySet<string>>;
  suppress(address: string, reason: "operator"): Promise<void>;
  /** The reader has proved again that mail arrives, or the operator says so; not after a complaint unless `isReader`. */
  restore(address: string, by: { readonly isReader: boolean }): Promise<void>;
  /** How many get nothing, by reason. */
  counts(): Promise<Readonly<Record<string, number>>>;
}

/** How fast mail may go: per destination domain and in all, backing off where one says so. */
export interface Pace {
  /** Takes a place in the line, or says when there may be one. */
  take(address: string, now: Date): Promise<{ readonly notBefore?: Date }>;
  /** 421 and 4xx make a domain wait twice as long each time, up to an hour. */
  note(address: string, answer: { readonly isDeferred: boolean }, now: Date): void;
}

/** Whether mail leaves at all. */
export interface Sending {
  state(): Promise<{
    readonly isPaused: boolean;
    readonly reason?: string;
    readonly since?: string;
  }>;
  pause(reason: string): Promise<void>;
  resume(): Promise<void>;
  /** Pauses where the database is older than what was sent from here (a restored backup). */
  check(): Promise<void>;
  /** Counts what leaves and what comes back of an issue; pauses on a burst. */
  noteSent(period: string, messages: number): Promise<void>;
}
