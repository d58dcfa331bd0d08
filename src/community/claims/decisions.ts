import { isAtLeast } from "#accounts";
import { AppError } from "#platform";
import type { Actor } from "../actor.ts";
import type { ClaimParts } from "./claim-parts.ts";
import type { Claim, Claims } from "./claims.ts";
import { isStanding } from "./make-claim.ts";
import type { ClaimTransaction } from "./store.ts";

const MAX_REASON = 1_000;

/** Disputes, withdrawals, and what moderators decide. */
export function createDecisions(
  parts: ClaimParts,
): Pick<Claims, "dispute" | "withdraw" | "decide"> {
  const { store, additions, moderation, papers } = parts;
  const now = () => parts.clock.now().toISOString();
  const settle = async (claim: Claim): Promise<void> => {
    if (!isStanding(claim)) await additions.removeOf(claim);
    await papers.touch([claim.paperId]);
  };
  moderation.undoes(UNDO, async (_actor, noted) => {
    const decision = noted as unknown as NotedDecision;
    await settle(await store.inTurn((transaction) => undecide(transaction, decision)));
  });
  return {
    async dispute(actor, id, reason) {
      const why = checkedReason(reason);
      const disputed = await store.inTurn(async (transaction) => {
        const claim = await findClaim(transaction, id);
        if (claim.account === actor.account.id) {
          throw new AppError("invalid", "This claim is yours; withdraw it instead.");
        }
        if (claim.state === "disputed") return claim;
        if (claim.state !== "granted") {
          throw new AppError("conflict", "Only a claim that stands can be disputed.");
        }
        return change(transaction, claim, { state: "disputed", reason: why });
      });
      await papers.touch([disputed.paperId]);
      return disputed;
    },
    async withdraw(actor, id) {
      const claim = await findClaim(store, id);
      if (claim.account !== actor.account.id) {
        throw new AppError("forbidden", "This claim is another's.");
      }
      if (claim.state === "refused" || claim.state === "revoked") return;
      const by = actor.account.id;
      const reason = "Withdrawn by the author.";
      await change(store, claim, { state: "revoked", reason, decidedAt: now(), decidedBy: by });
      await additions.removeOf(claim);
      await papers.touch([claim.paperId]);
    },
    decide: deciding(parts, settle),
  };
}

const UNDO = "claim-decision";

function deciding(
  { store, moderation, clock }: ClaimParts,
  settle: (claim: Claim) => Promise<void>,
): Claims["decide"] {
  return async (actor, id, { isGranted, reason }) => {
    const { before, after } = await store.inTurn((transaction) =>
      decide(transaction, {
        actor,
        id,
        isGranted,
        reason: reason.trim(),
        at: clock.now().toISOString(),
      }),
    );
    await settle(after);
    const verbs = { granted: "grant", revoked: "revoke" } as const;
    const verb = verbs[after.state as keyof typeof verbs] ?? "refuse";
    await moderation.note(actor, {
      action: `${verb}-claim`,
      target: { kind: "claim", id },
      reason: reason.trim() || "The evidence is good.",
      undo: { kind: UNDO, id, from: after.state, to: before.state, reason: before.reason },
    });
    return after;
  };
}

/** What a decision noted of itself. */
interface NotedDecision {
  readonly id: string;
  readonly from: Claim["state"];
  readonly to: Claim["state"];
  readonly reason: string;
}

/** Brings a claim back to what it was before a decision, unless it has moved on since. */
async function undecide(
  transaction: ClaimTransaction,
  { id, from, to, reason }: NotedDecision,
): Promise<Claim> {
  const claim = await findClaim(transaction, id);
  if (claim.state !== from) {
    throw new AppError("conflict", "This claim has been decided otherwise since.");
  }
  if (isStanding({ state: to })) await checkPlace(transaction, claim);
  return change(transaction, claim, { state: to, reason });
}

interface Decision {
  readonly actor: Actor;
  readonly id: string;
  readonly isGranted: boolean;
  readonly reason: string;
  readonly at: string;
}

async function decide(
  transaction: ClaimTransaction,
  decision: Decision,
): Promise<{ before: Claim; after: Claim }> {
  const { actor, id, isGranted, reason, at } = decision;
  if (!isAtLeast(actor.account.role, "moderator")) {
    throw new AppError("forbidden", "Moderators decide on claims.");
  }
  if (!isGranted) checkedReason(reason);
  const claim = await findClaim(transaction, id);
  if (claim.account === actor.account.id && actor.account.role !== "admin") {
    throw new AppError("forbidden", "Another moderator decides on your own claim.");
  }
  if (claim.decidedBy === claim.account) {
    throw new AppError("conflict", "The author has withdrawn this claim.");
  }
  if (isGranted) await checkPlace(transaction, claim);
  const refused = isStanding(claim) || claim.state === "revoked" ? "revoked" : "refused";
  const state = isGranted ? "granted" : refused;
  const by = actor.account.id;
  const after = await change(transaction, claim, { state, reason, decidedAt: at, decidedBy: by });
  return { before: claim, after };
}

/** One account to a place. */
async function checkPlace(transaction: ClaimTransaction, claim: Claim): Promise<void> {
  const others = (await transaction.ofPaper(claim.paperId)).filter(
    (one) => one.id !== claim.id && isStanding(one),
  );
  if (others.some(({ authorPlace }) => authorPlace === claim.authorPlace)) {
    const message = `Somebody else stands confirmed as ${claim.authorName}; revoke that claim first.`;
    throw new AppError("conflict", message);
  }
  if (others.some(({ account }) => account === claim.account)) {
    throw new AppError("conflict", "This person is confirmed as another author of the paper.");
  }
}

async function findClaim(store: Pick<ClaimTransaction, "find">, id: string): Promise<Claim> {
  const claim = await store.find(id);
  if (!claim) throw new AppError("not_found", "There is no such claim.");
  return claim;
}

type Change = Partial<Pick<Claim, "state" | "reason" | "decidedAt" | "decidedBy">>;

async function change(
  transaction: Pick<ClaimTransaction, "update">,
  claim: Claim,
  { state = claim.state, reason = claim.reason, decidedAt, decidedBy }: Change,
): Promise<Claim> {
  await transaction.update(claim.id, {
    state,
    reason,
    check_after: null,
    ...(decidedAt && { decided_at: decidedAt }),
    ...(decidedBy && { decided_by: decidedBy }),
  });
  return {
    ...claim,
    state,
    reason,
    isBeingChecked: false,
    ...(decidedAt && { decidedAt }),
    ...(decidedBy && { decidedBy }),
  };
}

function checkedReason(reason: string): string {
  const text = reason.trim();
  if (text === "") throw new AppError("invalid", "Say why.");
  if (text.length > MAX_REASON) {
    throw new AppError("invalid", `Say it in ${MAX_REASON} characters.`);
  }
  return text;
}
