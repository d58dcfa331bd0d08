import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import { AppError, createId } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { type Comment, type Comments, type Reaction, reactions } from "./comments.ts";
import { createRendered, type Rendered } from "./markdown/rendered.ts";
import { showAll } from "./show.ts";
import { type CommentStore, createCommentStore, type StoredComment } from "./store.ts";
import { threadsOf } from "./threads.ts";

/** Characters of one comment. */
const MAX_LENGTH = 10_000;
/** Answers to answers; whoever writes deeper is asked to begin anew. */
const MAX_DEPTH = 100;
/** Comments of one account in an hour; a heated talk is far below. */
const MAX_PER_HOUR = 60;
const HOUR_MS = 3_600_000;

type Parts = Pick<CommunityParts, "database" | "clock" | "papers">;

export function createComments({ database, clock, papers }: Parts): Comments {
  const store = createCommentStore(database, papers);
  const rendered = createRendered();
  const desk: Desk = {
    store,
    papers,
    rendered,
    now: () => clock.now(),
    show: (rows, viewer) => showAll({ store, rendered }, rows, viewer),
  };
  return {
    ...writers(desk),
    ...readers(desk),
    async preview(body) {
      const { renderMarkdown } = await import("./markdown/render.ts");
      return renderMarkdown(body.slice(0, MAX_LENGTH));
    },
  };
}

interface Desk {
  readonly store: CommentStore;
  readonly papers: Parts["papers"];
  readonly rendered: Rendered;
  now(): Date;
  show(rows: readonly StoredComment[], viewer?: string): Promise<Comment[]>;
}

function writers(desk: Desk): Pick<Comments, "post" | "edit" | "remove" | "react"> {
  const { store } = desk;
  const shown = async (row: StoredComment, { account }: Actor) =>
    (await desk.show([row], account.id))[0]!;
  return {
    async post(actor, wanted) {
      const row = await prepare(desk, actor, wanted);
      await store.insert(row);
      return shown(row, actor);
    },
    async edit(actor, id, body) {
      const row = await own(desk, actor, id);
      await refuseLocked(desk, row.paper_id);
      const text = checkBody(body);
      if (text === row.body) return shown(row, actor);
      const at = desk.now().toISOString();
      if (!(await store.reword(row, text, at))) {
        throw new AppError("conflict", "This comment was changed meanwhile; load it again.");
      }
      return shown({ ...row, body: text, edits: row.edits + 1, edited_at: at }, actor);
    },
    remove: async (actor, id) => store.erase(await own(desk, actor, id)),
    react: (actor, id, kind, isOn) => react(desk, actor, { id, kind, isOn }),
  };
}

function readers(desk: Desk): Omit<Comments, keyof ReturnType<typeof writers> | "preview"> {
  const { store } = desk;
  return {
    async find(id) {
      const row = await store.find(id);
      return row && (await desk.show([row]))[0];
    },
    async read(id, viewer) {
      const row = await shownRow(desk, id);
      return (await desk.show([row], viewer))[0]!;
    },
    async thread(paperId, { sort, viewer }) {
      return threadsOf(await desk.show(await store.ofPaper(paperId), viewer), sort);
    },
    async versions(id) {
      const row = await shownRow(desk, id);
      const at = row.edited_at ?? row.created_at;
      const all = [...(await store.versions(id)), { number: row.edits + 1, body: row.body, at }];
      const html = await desk.rendered.open();
      return all.map((version) => ({ ...version, html: html(version.body) }));
    },
    async recent(page) {
      const { items, ...rest } = await store.newest(page);
      return { ...rest, items: await desk.show(await onPages(desk, items)) };
    },
    async of(id, page) {
      const { items, ...rest } = await store.newest(page, id);
      return { ...rest, items: await desk.show(await onPages(desk, items)) };
    },
    async answersTo(ids, span) {
      if (ids.length === 0) return [];
      const rows = await onPages(desk, await store.answersTo(ids, span));
      return rows.map(({ to, comment_id, paper_id, account_id, body, created_at }) => ({
        to: to as AccountId,
        comment: {
          ...{ id: comment_id, paperId: paper_id as PaperId, author: account_id as AccountId },
          ...{ body, createdAt: created_at },
        },
      }));
    },
    isLocked: (paperId) => store.isLocked(paperId),
    commentersSince: (instant) => store.commentersSince(instant),
  };
}

