import type { Account, AccountId } from "#accounts";
import type { NamedSubject, PickFilter, Schedule, Subject } from "#picks";

export const channelKinds = [
  "slack",
  "discord",
  "telegram",
  "feishu",
  "mattermost",
  "matrix",
  "webhook",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a channel is asked for; the secret parts of `address` never come back out. */
export interface ChannelWish {
  readonly kind: ChannelKind;
  readonly title: string;
  /**
   * Where it posts. `url`: the incoming webhook (slack, discord, feishu, mattermost, webhook) or
   * the homeserver (matrix). `token`: of the bot (telegram) or user (matrix), or Feishu's signing
   * secret. `room`: chat id (telegram), room id (matrix).
   */
  readonly address: {
    readonly url?: string;
    readonly token?: string;
    readonly room?: string;
  };
  readonly subject: Subject;
  readonly schedule: Schedule;
  /** Papers in one post, 1–20. */
  readonly papers: number;
  readonly filter: PickFilter;
  /** 0: the newest issue; 7: the one of seven days ago, whose votes have come in. */
  readonly daysAgo: number;
}

export interface Channel extends Omit<ChannelWish, "address" | "subject"> {
  readonly id: string;
  readonly owner: AccountId;
  readonly subject: NamedSubject;
  /** Where it posts, for people, without its secrets: "hooks.slack.com/…/a1b2". */
  readonly place: string;
  readonly state: "active" | "paused" | "disabled";
  /** Since when every post fails; ISO 8601. */
  readonly failingSince?: string;
  readonly lastError?: string;
  readonly lastPostAt?: string;
  readonly nextDueAt?: string;
  readonly createdAt: string;
}

export interface ChannelPost {
  readonly period: string;
  readonly state: "due" | "sending" | "sent" | "failed" | "expired" | "empty";
  readonly papers: number;
  readonly attempts: number;
  readonly at: string;
  readonly lastError?: string;
}

export interface ChannelsReport {
  readonly due: number;
  readonly sent: number;
  readonly failed: number;
  readonly disabled: number;
}

/**
 * Failures are AppErrors: `invalid` with what to change, `not_found` for what is not theirs,
 * `forbidden` where the operator lets only others have channels, `conflict` past 20.
 */
export interface Channels {
  list(owner: AccountId): Promise<readonly Channel[]>;
  get(owner: AccountId, id: string): Promise<Channel>;
  /** `secret`: of a webhook's signatures (Standard Webhooks, `whsec_…`), shown this once. */
  create(
    owner: Account,
    wish: ChannelWish,
  ): Promise<{ readonly channel: Channel; readonly secret?: string }>;
  change(owner: Account, id: string, change: Partial<ChannelWish>): Promise<Channel>;
  pause(owner: AccountId, id: string, isPaused: boolean): Promise<Channel>;
  remove(owner: AccountId, id: string): Promise<void>;
  /** Posts a word of greeting now. @throws AppError `unavailable` with what the service said. */
  test(owner: AccountId, id: string): Promise<void>;
  posts(owner: AccountId, id: string): Promise<readonly ChannelPost[]>;
  /** Composes what is due and posts what waits; safe to repeat and to be killed. */
  run(now: Date, signal?: AbortSignal): Promise<ChannelsReport>;
  exportData(owner: AccountId): Promise<Record<string, unknown>>;
  forget(owner: AccountId): Promise<void>;
}
