import { type AccountId, isAtLeast } from "#accounts";
import type { PaperId } from "#papers";
import type { PickList } from "#picks";
import { readerOfAccount } from "#recommendations";
import { composePost } from "../posts/compose-post.ts";
import { datelineOf, listUrl } from "../posts/list-url.ts";
import { contentOf, scheduleOf, toChannel } from "../settings/channel-row.ts";
import { type ChannelRow, listDue, listPosts, moveOn, type PostRow } from "../store.ts";
import { type DueIssue, dueIssue, nextLook, nextTryOf, spreadMs } from "./due-issue.ts";
import type { RunParts } from "./run-parts.ts";

const BATCH = 50;
/** Posts of a channel that are looked through for papers it has had. */
const REMEMBERED_POSTS = 200;
/** As many as a channel at once makes in the time that it looks back. */
const REMEMBERED_AT_ONCE = 600;

/** A channel that is due, and what it is due for; no issue: nothing, it only moves on. */
interface Due {
  readonly row: ChannelRow;
  readonly issue: DueIssue | undefined;
  readonly nextDueAt: string | null;
}

type Owners = Awaited<ReturnType<RunParts["people"]["findMany"]>>;

/** Papers and replies a channel has had. */
interface Had {
  readonly papers: ReadonlySet<PaperId>;
  readonly replies: ReadonlySet<string>;
}

/** Composes every post that is due; each once, whoever else runs. */
export async function makePosts(parts: RunParts, now: Date, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted) return;
    const rows = await listDue(parts.database, now.toISOString(), BATCH);
    if (rows.length === 0) return;
    await makeBatch(parts, rows, now);
  }
}

async function makeBatch(parts: RunParts, rows: readonly ChannelRow[], now: Date): Promise<void> {
  const owners = await parts.people.findMany([
    ...new Set(rows.map((row) => row.account_id as AccountId)),
  ]);
  const latest = await parts.papers.lastChange();
  // What came in last may not be indexed yet; it is news of the next look.
  const settled = await parts.picks.settled(now);
  const asked = { latest, settled, now };
  const due = rows.map(
    (row): Due =>
      alone(parts, row, () => dueOf(parts, row, owners, asked)) ?? {
        row,
        issue: undefined,
        nextDueAt: nextTryOf(now),
      },
  );
  const had = new Map<string, Had>();
  for (const { row, issue } of due) if (issue) had.set(row.channel_id, await readHad(parts, row));
  const lists = await pickAll(parts, due, { had, settled });
  await keepAll(parts, due, { lists, had, now });
  for (const { row } of due) {
    if (settled && row.cadence === "at-once" && lists.has(row.channel_id)) {
      parts.looks.note(row.channel_id, { seq: latest, at: now, settled });
    }
  }
}

/** What goes wrong with one channel holds up no other. */
function alone<T>(parts: RunParts, row: ChannelRow, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    parts.log.error({ channel: row.channel_id, err: error }, "a post can not be made");
    return undefined;
  }
}

function dueOf(
  parts: RunParts,
  row: ChannelRow,
  owners: Owners,
  { latest, settled, now }: { latest: number; settled: Date | undefined; now: Date },
): Due {
  const owner = owners.get(row.account_id as AccountId);
  const { allowed } = parts.settings;
  const mayPost =
    allowed !== "nobody" && owner?.state === "active" && isAtLeast(owner.role, allowed);
  const isQuiet =
    row.cadence === "at-once" && (!settled || parts.looks.isQuiet(row.channel_id, latest));
  const schedule = scheduleOf(row);
  return {
    row,
    issue: mayPost && !isQuiet ? dueIssue(row, schedule, now, parts.site.timeZone) : undefined,
    nextDueAt: nextLook(schedule, now, parts.site.timeZone),
  };
}

async function readHad({ database }: RunParts, row: ChannelRow): Promise<Had> {
  const limit = row.cadence === "at-once" ? REMEMBERED_AT_ONCE : REMEMBERED_POSTS;
  const posts = (await listPosts(database, row.channel_id, limit)).map(contentOf);
  return {
    papers: new Set(posts.flatMap((post) => post?.papers.map(({ id }) => id as PaperId) ?? [])),
    replies: new Set(posts.flatMap((post) => post?.replies.map(({ id }) => id) ?? [])),
  };
}