/** @throws AppError when nothing may be written there, or not this. */
async function prepare(
  desk: Desk,
  { account }: Actor,
  { paperId, parentId, body }: Parameters<Comments["post"]>[1],
): Promise<StoredComment> {
  const text = checkBody(body);
  if (!(await desk.papers.find(paperId))) {
    throw new AppError("not_found", `There is no paper “${paperId}” here.`);
  }
  await refuseLocked(desk, paperId);
  if (parentId !== undefined) await checkParent(desk, paperId, parentId);
  const now = desk.now();
  const hourAgo = new Date(now.getTime() - HOUR_MS).toISOString();
  if ((await desk.store.countSince(account.id, hourAgo)) >= MAX_PER_HOUR) {
    throw new AppError(
      "rate_limited",
      `${MAX_PER_HOUR} comments in an hour are enough; wait a while.`,
    );
  }
  return {
    comment_id: createId(),
    paper_id: paperId,
    account_id: account.id,
    parent_id: parentId ?? null,
    body: text,
    state: "shown",
    created_at: now.toISOString(),
    edited_at: null,
    edits: 0,
  };
}

function checkBody(body: string): string {
  const text = body.toWellFormed().replace(/\r\n?/g, "\n").replaceAll("\0", "").trim();
  if (text === "") throw new AppError("invalid", "Write something first.");
  if (text.length <= MAX_LENGTH) return text;
  throw new AppError(
    "invalid",
    `A comment holds ${MAX_LENGTH} characters at most; this one has ${text.length}.`,
  );
}

async function refuseLocked(desk: Desk, paperId: string): Promise<void> {
  if (!(await desk.store.isLocked(paperId as Comment["paperId"]))) return;
  throw new AppError("conflict", "A moderator has closed the comments of this paper.");
}

async function checkParent(desk: Desk, paperId: string, parentId: string): Promise<void> {
  const parent = await desk.store.find(parentId);
  if (parent?.state !== "shown" || parent.paper_id !== paperId) {
    throw new AppError("not_found", "The comment you answer is no longer there.");
  }
  let above: StoredComment | undefined = parent;
  for (let depth = 1; above?.parent_id; depth++) {
    if (depth >= MAX_DEPTH) {
      throw new AppError("invalid", "This thread is as deep as one gets; begin a new one.");
    }
    above = await desk.store.find(above.parent_id);
  }
}

async function own(desk: Desk, { account }: Actor, id: string): Promise<StoredComment> {
  const row = await shownRow(desk, id);
  if (row.account_id === account.id) return row;
  throw new AppError("forbidden", "Only who wrote a comment can change it.");
}

async function shownRow(desk: Desk, id: string): Promise<StoredComment> {
  const row = await desk.store.find(id);
  const paper =
    row?.state === "shown" && (await desk.papers.find(row.paper_id as Comment["paperId"]));
  if (row && paper) return row;
  throw new AppError("not_found", "This comment is no longer there.");
}

async function react(
  desk: Desk,
  { account }: Actor,
  { id, kind, isOn }: { readonly id: string; readonly kind: Reaction; readonly isOn: boolean },
): Promise<void> {
  if (!reactions.includes(kind)) {
    throw new AppError("invalid", `A reaction is one of ${reactions.join(", ")}.`);
  }
  const row = await shownRow(desk, id);
  if (kind === "up" && row.account_id === account.id) {
    throw new AppError("forbidden", "The arrow is for what others wrote.");
  }
  const reaction = { comment: row, account: account.id, kind };
  if (isOn) await desk.store.react(reaction, desk.now().toISOString());
  else await desk.store.unreact(reaction);
}

/** Those whose paper can be seen. */
async function onPages<Row extends Pick<StoredComment, "paper_id">>(
  desk: Desk,
  rows: readonly Row[],
): Promise<Row[]> {
  const ids = [...new Set(rows.map(({ paper_id }) => paper_id as Comment["paperId"]))];
  const seen = new Set((await desk.papers.findMany(ids)).map(({ id }) => id));
  return rows.filter(({ paper_id }) => seen.has(paper_id as Comment["paperId"]));
}
