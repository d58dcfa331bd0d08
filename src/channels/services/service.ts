import type { HttpOutcome, HttpSendRequest } from "#platform";
import type { ChannelKind, ChannelWish } from "../channels.ts";
import type { Post } from "../posts/post.ts";

type Address = ChannelWish["address"];

/** What a request carries beside the post. */
export interface Envelope {
  /** The same on every try of one post; letters, digits, `-`, `_`. */
  readonly id: string;
  readonly at: Date;
  /** Of a webhook's signatures. */
  readonly secret: string;
}

export type HttpAnswer = Extract<HttpOutcome, { kind: "answered" }>;

/** What an answer means. Reasons are for the owner of the channel. */
export type Verdict =
  | { readonly kind: "taken" }
  /** `waitMs`: what the service asks for. */
  | { readonly kind: "later"; readonly reason: string; readonly waitMs?: number }
  /** It may have been shown. */
  | { readonly kind: "unknown"; readonly reason: string }
  /** The place is closed for good. */
  | { readonly kind: "gone"; readonly reason: string }
  /** The room has another id now; the post was not shown. */
  | { readonly kind: "moved"; readonly reason: string; readonly room: string };

/** How one service is spoken to. Pure: no clock, no network. */
export interface Service {
  readonly kind: ChannelKind;
  /** "Slack", as people call it. */
  readonly label: string;
  /** A post that is handed over twice is shown once, by its id. */
  readonly isRepeatable: boolean;
  /** Hosts of the service itself; absent: whatever machine the owner runs. */
  readonly hosts?: readonly string[];
  /** What its addresses must have beside a host; says what is wrong, for people. */
  findProblem(address: Address): string | undefined;
  request(post: Post, address: Address, envelope: Envelope): HttpSendRequest;
  read(answer: HttpAnswer, now: Date): Verdict;
}
