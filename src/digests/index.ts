/**
 * digests — subscribers; composes and sends one email per subscriber and edition, once.
 *
 * Which edition, and when: a daily digest is of the last day that is over in the site's time
 * zone, a weekly one of the last ISO week. It is due at the first instant after the end of
 * that period at which the reader's clock shows the reader's hour, and holds what the
 * edition holds then, frozen or not. Within 12 hours it is sent; later it expires, because
 * yesterday's news is no news. A period without papers sends nothing.
 *
 * Owns the tables `subscriber` and `delivery`.
 * What is promised about crashes, and the limits on mail: docs/digests.md
 *
 * @module
 */
export { createDigests, type DigestsParts } from "./create-digests.ts";
export type { Digests, Preferences, SendReport, SubscriptionRequest } from "./digests.ts";
