import type { PaperId } from "#papers";
import { cadences } from "#picks";
import type { Database, Executor } from "#platform";
import type { DigestIssue } from "../digests.ts";
import { toIssue } from "./content.ts";
import type { OwnedDigest } from "./plan.ts";
import type { MadeIssue, Written } from "./write/made-issue.ts";
import { writeIssues } from "./write/store.ts";

export interface IssueStore {
  /** Digests whose next issue is due at `now`, at most one a subscriber, longest due first. */
  listDue(now: string, limit: number): Promise<OwnedDigest[]>;
  /** Digests at once that have not looked since `before`, at most one a subscriber. */
  listUnlooked(before: string, limit: number): Promise<OwnedDigest[]>;
  /** Digests by mail of these cadences, or those of one subscriber; by id, after `afterId`. */
  listAudience(
    audience: { readonly cadences: readonly string[] } | { readonly subscriberId: string },
    page: { readonly afterId: string; readonly limit: number },
  ): Promise<OwnedDigest[]>;
  /** Papers brought to each of these subscribers since an instant. */
  broughtSince(
    subscriberIds: readonly string[],
    since: string,
  ): Promise<ReadonlyMap<string, ReadonlySet<PaperId>>>;
  /** Writes issues with all that hangs on them, in one transaction; those made since are left. */
  write(made: readonly MadeIssue[], now: string): Promise<Written>;
  issues(
    digestId: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly total: number; readonly issues: readonly DigestIssue[] }>;
  /** Of those named that are there. */
  findIssues(
    names: readonly { readonly digest_id: string; readonly period: string }[],
  ): Promise<DigestIssue[]>;
}

export function createIssueStore(database: Database): IssueStore {
  const { kysely } = database;
  return {
    listDue: (now, limit) => listDue(kysely, now, limit),
    listUnlooked: (before, limit) => listUnlooked(kysely, before, limit),
    listAudience: (audience, page) => listAudience(database, audience, page),
    broughtSince: (ids, since) => broughtSince(database, ids, since),
    write: (made, now) => writeIssues(database, made, now),
    issues: (digestId, page) => listIssues(kysely, digestId, page),
    async findIssues(names) {
      const rows = [];
      for (const { digest_id, period } of names) {
        const found = await issueRows(kysely)
          .where("issue.digest_id", "=", digest_id)
          .where("issue.period", "=", period)
          .executeTakeFirst();
        if (found) rows.push(toIssue(found));
      }
      return rows;
    },
  };
}

const SCHEDULED = cadences.filter((cadence) => cadence !== "at-once");

function ownedDigests(executor: Executor) {
  return executor
    .selectFrom("digest")
    .innerJoin("subscriber", "subscriber.subscriber_id", "digest.subscriber_id")
    .selectAll("digest")
    .select(["subscriber.email", "subscriber.account_id"])
    .where("digest.state", "=", "active")
    .where("subscriber.state", "=", "active");
}

/** Read in the order of the index, so that a page costs the same however many are due. */
async function listDue(executor: Executor, now: string, limit: number): Promise<OwnedDigest[]> {
  const unplanned = await ownedDigests(executor)
    .where("digest.next_due_at", "is", null)
    .where("digest.cadence", "in", SCHEDULED)
    .limit(limit)
    .execute();
  const due = await ownedDigests(executor)
    .where("digest.cadence", "in", SCHEDULED)
    .where("digest.next_due_at", "<=", now)
    .orderBy("digest.next_due_at")
    .orderBy("digest.cadence")
    .orderBy("digest.digest_id")
    .limit(limit - unplanned.length)
    .execute();
  return onePerSubscriber([...unplanned, ...due]);
}

const DAY_MS = 86_400_000;
/** Issues of an alert in 24 hours; what comes in then is gathered for the next. */
const MOST_A_DAY = 12;

async function listUnlooked(
  executor: Executor,
  before: string,
  limit: number,
): Promise<OwnedDigest[]> {
  const dayAgo = new Date(Date.parse(before) - DAY_MS).toISOString();
  const rows = await ownedDigests(executor)
    .where("digest.cadence", "=", "at-once")
    .where(
      (row) =>
        row
          .selectFrom("issue")
          .select((told) => told.fn.countAll<number>().as("count"))
          .whereRef("issue.digest_id", "=", "digest.digest_id")
          .where("issue.made_at", ">", dayAgo),
      "<",
      MOST_A_DAY,
    )
    .where((row) =>
      row.or([row("digest.looked_until", "is", null), row("digest.looked_until", "<", before)]),
    )
    .orderBy("digest.looked_until")
    .orderBy("digest.digest_id")
    .limit(limit)
    .execute();
  return onePerSubscriber(rows);
}

/** Two issues of one subscriber share no paper: the later has to know the earlier. */
function onePerSubscriber(rows: readonly OwnedDigest[]): OwnedDigest[] {
  const first = new Map<string, OwnedDigest>();
  for (const row of rows) {
    if (!first.has(row.subscriber_id)) first.set(row.subscriber_id, row);
  }
  return [...first.values()];
}

function listAudience(
  database: Database,
  audience: { readonly cadences: readonly string[] } | { readonly subscriberId: string },
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<OwnedDigest[]> {
  const rows = ownedDigests(database.kysely)
    .where("digest.route", "=", "mail")
    .where("digest.digest_id", ">", afterId)
    .orderBy("digest.digest_id")
    .limit(limit);
  return "subscriberId" in audience
    ? rows.where("digest.subscriber_id", "=", audience.subscriberId).execute()
    : rows.where(database.isOneOf("digest.cadence", audience.cadences)).execute();
}

async function broughtSince(
  database: Database,
  subscriberIds: readonly string[],
  since: string,
): Promise<ReadonlyMap<string, ReadonlySet<PaperId>>> {
  const rows = await database.kysely
    .selectFrom("brought_paper")
    .select(["subscriber_id", "paper_id"])
    .where(database.isOneOf("subscriber_id", subscriberIds))
    .where("at", ">=", since)
    .execute();
  const brought = new Map<string, Set<PaperId>>();
  for (const { subscriber_id, paper_id } of rows) {
    const papers = brought.get(subscriber_id) ?? new Set<PaperId>();
    brought.set(subscriber_id, papers.add(paper_id as PaperId));
  }
  return brought;
}

function issueRows(executor: Executor) {
  return executor
    .selectFrom("issue")
    .leftJoin("delivery", (join) =>
      join
        .onRef("delivery.digest_id", "=", "issue.digest_id")
        .onRef("delivery.period", "=", "issue.period"),
    )
    .selectAll("issue")
    .select("delivery.state");
}

async function listIssues(
  executor: Executor,
  digestId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const { total } = await executor
    .selectFrom("issue")
    .select((select) => select.fn.countAll<number>().as("total"))
    .where("digest_id", "=", digestId)
    .executeTakeFirstOrThrow();
  const rows = await issueRows(executor)
    .where("issue.digest_id", "=", digestId)
    .orderBy("issue.made_at", "desc")
    .orderBy("issue.period", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, issues: rows.map(toIssue) };
}
