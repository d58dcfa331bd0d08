import type { Accounts } from "#accounts";
import type { Community, Submission } from "#community";
import type { EditionWriter } from "#editions";
import { type PaperId, type Papers, texToText } from "#papers";
import { AppError, type Clock, dayOf, type Log } from "#platform";
import type { PaperRecord } from "#sources";
import { type Found, findRecord, isSilence } from "./find-record.ts";
import type { Outside } from "./outside.ts";
import { postFirstComment } from "./post-first-comment.ts";

export interface ContributionParts {
  readonly papers: Papers;
  readonly editions: EditionWriter;
  readonly community: Pick<Community, "submissions" | "comments" | "claims">;
  readonly people: Pick<Accounts["people"], "find">;
  readonly outside: Outside;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "error">;
  readonly timeZone: string;
  /** Older papers wait for a moderator; 0: no limit. */
  readonly maxAgeDays: number;
}

const DAY_MS = 86_400_000;
/** Taken at a time: others, and the end of the program, wait no longer than for these. */
const BATCH = 5;
const MAX_TITLE = 300;
/** Times a silent registry is asked before a moderator reads the words there are: some 7 minutes. */
const MOST_SILENCES = 4;

/**
 * Asks the sources about every submission that is due, and takes the papers in. Safe to be
 * killed and to be run by several processes at once.
 *
 * @returns how many were looked at.
 */
export async function resolveSubmissions(
  parts: ContributionParts,
  signal?: AbortSignal,
): Promise<number> {
  const { submissions } = parts.community;
  let looked = 0;
  while (!signal?.aborted) {
    const taken = await submissions.takeWaiting(BATCH);
    if (taken.length === 0) break;
    for (const submission of taken) await resolveOne(parts, submission);
    looked += taken.length;
  }
  if (looked > 0) await parts.editions.follow(parts.papers);
  return looked;
}

async function resolveOne(parts: ContributionParts, submission: Submission): Promise<void> {
  const { submissions } = parts.community;
  const { id } = submission;
  try {
    const found = await findRecord(parts.outside, submission, parts.clock);
    await settle(parts, submission, found);
  } catch (error) {
    if (!(error instanceof AppError)) {
      parts.log.error({ submission: id, err: error }, "a submission failed");
      await submissions.postpone(id, "Something went wrong on this site; it tries again.");
    } else if (isSilence(error)) {
      await waitOrAsk(parts, submission, error.message);
    } else {
      await submissions.settle(id, { state: "refused", reason: error.message });
    }
  }
}

/** Words that are there need not wait for a registry that stays silent: a moderator reads them. */
async function waitOrAsk(
  { community: { submissions } }: ContributionParts,
  { id, input, attempts }: Submission,
  why: string,
): Promise<void> {
  const hasWords = input.kind !== "reference";
  if (!hasWords || attempts < MOST_SILENCES) return submissions.postpone(id, why);
  const reason = `Its registry could not be asked (${why}), so a moderator reads what you wrote.`;
  await submissions.settle(id, { state: "review", reason });
}

async function settle(
  parts: ContributionParts,
  submission: Submission,
  found: Found,
): Promise<void> {
  const { id } = submission;
  const { submissions } = parts.community;
  if ("reason" in found) return submissions.settle(id, { state: "refused", reason: found.reason });
  const { record } = found;
  const title = texToText(record.title).slice(0, MAX_TITLE);
  const isLetIn = submission.decidedBy !== undefined;
  const known = await findKnown(parts.papers, record);
  if (known) return submissions.settle(id, { state: "duplicate", title, paperId: known });
  const doubt = isLetIn ? undefined : tooOld(parts, record);
  if (doubt) return submissions.settle(id, { state: "review", title, reason: doubt });
  const { paperId, isNew } = await takeIn(parts, found);
  await submissions.settle(id, { state: isNew ? "accepted" : "duplicate", title, paperId });
  if (isNew) await postFirstComment(parts, submission, paperId);
}

async function findKnown(papers: Papers, record: PaperRecord): Promise<PaperId | undefined> {
  for (const name of [record.arxivId, record.doi]) {
    const id = name && (await papers.resolve(name));
    if (id) return id;
  }
  return undefined;
}

function tooOld({ maxAgeDays, clock }: ContributionParts, record: PaperRecord): string | undefined {
  if (maxAgeDays === 0 || !record.submittedAt) return undefined;
  const ageMs = clock.now().getTime() - Date.parse(record.submittedAt);
  if (!(ageMs > maxAgeDays * DAY_MS)) return undefined;
  const day = record.submittedAt.slice(0, 10);
  return `The paper is of ${day}; papers older than ${maxAgeDays} days wait for a moderator.`;
}

/** Takes the record in; a new paper is featured today, so that it stands in today's edition. */
async function takeIn(
  { papers, clock, timeZone }: ContributionParts,
  { record, isUnproved }: Exclude<Found, { reason: string }>,
): Promise<{ paperId: PaperId; isNew: boolean }> {
  const today = dayOf(clock.now(), timeZone);
  const outcome = await papers.ingest([record], today);
  const paperId = outcome.changed[0] ?? (await findKnown(papers, record));
  if (!paperId) throw new AppError("conflict", "This site knows the paper and does not show it.");
  if (outcome.added === 0) {
    // A known paper gains nothing from words that nobody vouches for.
    if (isUnproved) await papers.retract(record.source, record.sourceId);
    return { paperId, isNew: false };
  }
  await papers.ingest([{ ...record, featuredOn: today }], today);
  return { paperId, isNew: true };
}
