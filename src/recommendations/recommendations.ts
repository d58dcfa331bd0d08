import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Day, Executor } from "#platform";

declare const readerIdBrand: unique symbol;

/** An account's id, or `s:` and a subscriber's id for who reads by mail without an account. */
export type ReaderId = string & { readonly [readerIdBrand]: true };

export const interestKinds = ["topic", "keyword", "author", "category", "search"] as const;
export type InterestKind = (typeof interestKinds)[number];

/** Something a reader has said, or the program has learned, that they like to read about. */
export interface Interest {
  readonly id: string;
  /** `learned`: a cluster of liked papers, shown by its words. */
  readonly origin: "chosen" | "learned";
  readonly kind: InterestKind;
  /** The words, slug, category or query; of a learned one its words parted by spaces. */
  readonly target: string;
  readonly label: string;
  /** Its most telling words, weightiest first. */
  readonly words: readonly string[];
  /** 0.25 to 4; 1 unless the reader says otherwise. */
  readonly weight: number;
  /** Papers that a chosen one names are left out; the likes behind a learned one do not count. */
  readonly isMuted: boolean;
  /** Liked papers behind a learned one. */
  readonly papers: number;
}

/** What a reader may change of their interests. Everything is written at once. */
export interface Interests {
  list(reader: ReaderId): Promise<readonly Interest[]>;
  /** @throws AppError `invalid` for a target that names nothing; writes nothing. */
  check(wanted: Pick<Interest, "kind" | "target">): Promise<void>;
  /** @throws AppError `invalid` past 50, or for a target that names nothing. */
  add(
    reader: ReaderId,
    wanted: Pick<Interest, "kind" | "target"> & { readonly label?: string },
  ): Promise<Interest>;
  /** @throws AppError `not_found` when the reader has no such interest. */
  change(
    reader: ReaderId,
    id: string,
    change: Partial<Pick<Interest, "label" | "weight" | "isMuted">>,
  ): Promise<Interest>;
  remove(reader: ReaderId, id: string): Promise<void>;
  /** Forgets chosen and learned interests and what was marked here; votes stay votes. */
  reset(reader: ReaderId): Promise<void>;
}

/** Why a paper is recommended. */
export interface RecommendationReason {
  readonly kind: "liked" | "interest" | "readers" | "exploration";
  /** The nearest liked paper; of `liked`. */
  readonly paperId?: PaperId;
  /** What the reader did with it. */
  readonly deed?: "upvoted" | "saved" | "collected" | "marked";
  /** Of `interest` and `exploration`: its label. */
  readonly label?: string;
  /** Up to three terms shared with what they like, weightiest first. */
  readonly terms: readonly string[];
}

export interface Recommended {
  readonly paperId: PaperId;
  /** Compare only within one list. */
  readonly score: number;
  /** Chance that they like it, 0–1, calibrated (Platt); only with 30 ratings or more. */
  readonly match?: number;
  readonly reason: RecommendationReason;
}

export interface RecommendRequest {
  readonly reader: ReaderId;
  /** Edition days, both included. */
  readonly from: Day;
  readonly until: Day;
  readonly limit: number;
  readonly without?: ReadonlySet<PaperId>;
}

export interface RecommendationList {
  /** `none`: nothing is known of this reader; the list is what is trending. */
  readonly stage: "none" | "cold" | "similar" | "learned";
  readonly picks: readonly Recommended[];
  readonly total: number;
}

/** Secret addresses of a reader's own feed, which feed readers open without signing in. */
export interface ReadAddresses {
  /** The same until it is renewed; absent before the first one is made. */
  tokenOf(reader: ReaderId): Promise<string | undefined>;
  /** Makes the first, or another; the old one opens nothing any more. */
  renew(reader: ReaderId): Promise<string>;
  /** @throws AppError `not_found` for a token that opens nothing. */
  open(token: string): Promise<ReaderId>;
}

/** Papers for one reader, with reasons. The arithmetic runs in threads of its own. */
export interface Recommendations {
  readonly interests: Interests;
  readonly addresses: ReadAddresses;
  /** In the order asked; the papers of a window are read once for all of them. */
  recommend(requests: readonly RecommendRequest[]): Promise<readonly RecommendationList[]>;
  /**
   * What a reader says of a brought paper without voting; `null` takes it back. Safe to repeat.
   *
   * @throws AppError `not_found` for a paper that is not there.
   */
  mark(reader: ReaderId, paperId: PaperId, mark: "more" | "less" | null): Promise<void>;
  /** Learns what readers have in common (item-based, from 500 active readers); for the night. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Gives what a subscriber has said to the account they turn out to have. */
  adopt(from: ReaderId, to: AccountId): Promise<void>;
  exportData(reader: ReaderId): Promise<Record<string, unknown>>;
  forget(reader: ReaderId, within?: Executor): Promise<void>;
  close(): Promise<void>;
}
