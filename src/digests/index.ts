/**
 * digests — what subscribers have brought: chosen by subject and schedule, made into issues that
 * never change, mailed once.
 *
 * An issue, the papers that count as brought, its row of the ledger and when the digest is due
 * next are one transaction. Within 12 hours it is mailed; later it expires, because yesterday's
 * news is no news. Nothing new sends nothing.
 *
 * Owns the tables `subscriber`, `digest`, `issue`, `brought_paper` and `delivery`.
 * When an issue is due, what is promised about crashes, and the limits on mail: docs/digests.md
 *
 * @module
 */
export { createDigests, type DigestsParts } from "./create-digests.ts";
export type {
  ComingIssue,
  DigestIssue,
  DigestSettings,
  Digests,
  DigestWish,
  SendReport,
  Subscriber,
  SubscriptionRequest,
} from "./digests.ts";
export { readDigestStatus } from "./ledger/status/store.ts";
export { scheduleWords } from "./messages/issue-words.ts";
