/**
 * picks — what is brought to whom and when: a subject and a schedule, and which papers an issue
 * of them holds, each with its reason. Digests, alerts, feeds and channels all ask here.
 *
 * Owns no table. Which papers a subject has: docs/alerts.md
 *
 * @module
 */
export { createPicks } from "./create-picks.ts";
export type { Pick, PickedReply, PickList, PickReason, PickRequest, Picks } from "./picks.ts";
export {
  type Cadence,
  cadences,
  type Issue,
  newestIssue,
  nextIssue,
  type Schedule,
} from "./schedule.ts";
export {
  type NamedSubject,
  type PickFilter,
  type Subject,
  type SubjectKind,
  subjectKinds,
} from "./subject.ts";
export { reasonOf as recommendationReason, titlesOf } from "./subjects/for-me.ts";
