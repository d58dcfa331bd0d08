/**
 * digests — subscribers; composes and sends one email per subscriber and edition, once.
 *
 * Owns the tables `subscriber` and `delivery`.
 *
 * @module
 */
export type {
  DigestMessage,
  Digests,
  Preferences,
  SendReport,
  SubscriptionRequest,
} from "./digests.ts";
