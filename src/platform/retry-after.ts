/**
 * Time to wait that a `Retry-After` header asks for: seconds or a date, RFC 9110 section
 * 10.2.3; `undefined` when it says neither.
 */
export function retryAfterMs(header: string | null | undefined, nowMs: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - nowMs);
}
