import { AppError, type ErrorCode } from "#platform";
import { TooManyRequests } from "./http/limits.ts";

/** The only place where the reason of a failure becomes an HTTP status. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
};

/** Seconds after which a request that was refused for now is worth another try. */
const RETRY_AFTER_SECONDS = 60;

/** How a failure is told to whoever asked. */
export interface Failure {
  readonly status: number;
  /** Fit for people. */
  readonly message: string;
  /** The exception is a bug or an outage, to be logged in full. */
  readonly isInternal: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export function describeFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) {
    return { status: 500, message: "Something broke on our side.", isInternal: true, headers: {} };
  }
  const status = statuses[error.code];
  const mayRetry = status === 429 || status === 503;
  const retryAfter =
    error instanceof TooManyRequests ? error.retryAfterSeconds : RETRY_AFTER_SECONDS;
  return {
    status,
    message: error.message,
    isInternal: false,
    headers: mayRetry ? { "retry-after": String(retryAfter) } : {},
  };
}
