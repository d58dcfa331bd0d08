import { AppError, type ErrorCode } from "#platform";

/** An error on its way to another thread. */
export interface Failure {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly stack: string;
}

export function toFailure(error: unknown): Failure {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { message, stack, ...(error instanceof AppError && { code: error.code }) };
}

/** The error as it was thrown; a bug keeps the stack of the thread it was met in. */
export function fromFailure({ code, message, stack }: Failure): Error {
  if (code) return new AppError(code, message);
  return Object.assign(new Error(message), { stack });
}
