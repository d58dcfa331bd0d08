import type { DatabaseSettings } from "#platform";
import type { Interest, ReaderId, RecommendationList } from "../recommendations.ts";
import type { PlainRequest } from "../recommender.ts";

/** What a thread is started with. */
export interface RecommenderSettings {
  readonly databaseSettings: DatabaseSettings;
  readonly timeZone: string;
}

/** `now`: the time of the thread that asks, ISO 8601. */
export type Question =
  | { readonly kind: "recommend"; readonly requests: readonly PlainRequest[] }
  | { readonly kind: "learn"; readonly reader: ReaderId }
  | { readonly kind: "refresh" }
  | { readonly kind: "close" };

export type ThreadRequest = Question & { readonly id: number; readonly now: string };

export interface RefreshReport {
  readonly papers: number;
  /** Readers that what readers have in common is learned from; 0: too few. */
  readonly readers: number;
}

export type Answer =
  | readonly RecommendationList[]
  | readonly Interest[]
  | RefreshReport
  | undefined;

export type ThreadReply =
  | { readonly id: number; readonly answer: Answer }
  | {
      readonly id: number;
      readonly failure: { readonly code: string | undefined; readonly message: string };
    };
