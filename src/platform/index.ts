/**
 * platform — what lies beneath every module: database, clock, days, polite HTTP, log, errors.
 *
 * @module
 */
export { type Clock, fixedClock, systemClock } from "./clock.ts";
export { makeDataFolder } from "./data-folder.ts";
export type { Database, DatabaseSettings } from "./database/database.ts";
export { openDatabase } from "./database/open-database.ts";
export type * from "./database/schema.ts";
export { addDays, type Day, dayOf, findDay, parseDay } from "./day.ts";
export { AppError, type ErrorCode } from "./errors.ts";
export { createLog, type Log } from "./log.ts";
export {
  createPoliteClient,
  type PoliteClient,
} from "./polite-client.ts";
export { createProgress } from "./progress.ts";
export { retryAfterMs } from "./retry-after.ts";
