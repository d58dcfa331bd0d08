import type { Role } from "../account.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Lifetime {
  /** Without a request. */
  readonly idleMs: number;
  /** Since it was opened. */
  readonly absoluteMs: number;
}

const usual: Lifetime = { idleMs: 14 * DAY_MS, absoluteMs: 90 * DAY_MS };
const ofAdministrators: Lifetime = { idleMs: 12 * HOUR_MS, absoluteMs: DAY_MS };

/** When a session was used last is written down this often at most. */
export const SEEN_INTERVAL_MS = 60_000;

export const LONGEST_IDLE_MS = usual.idleMs;

export function lifetimeOf(role: Role): Lifetime {
  return role === "admin" ? ofAdministrators : usual;
}
