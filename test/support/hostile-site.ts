/** A site on which every text that anybody can bring says a payload. */
import type { PaperId } from "#papers";
import { addDays, parseDay } from "#platform";
import type { PaperRecord } from "#sources";
import type { App } from "../../src/app.ts";
import { xssAddresses, xssPayloads } from "./xss-corpus.ts";

export const hostilePayloads: readonly string[] = [...xssPayloads, ...xssAddresses];

/** What stands on the site in the words of others; counted in the report of the test. */
export const hostileFields: readonly string[] = [
  "title",
  "abstract",
  "author",
  "affiliation",
  "organisation",
  "category",
  "keyword",
  "venue",
  "remark",
  "journal reference",
  "licence",
  "link",
  "comment",
  "earlier wording of a comment",
  "display name",
  "about",
  "title of a collection",
  "about a collection",
  "note in a collection",
  "submission",
  "reason of a submission",
  "claim",
  "moderation reason",
  "report",
];

const LAST_DAY = parseDay("2026-11-20");
/** A digest names so many papers. */
const PER_DAY = 10;

export const hostileDays = Array.from(
  { length: Math.ceil(hostilePayloads.length / PER_DAY) },
  (_, index) => addDays(LAST_DAY, -index),
);

/** Addresses of everything that belongs to one payload. */
export interface HostilePlaces {
  readonly paper: PaperId;
  readonly comment: string;
  readonly person: string;
  readonly collection: string;
  readonly submission: string;
  readonly claim: string;
}

const idOf = (index: number) => `2611.${String(index + 1).padStart(5, "0")}` as PaperId;

/** A paper every field of which says the payload. */
function recordOf(payload: string, index: number): PaperRecord {
  return {
    source: "jsonl",
    sourceId: `r${index}`,
    arxivId: idOf(index),
    title: `Paper ${index} ${payload}`,
    abstract: `${payload} stands first. ${payload} comes next, and ${payload} is last.`,
    authors: [{ name: `Ada ${payload}`, affiliations: [payload] }],
    organizations: [payload],
    categories: ["math.GT", payload],
    keywords: [payload],
    venue: payload,
    remark: payload,
    journalReference: payload,
    license: payload,
    links: [
      { kind: "code", url: payload },
      { kind: "project", url: xssAddresses[index % xssAddresses.length]! },
    ],
    announcedOn: hostileDays[Math.floor(index / PER_DAY)]!,
    tallies: { upvotes: 3 },
  };
}

const origin = { network: "", agent: "" };

/** Fills the site; what a form would refuse is written past it, as a fault elsewhere might. */
export async function fillWithPayloads(app: App): Promise<{
  readonly places: readonly HostilePlaces[];
  /** The session of a moderator. */
  readonly moderator: string;
}> {
  for (const [index, payload] of hostilePayloads.entries()) {
    await app.papers.ingest([recordOf(payload, index)], LAST_DAY);
  }
  const { people, sessions } = app.accounts;
  const { id } = await people.create({ name: "max", email: "max@example.org", role: "moderator" });
  const max = { account: (await people.find(id))!, network: "" };
  const places: HostilePlaces[] = [];
  for (const [index, payload] of hostilePayloads.entries()) {
    places.push(await fillOne(app, { index, payload, max }));
  }
  await app.editions.follow(app.papers);
  await app.search.catchUp();
  return { places, moderator: await sessions.open(id, "passkey", origin) };
}

type Max = Parameters<App["community"]["moderation"]["act"]>[0];

async function fillOne(
  { accounts, community, database, clock }: App,
  { index, payload, max }: { index: number; payload: string; max: Max },
): Promise<HostilePlaces> {
  const { kysely } = database;
  const paper = idOf(index);
  const at = clock.now().toISOString();
  const made = await accounts.people.create({ name: `reader-${index}` });
  await kysely
    .updateTable("account")
    .set({ display_name: payload, about: payload })
    .where("account_id", "=", made.id)
    .execute();
  const actor = { account: (await accounts.people.find(made.id))!, network: "" };
  const { comments, collections, moderation } = community;
  const { id: comment } = await comments.post(actor, { paperId: paper, body: `**${payload}**` });
  await comments.edit(actor, comment, payload);
  const answer = { paperId: paper, parentId: comment, body: `- ${payload}\n\n> ${payload}` };
  await comments.post(actor, answer);
  const { id: collection } = await collections.create(actor, { title: "x", visibility: "public" });
  await collections.add(actor, collection, paper);
  await kysely
    .updateTable("collection")
    .set({ title: payload, about: payload })
    .where("collection_id", "=", collection)
    .execute();
  await kysely
    .updateTable("collection_entry")
    .set({ note: payload })
    .where("collection_id", "=", collection)
    .execute();
  const submission = `s${index}`;
  const claim = `c${index}`;
  const fields = { title: payload, abstract: payload, authors: [payload], url: payload };
  await kysely
    .insertInto("submission")
    .values({
      submission_id: submission,
      account_id: made.id,
      input: JSON.stringify({ kind: "form", fields }),
      comment: payload,
      state: "review",
      reason: payload,
      title: payload,
      paper_id: null,
      attempts: 0,
      not_before: null,
      created_at: at,
      decided_at: null,
      decided_by: null,
    })
    .execute();
  await kysely
    .insertInto("claim")
    .values({
      claim_id: claim,
      paper_id: paper,
      account_id: made.id,
      author_place: 1,
      author_name: payload,
      grade: "D",
      state: "disputed",
      evidence: payload,
      reason: payload,
      created_at: at,
      decided_at: null,
      decided_by: null,
      check_attempts: 0,
      check_after: null,
    })
    .execute();
  await kysely
    .insertInto("author_link")
    .values({
      link_id: `l${index}`,
      paper_id: paper,
      account_id: made.id,
      kind: index % 2 ? "code" : "organization",
      value: payload,
      at,
    })
    .execute();
  const target = { kind: "comment", id: comment } as const;
  await moderation.note(max, { action: "grant-claim", target, reason: payload });
  await moderation.report(actor, target, payload);
  return { paper, comment, person: `reader-${index}`, collection, submission, claim };
}