/** By channel; one whose subject can not be looked up now has none. */
async function pickAll(
  parts: RunParts,
  due: readonly Due[],
  { had, settled }: { had: ReadonlyMap<string, Had>; settled: Date | undefined },
): Promise<Map<string, PickList>> {
  const asked = due.flatMap(({ row, issue }) => {
    if (!issue) return [];
    const channel = toChannel(row, parts.seal);
    // What others hide from themselves is still news to the group.
    const isTheirs = ["for-me", "replies", "collection"].includes(channel.subject.kind);
    const { kind, target } = channel.subject;
    const request = {
      subject: { kind, target },
      ...(isTheirs && { reader: readerOfAccount(channel.owner) }),
      from: issue.from,
      until: issue.until,
      ...(issue.since !== undefined &&
        settled && { since: issue.since, before: settled.toISOString() }),
      limit: channel.papers,
      without: had.get(channel.id)?.papers ?? new Set<PaperId>(),
      filter: channel.filter,
      // Whoever waits for the votes wants the papers that got them first.
      ...(channel.daysAgo > 0 && { byVotes: true }),
    };
    return [{ id: channel.id, request }];
  });
  const lists = new Map<string, PickList>();
  try {
    const found = await parts.picks.pick(asked.map(({ request }) => request));
    asked.forEach(({ id }, index) => {
      const list = found[index];
      if (list) lists.set(id, list);
    });
  } catch (first) {
    parts.log.warn({ err: first }, "papers for channels are looked up one by one");
    for (const { id, request } of asked) {
      const [list] = await parts.picks.pick([request]).catch((error: unknown) => {
        parts.log.error({ channel: id, err: error }, "papers for a channel can not be looked up");
        return [];
      });
      if (list) lists.set(id, list);
    }
  }
  return lists;
}

async function keepAll(
  parts: RunParts,
  due: readonly Due[],
  found: { lists: ReadonlyMap<string, PickList>; had: ReadonlyMap<string, Had>; now: Date },
): Promise<void> {
  const ids = [...found.lists.values()].flatMap(({ picks, replies = [] }) =>
    [...picks, ...replies].map(({ paperId }) => paperId),
  );
  const papers = new Map(
    (await parts.papers.findMany([...new Set(ids)])).map((paper) => [paper.id as string, paper]),
  );
  for (const { row, issue, nextDueAt } of due) {
    const list = found.lists.get(row.channel_id);
    const fresh = list && withoutHad(list, found.had.get(row.channel_id));
    const made =
      issue && fresh
        ? alone(parts, row, () => ({
            post: toPostRow(parts, row, { issue, list: fresh, papers, now: found.now }),
          }))
        : undefined;
    // What could not be looked up or composed now is due again soon.
    const isMissed = issue !== undefined && made === undefined;
    const next = isMissed ? nextTryOf(found.now) : nextDueAt;
    await moveOn(parts.database, row, { nextDueAt: next, post: made?.post });
  }
}

function withoutHad(list: PickList, had: Had | undefined): PickList {
  if (!list.replies) return list;
  return { ...list, replies: list.replies.filter(({ commentId }) => !had?.replies.has(commentId)) };
}

type Papers = Parameters<typeof composePost>[2];

/** @returns nothing for a look at once that found nothing. */
function toPostRow(
  { site, seal }: RunParts,
  row: ChannelRow,
  made: { issue: DueIssue; list: PickList; papers: Papers; now: Date },
): PostRow | undefined {
  const { issue, list, papers, now } = made;
  const channel = toChannel(row, seal);
  const isAtOnce = row.cadence === "at-once";
  const head = {
    at: now.toISOString(),
    title: channel.title,
    dateline: isAtOnce || channel.subject.kind === "replies" ? "" : datelineOf(issue),
    url: listUrl(site.url, channel.subject, issue),
    site: { title: site.title, url: site.url },
  };
  const post = composePost(head, list, papers);
  const isEmpty = post.papers.length === 0 && post.replies.length === 0;
  if (isEmpty && isAtOnce) return undefined;
  const dueAt = new Date(issue.dueAt.getTime() + spreadMs(channel.kind, channel.id));
  return {
    channel_id: row.channel_id,
    period: issue.period,
    state: isEmpty ? "empty" : "due",
    content: isEmpty ? "" : JSON.stringify(post),
    attempts: 0,
    due_at: dueAt.toISOString(),
    lease_token: null,
    lease_until: null,
    last_error: null,
    sent_at: null,
  };
}
