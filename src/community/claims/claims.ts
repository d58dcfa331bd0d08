import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

/**
 * How well it is known that the account is the author. A: the paper's metadata carries the
 * ORCID iD the account signed in with. B: the paper is in the ORCID record, added by a source
 * that can be trusted. C: the address of the corresponding author was confirmed. D: the name
 * alone; a moderator decides.
 */
export type ClaimGrade = "A" | "B" | "C" | "D";

export interface Claim {
  readonly id: string;
  readonly paperId: PaperId;
  readonly account: AccountId;
  /** Place in the printed order, from 1. */
  readonly authorPlace: number;
  readonly authorName: string;
  readonly grade: ClaimGrade;
  readonly state: "pending" | "granted" | "refused" | "disputed" | "revoked";
  readonly evidence: string;
  /** Of the dispute, or of the decision. */
  readonly reason: string;
  readonly createdAt: string;
  readonly decidedAt?: string;
  /** Absent where the evidence decided; the claimant, when it was withdrawn. */
  readonly decidedBy?: AccountId;
  /** The ORCID record is still to be read. */
  readonly isBeingChecked: boolean;
}

/** A link that a claimed author has added. */
export interface AuthorLink {
  readonly id: string;
  readonly kind: "code" | "model" | "data" | "project";
  readonly url: string;
  readonly account: AccountId;
  readonly at: string;
}

/** An organisation that a claimed author has named. */
export interface AuthorOrganization {
  readonly id: string;
  readonly name: string;
  readonly account: AccountId;
  readonly at: string;
}

/** What the ORCID record of the claimant says of the paper. */
export type ClaimCheck =
  | { readonly kind: "found"; readonly addedBy: string }
  | { readonly kind: "missing"; readonly reason: string }
  /** The record could not be read; to be tried again. */
  | { readonly kind: "silent"; readonly reason: string };

export interface Claims {
  /** Safe to repeat. @throws AppError `conflict` when another holds the place. */
  claim(actor: Actor, paperId: PaperId, authorPlace: number, evidence: string): Promise<Claim>;
  /** By any reader; a moderator then decides. */
  dispute(actor: Actor, id: string, reason: string): Promise<Claim>;
  /** Takes out what the author has added, too. */
  withdraw(actor: Actor, id: string): Promise<void>;
  /** Any claim, also one decided before; what was withdrawn stays so. */
  decide(
    actor: Actor,
    id: string,
    decision: { isGranted: boolean; reason: string },
  ): Promise<Claim>;
  find(id: string): Promise<Claim | undefined>;
  /** Standing ones: granted or disputed. */
  of(paperIds: readonly PaperId[]): Promise<readonly Claim[]>;
  /** Newest first. */
  ofAccount(id: AccountId): Promise<readonly Claim[]>;
  /** Pending and disputed ones, oldest first; not those whose ORCID record is still to be read. */
  queue(page: PageRequest): Promise<Page<Claim>>;
  /** Takes claims whose ORCID record is to be read; nobody else gets them for some minutes. */
  takeUnchecked(limit: number): Promise<readonly Claim[]>;
  /** What the record said: grants, leaves to a moderator, or tries again later. */
  settleCheck(id: string, check: ClaimCheck): Promise<void>;
  /** Calls back whenever a record is to be read. @returns what ends it. */
  watch(listener: () => void): () => void;
  /** @throws AppError `forbidden` unless the actor has a granted claim, or moderates. */
  addLink(
    actor: Actor,
    paperId: PaperId,
    link: Pick<AuthorLink, "kind" | "url">,
  ): Promise<AuthorLink>;
  /** Also takes out an organisation. */
  removeLink(actor: Actor, paperId: PaperId, linkId: string): Promise<void>;
  links(paperId: PaperId): Promise<readonly AuthorLink[]>;
  /** @throws AppError as `addLink`. */
  addOrganization(actor: Actor, paperId: PaperId, name: string): Promise<AuthorOrganization>;
  organizations(paperId: PaperId): Promise<readonly AuthorOrganization[]>;
}
