import { isAtLeast } from "#accounts";
import type { PaperId } from "#papers";
import { AppError, createId } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import type { Moderation } from "../moderation/moderation.ts";
import { createSignal } from "../signal.ts";
import { backOffMs } from "./back-off.ts";
import { checkInput, MAX_COMMENT } from "./check-input.ts";
import { namesIn } from "./names-in.ts";
import { firstState } from "./rules.ts";
import { createSubmissionStore, type SubmissionStore } from "./store.ts";
import type { Submission, SubmissionInput, Submissions } from "./submissions.ts";

const UNDO = "submission-refusal";
const DAY_MS = 86_400_000;
const LEASE_MS = 10 * 60_000;
/** A source that is silent for so long does not know the paper. */
const GIVE_UP_MS = 3 * DAY_MS;

export function createSubmissions(
  parts: CommunityParts,
  moderation: Pick<Moderation, "note" | "undoes">,
): Submissions {
  const store = createSubmissionStore(parts.database);
  const { clock } = parts;
  const signal = createSignal();
  moderation.undoes(UNDO, (_actor, { id }) => store.reopen(String(id)));
  return {
    async submit(actor, input, comment = "") {
      const submission = await begin({ ...parts, store }, { actor, input, comment });
      if (submission.state === "waiting") signal.raise();
      return submission;
    },
    find: (id) => store.find(id),
    of: (id, page) => store.ofAccount(id, page),
    queue: (page) => store.inState("review", page),
    takeWaiting: (limit) => takeWaiting(store, clock.now(), limit),
    watch: (listener) => signal.watch(listener),
    async settle(id, outcome) {
      await store.settle(id, outcome, clock.now().toISOString());
    },
    postpone: (id, reason) => postpone(store, id, { reason, now: clock.now() }),
    async decide(actor, id, decision) {
      const decided = await decide({ ...parts, store }, { actor, id, ...decision });
      const verb = decision.isAccepted ? "accept" : "refuse";
      await moderation.note(actor, {
        action: `${verb}-submission`,
        target: { kind: "submission", id },
        reason: decision.reason.trim() || "Let in.",
        // What was let in is hidden as any other paper is; see the moderation of papers.
        ...(!decision.isAccepted && { undo: { kind: UNDO, id } }),
      });
      if (decided.state === "waiting") signal.raise();
      return decided;
    },
    async submitterOf(paperIds) {
      const found = await store.accepted(paperIds);
      // Newest first, so that the earliest stays.
      return new Map(found.map((row) => [row.paper_id, row.account_id]));
    },
  };
}

type Parts = CommunityParts & { readonly store: SubmissionStore };

async function begin(
  { papers, settings, clock, store }: Parts,
  asked: { actor: Actor; input: SubmissionInput; comment: string },
): Promise<Submission> {
  const { actor } = asked;
  if (settings.submissions === "closed") {
    throw new AppError("forbidden", "This site takes no submissions.");
  }
  const input = checkInput(asked.input);
  const comment = asked.comment.trim();
  if (comment.length > MAX_COMMENT) {
    throw new AppError("invalid", `The comment is longer than ${MAX_COMMENT} characters.`);
  }
  const open = await store.findOpen(actor.account.id, input);
  if (open) return open;
  const now = clock.now();
  const paperId = await findKnown(papers, input);
  if (!paperId) await checkDaily(actor, { store, settings, now });
  const submission: Submission = {
    id: createId(),
    account: actor.account.id,
    input,
    comment,
    ...(paperId
      ? { state: "duplicate", reason: "", paperId, decidedAt: now.toISOString() }
      : firstState(actor.account, input, { settings, now })),
    title: input.kind === "form" ? input.fields.title : "",
    createdAt: now.toISOString(),
    attempts: 0,
  };
  await store.add(submission);
  return submission;
}

async function findKnown(
  papers: CommunityParts["papers"],
  input: SubmissionInput,
): Promise<PaperId | undefined> {
  for (const name of namesIn(input)) {
    const id = await papers.resolve(name);
    if (!id) continue;
    if (await papers.find(id)) return id;
    throw new AppError("conflict", "This site knows the paper and does not show it.");
  }
  return undefined;
}

async function checkDaily(
  { account }: Actor,
  { store, settings, now }: Pick<Parts, "store" | "settings"> & { now: Date },
): Promise<void> {
  if (isAtLeast(account.role, "moderator")) return;
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  if ((await store.countSince(account.id, since)) < settings.submissionsPerDay) return;
  const most = settings.submissionsPerDay;
  throw new AppError(
    "rate_limited",
    `You have submitted ${most} papers in 24 hours, as many as this site takes of one account; come back tomorrow.`,
  );
}

async function takeWaiting(
  store: SubmissionStore,
  now: Date,
  limit: number,
): Promise<Submission[]> {
  const until = new Date(now.getTime() + LEASE_MS).toISOString();
  const taken: Submission[] = [];
  for (const id of await store.findDue(now.toISOString(), limit)) {
    if (!(await store.take(id, now.toISOString(), until))) continue;
    const submission = await store.find(id);
    if (submission?.state === "waiting") taken.push(submission);
  }
  return taken;
}

async function postpone(
  store: SubmissionStore,
  id: string,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const submission = await store.find(id);
  if (!submission) return;
  const since = Date.parse(submission.decidedAt ?? submission.createdAt);
  if (now.getTime() - since >= GIVE_UP_MS) {
    const whole = `For three days its source gave no answer: ${reason}`;
    await store.settle(id, { state: "refused", reason: whole }, now.toISOString());
    return;
  }
  const next = new Date(now.getTime() + backOffMs(submission.attempts));
  await store.postpone(id, next.toISOString(), reason);
}

async function decide(
  { clock, store }: Parts,
  asked: { actor: Actor; id: string; isAccepted: boolean; reason: string },
): Promise<Submission> {
  const { actor, id, isAccepted } = asked;
  if (!isAtLeast(actor.account.role, "moderator")) {
    throw new AppError("forbidden", "Moderators decide on submissions.");
  }
  const reason = asked.reason.trim();
  if (!isAccepted && reason === "") {
    throw new AppError("invalid", "Say why; the submitter reads it.");
  }
  const submission = await store.find(id);
  if (!submission) throw new AppError("not_found", "There is no such submission.");
  if (submission.state !== "review") {
    throw new AppError("conflict", "This submission does not wait for a moderator.");
  }
  const state = isAccepted ? "waiting" : "refused";
  const by = actor.account.id;
  await store.settle(id, { state, reason, by }, clock.now().toISOString());
  return (await store.find(id)) ?? submission;
}
