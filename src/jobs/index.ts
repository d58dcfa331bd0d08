/**
 * jobs — drives the stages in order: papers in, placed, indexed, frozen, delivered.
 *
 * Taking papers in runs on a thread of its own (`intake-worker.ts`); the schedule runs
 * what recurs. Owns no table.
 *
 * @module
 */
export { type Contributions, keepContributions } from "./contributions/keep-contributions.ts";
export { createOutside } from "./contributions/outside.ts";
export { deliver } from "./deliver.ts";
export { fitOwnPrior } from "./fit-own-prior.ts";
export { freezeEditions } from "./freeze-editions.ts";
export type { ImportSummary, IntakeProgress, IntakeTask } from "./intake-request.ts";
export { keepSummaries } from "./keep-summaries.ts";
export { postToChannels } from "./post-to-channels.ts";
export { runIntake } from "./run-intake.ts";
export { type RecurringJob, startSchedule } from "./schedule.ts";
export { tidyDigests } from "./tidy-digests.ts";
