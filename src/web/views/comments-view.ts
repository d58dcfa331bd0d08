import type { AccountId, Accounts, Person } from "#accounts";
import type { ClaimGrade, Comment, Community, PageRequest, Thread } from "#community";
import type { PaperId, PaperWithTally } from "#papers";
import type { WebParts } from "../parts.ts";
import { loadPapers } from "./list-items.ts";

export type CommentSort = "best" | "new";

/** Those who wrote comments, and what they are to the paper. */
export interface Voices {
  readonly people: ReadonlyMap<AccountId, Person>;
  /** How well it is known that somebody is an author. */
  readonly authors: ReadonlyMap<AccountId, ClaimGrade>;
  readonly submitter?: AccountId | undefined;
}

/** What is said about a paper. */
export interface CommentsView extends Voices {
  readonly paper: PaperWithTally;
  readonly sort: CommentSort;
  readonly threads: readonly Thread[];
  /** Every comment of `threads`, by its id. */
  readonly byId: ReadonlyMap<string, Comment>;
  readonly isLocked: boolean;
}

/** What a site needs for people to speak. */
export interface OpenParts extends WebParts {
  readonly accounts: Accounts;
  readonly community: Community;
}

export function isOpen(parts: WebParts): parts is OpenParts {
  return parts.accounts !== undefined && parts.community !== undefined;
}

export async function loadCommentsView(
  parts: OpenParts,
  paper: PaperWithTally,
  { sort, viewer }: { readonly sort: CommentSort; readonly viewer?: AccountId | undefined },
): Promise<CommentsView> {
  const { comments } = parts.community;
  const [threads, isLocked] = await Promise.all([
    comments.thread(paper.id, viewer === undefined ? { sort } : { sort, viewer }),
    comments.isLocked(paper.id),
  ]);
  const all = flatten(threads);
  const voices = await loadVoices(parts, paper.id, all);
  const byId = new Map(all.map((comment) => [comment.id, comment]));
  return { paper, sort, threads, byId, isLocked, ...voices };
}

async function loadVoices(
  { accounts, community }: OpenParts,
  paperId: PaperId,
  comments: readonly Comment[],
): Promise<Voices> {
  if (comments.length === 0) return { people: new Map(), authors: new Map() };
  const [people, claims, submitters] = await Promise.all([
    peopleOf(accounts, comments),
    community.claims.of([paperId]),
    community.submissions.submitterOf([paperId]),
  ]);
  const authors = new Map(claims.map(({ account, grade }) => [account, grade]));
  return { people, authors, submitter: submitters.get(paperId) };
}

/** The newest comments of the site, each with its paper. */
export async function loadRecent({ accounts, community, papers }: OpenParts, page: PageRequest) {
  const { items: comments, next } = await community.comments.recent(page);
  const found = await loadPapers(
    papers,
    comments.map(({ paperId }) => paperId),
  );
  const items = comments.flatMap((comment) => {
    const paper = found.get(comment.paperId);
    return paper ? [{ comment, paper }] : [];
  });
  const voices: Voices = { people: await peopleOf(accounts, comments), authors: new Map() };
  return { items, voices, next };
}

function peopleOf(
  { people }: Pick<Accounts, "people">,
  comments: readonly { readonly author: AccountId }[],
): Promise<ReadonlyMap<AccountId, Person>> {
  return people.findMany([...new Set(comments.map(({ author }) => author))]);
}

/** Each comment before its answers; stones are left out. */
function flatten(threads: readonly Thread[]): Comment[] {
  return threads.flatMap(({ answers, ...comment }) => [
    ...(comment.state === "shown" ? [comment] : []),
    ...flatten(answers),
  ]);
}

/** The thread with this comment in it. */
export function threadAround(threads: readonly Thread[], id: string): Thread | undefined {
  const holds = (thread: Thread): boolean => thread.id === id || thread.answers.some(holds);
  return threads.find(holds);
}

/** `best` unless the address asks for `new`. */
export function sortIn(text: string | undefined): CommentSort {
  return text === "new" ? "new" : "best";
}

/** The name people go by; of those who have left, a stranger's. */
export function nameOf(person: Person | undefined): string {
  return person && person.state !== "deleted" ? person.displayName : "Somebody who has left";
}
