/**
 * platform — what lies beneath every module: database, clock, days, polite HTTP, log, errors.
 *
 * @module
 */
export { type Clock, fixedClock, systemClock } from "./clock.ts";
export { addDays, type Day, dayOf, findDay, parseDay } from "./day.ts";
export { AppError, type ErrorCode } from "./errors.ts";
