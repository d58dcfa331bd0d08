import type { PaperRecord } from "./record.ts";

/**
 * Asks a service about one paper by its name there.
 *
 * @returns what it says, or the reason (a sentence for people) why it says nothing.
 * @throws AppError `unavailable` or `rate_limited` when it can not be asked now.
 */
export type Lookup = (name: string) => Promise<PaperRecord | string>;
