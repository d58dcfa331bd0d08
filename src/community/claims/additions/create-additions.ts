import { type AccountId, isAtLeast } from "#accounts";
import type { PaperId, PaperWithTally } from "#papers";
import { AppError, createId } from "#platform";
import type { Actor } from "../../actor.ts";
import type { CommunityParts } from "../../community-parts.ts";
import type { AuthorLink, AuthorOrganization, Claim } from "../claims.ts";
import { type Addition, type AdditionStore, createAdditionStore } from "./store.ts";

const linkKinds: ReadonlySet<string> = new Set(["code", "model", "data", "project"]);
const MAX_ADDITIONS = 20;
const MAX_ADDRESS = 2_000;
const MAX_NAME = 200;

/** What authors add to their papers; `papers` takes it in as a record of the source `author`. */
export interface Additions {
  /** @param holder whether the account holds a granted claim on the paper. */
  addLink(request: AddRequest): Promise<AuthorLink>;
  addOrganization(request: AddRequest): Promise<AuthorOrganization>;
  remove(actor: Actor, linkId: string, isAuthor: boolean, paperId: PaperId): Promise<void>;
  /** Everything one author has added to a paper. */
  removeOf(claim: Claim): Promise<void>;
  /** Everything one author has added anywhere. */
  removeAll(id: AccountId): Promise<void>;
  links(paperId: PaperId): Promise<AuthorLink[]>;
  organizations(paperId: PaperId): Promise<AuthorOrganization[]>;
}

interface AddRequest {
  readonly actor: Actor;
  readonly paper: PaperWithTally;
  readonly kind: string;
  readonly value: string;
}

export function createAdditions(parts: CommunityParts): Additions {
  const store = createAdditionStore(parts.database);
  const { papers, clock } = parts;

  async function add(request: AddRequest): Promise<Addition> {
    const { actor, paper, kind, value } = request;
    const known = await store.ofPaper(paper.id);
    const same = known.find((one) => one.kind === kind && one.value === value);
    if (same) return same;
    if (known.length >= MAX_ADDITIONS) {
      throw new AppError("conflict", `A paper takes ${MAX_ADDITIONS} additions; remove one first.`);
    }
    const addition: Addition = {
      link_id: createId(),
      paper_id: paper.id,
      account_id: actor.account.id,
      kind,
      value,
      at: clock.now().toISOString(),
    };
    await store.add(addition);
    await papers.ingest([recordOf(addition, paper)], paper.firstSeenOn);
    return addition;
  }

  async function takeOut(addition: Addition): Promise<void> {
    await store.remove(addition.link_id);
    await papers.retract("author", addition.link_id);
  }

  return {
    addLink: async (request) => toLink(await add({ ...request, ...checkedLink(request) })),
    addOrganization: async (request) =>
      toOrganization(await add({ ...request, value: checkedName(request.value) })),
    async remove(actor, linkId, isAuthor, paperId) {
      const addition = (await store.ofPaper(paperId)).find((one) => one.link_id === linkId);
      if (!addition) throw new AppError("not_found", "There is no such link.");
      const { account } = actor;
      const isOwn = addition.account_id === account.id;
      if (!isOwn && !isAuthor && !isAtLeast(account.role, "moderator")) {
        throw new AppError("forbidden", "Authors of the paper and moderators remove its links.");
      }
      await takeOut(addition);
    },
    async removeOf({ paperId, account }) {
      for (const addition of await store.ofAuthor(paperId, account)) await takeOut(addition);
    },
    async removeAll(id) {
      for (const addition of await store.ofAccount(id)) await takeOut(addition);
    },
    ...listsOf(store),
  };
}

function listsOf(store: AdditionStore): Pick<Additions, "links" | "organizations"> {
  return {
    links: async (paperId) =>
      (await store.ofPaper(paperId)).filter(({ kind }) => linkKinds.has(kind)).map(toLink),
    organizations: async (paperId) =>
      (await store.ofPaper(paperId))
        .filter(({ kind }) => kind === "organization")
        .map(toOrganization),
  };
}

function checkedLink({ kind, value }: AddRequest): { kind: string; value: string } {
  if (!linkKinds.has(kind)) {
    throw new AppError("invalid", "A link is to code, a model, data or a project page.");
  }
  const address = value.trim();
  const isWhole = /^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address);
  const url = isWhole ? new URL(address) : undefined;
  if (!url || address.length > MAX_ADDRESS || url.username !== "" || url.password !== "") {
    throw new AppError("invalid", "Give a whole address, beginning with https:// or http://.");
  }
  return { kind, value: url.href };
}

function checkedName(value: string): string {
  const name = value.replace(/\s+/g, " ").trim();
  if (!/\p{L}/u.test(name) || name.length > MAX_NAME) {
    throw new AppError("invalid", `Give the name of an organisation, up to ${MAX_NAME} letters.`);
  }
  return name;
}

/** Says of itself which paper it is about, and adds one thing. */
function recordOf({ link_id, kind, value }: Addition, paper: PaperWithTally) {
  const { arxivId, doi, title, abstract } = paper;
  return {
    source: "author",
    sourceId: link_id,
    title,
    ...(arxivId && { arxivId }),
    ...(doi && { doi }),
    // Without an id, a paper is recognised by its words.
    ...(!arxivId && !doi && abstract !== "" && { abstract }),
    ...(paper.authors.length > 0 && { authors: paper.authors.map(({ name }) => ({ name })) }),
    ...(kind === "organization"
      ? { organizations: [value] }
      : { links: [{ kind: kind as AuthorLink["kind"], url: value }] }),
  };
}

function toLink(addition: Addition): AuthorLink {
  return {
    id: addition.link_id,
    kind: addition.kind as AuthorLink["kind"],
    url: addition.value,
    account: addition.account_id as AuthorLink["account"],
    at: addition.at,
  };
}

function toOrganization(addition: Addition): AuthorOrganization {
  return {
    id: addition.link_id,
    name: addition.value,
    account: addition.account_id as AuthorOrganization["account"],
    at: addition.at,
  };
}
