/**
 * community — what people do with papers: upvotes, marks, collections, follows, comments,
 * submissions, author claims, moderation.
 *
 * Counts are handed to `papers` in the transaction of the vote or comment, from where
 * editions, search and pages follow them along the change log.
 *
 * Owns the tables `vote`, `shelf_mark`, `follow`, `collection`, `collection_entry`, `comment`,
 * `comment_version`, `reaction`, `submission`, `claim`, `author_link`, `moderation_entry`,
 * `report`, `paper_lock`, `network_key` and `community_cursor`.
 * The rules in full: docs/community.md
 *
 * @module
 */

export type { Actor } from "./actor.ts";
export type {
  AuthorLink,
  AuthorOrganization,
  Claim,
  ClaimCheck,
  ClaimGrade,
} from "./claims/claims.ts";
export { seenClaim } from "./claims/seen-claim.ts";
export {
  type Collection,
  type CollectionFields,
  type Visibility,
  visibilities,
} from "./collections/collections.ts";
export {
  type Comment,
  type CommentVersion,
  type Reaction,
  reactions,
  type Thread,
} from "./comments/comments.ts";
export type { Community } from "./community.ts";
export type { CommunitySettings } from "./community-parts.ts";
export { createCommunity } from "./create-community.ts";
export { type Follow, type FollowKind, followKinds } from "./follows/follows.ts";
export type {
  ModerationAction,
  ModerationEntry,
  Report,
} from "./moderation/moderation.ts";
export type { Page, PageRequest } from "./page.ts";
export { type Mark, type MarksByPaper, marks, type PaperMarks } from "./shelves/shelves.ts";
export { createSignals } from "./signals/create-signals.ts";
export type { PaperDeed, Signals } from "./signals/signals.ts";
export { readReference } from "./submissions/reference.ts";
export { seenSubmission } from "./submissions/seen-submission.ts";
export type { Submission, SubmissionInput } from "./submissions/submissions.ts";
export type { VoteRules } from "./votes/votes.ts";
export { countsInBurst, YOUNG_WEIGHT } from "./votes/weigh.ts";
