/**
 * platform — what lies beneath every module: database, clock, days, polite HTTP, log, errors.
 *
 * @module
 */
export { type Clock, fixedClock, systemClock } from "./clock.ts";
export { makeDataFolder } from "./data-folder.ts";
export type { Database, DatabaseSettings, Executor } from "./database/database.ts";
export { openDatabase } from "./database/open-database.ts";
export type * from "./database/schema.ts";
export type * from "./database/schema-accounts.ts";
export type * from "./database/schema-community.ts";
export type * from "./database/schema-delivery.ts";
export type * from "./database/schema-search.ts";
export { addDays, type Day, dayOf, findDay, parseDay } from "./day.ts";
export { parseEmailAddress } from "./email-address.ts";
export { createBackOff } from "./endpoint/back-off.ts";
export {
  endpointName,
  type ModelEndpoint,
  postToEndpoint,
  RefusedInput,
} from "./endpoint/post-to-endpoint.ts";
export { AppError, type ErrorCode } from "./errors.ts";
export { createGuardedClient, type GuardedClient } from "./guarded-client.ts";
export type { HttpOutcome, HttpSendRequest } from "./http-send.ts";
export { createId, createSecret, hashSecret, isSameSecret } from "./ids.ts";
export { createLog, type Log } from "./log.ts";
export { truncateNetwork } from "./network.ts";
export {
  createPoliteClient,
  type PoliteClient,
} from "./polite-client.ts";
export { createProgress } from "./progress.ts";
export { retryAfterMs } from "./retry-after.ts";
export { loadSecret } from "./secret.ts";
