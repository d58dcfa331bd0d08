import { AppError } from "#platform";
import type { ProviderSettings } from "../accounts-parts.ts";
import type { Core } from "../core.ts";

/** What to tell whoever comes back from a provider in vain. */
export function explain(core: Core, { name, label }: ProviderSettings, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  core.log.warn({ provider: name, reason }, "a provider's answer was refused");
  if (isDeclined(error)) {
    return new AppError("unauthenticated", `You did not let ${label} tell who you are; begin anew`);
  }
  if (isOutage(error)) {
    const message = `${label} does not answer now; try again in a few minutes, or sign in another way`;
    return new AppError("unavailable", message, { cause: error });
  }
  const message = `What ${label} answered could not be verified; begin anew, or sign in another way`;
  return new AppError("unauthenticated", message, { cause: error });
}

function isDeclined(error: unknown): boolean {
  return error instanceof Error && "error" in error && error.error === "access_denied";
}

/** No answer, or one that says it can not now. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("status" in error && typeof error.status === "number") return error.status >= 500;
  const code = "code" in error ? error.code : undefined;
  const isTimeout = code === "OAUTH_TIMEOUT" || error.name === "TimeoutError";
  return isTimeout || /^fetch failed$|^GitHub answers 5/.test(error.message);
}
