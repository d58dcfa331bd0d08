import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#platform";
import type { WebContext } from "../web-context.ts";
import { type LimitName, type LimitState, limits } from "./limit-table.ts";

/** Counts in the memory of this process: several processes each give the whole limit. */
export interface Limits {
  take(name: LimitName, who: { account?: string; network: string }): Promise<LimitState>;
}

/** Too many requests; the answer says when to come again. */
export class TooManyRequests extends AppError {
  readonly retryAfterSeconds: number;

  constructor({ limit, resetSeconds }: LimitState) {
    const wait =
      resetSeconds < 90 ? `${resetSeconds} seconds` : `${Math.ceil(resetSeconds / 60)} minutes`;
    super(
      "rate_limited",
      `That was too much at once; try again in ${wait}. ${limit.what} are limited to ${limit.points} in ${limit.windowSeconds / 60} min.`,
    );
    this.retryAfterSeconds = resetSeconds;
  }
}

export function createLimits(): Limits {
  const counters = new Map<LimitName, RateLimiterMemory>();
  for (const [name, { points, windowSeconds }] of Object.entries(limits)) {
    counters.set(name as LimitName, new RateLimiterMemory({ points, duration: windowSeconds }));
  }
  return {
    async take(name, { account, network }) {
      const limit = limits[name];
      const key = limit.per === "account" && account !== undefined ? `account ${account}` : network;
      const counted = await consume(counters.get(name), key);
      return {
        name,
        limit,
        remaining: Math.max(0, counted?.remainingPoints ?? limit.points),
        resetSeconds: Math.max(1, Math.ceil((counted?.msBeforeNext ?? 0) / 1000)),
        isExceeded: (counted?.consumedPoints ?? 0) > limit.points,
      };
    },
  };
}

/** A refusal comes as a rejection with the count; anything else that is thrown is a fault. */
async function consume(
  counter: RateLimiterMemory | undefined,
  key: string,
): Promise<RateLimiterRes | undefined> {
  try {
    return await counter?.consume(key || "unknown");
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}

/**
 * Counts a request against a limit and notes where it stands, for the headers of the answer.
 *
 * @throws TooManyRequests past the limit; without limits everything passes.
 */
export async function takeLimit(
  { limits: counting }: { readonly limits: Limits | undefined },
  context: Pick<WebContext, "get" | "set">,
  name: LimitName,
): Promise<void> {
  if (!counting) return;
  const account = context.get("viewer")?.account.id;
  const { network } = context.get("origin");
  const state = await counting.take(name, account ? { account, network } : { network });
  context.set("limit", state);
  if (state.isExceeded) throw new TooManyRequests(state);
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers). */
export function limitHeaders(state: LimitState): Record<string, string> {
  const { name, limit, remaining, resetSeconds } = state;
  return {
    "ratelimit-policy": `"${name}";q=${limit.points};w=${limit.windowSeconds}`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}
