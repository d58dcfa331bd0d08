/** The closed set of reasons a request or command can fail for. */
export type ErrorCode =
  | "invalid"
  | "not_found"
  | "unauthenticated"
  | "forbidden"
  | "conflict"
  | "rate_limited"
  | "unavailable";

/** A failure whose message is fit for people. Anything else thrown is a bug or an outage. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }
}
