import type { AnyDatabase } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  await createVotes(database);
  await createCollections(database);
  await createComments(database);
  await createSubmissions(database);
  await createClaims(database);
  await createModeration(database);
}

async function createVotes(database: AnyDatabase): Promise<void> {
  const vote = {
    paper_id: "text",
    account_id: "text",
    at: "text",
    weight: "real",
    network: "text",
    is_burst: "integer",
  } as const;
  await makeTable(database, "vote", vote, ["paper_id", "account_id"]);
  await makeIndex(database, "vote", ["account_id", "at"]);
  await makeIndex(database, "vote", ["at"]);
  await makeTable(database, "network_key", { day: "text", key: "text" }, ["day"]);
  const mark = { account_id: "text", paper_id: "text", mark: "text", at: "text" } as const;
  await makeTable(database, "shelf_mark", mark, ["account_id", "paper_id", "mark"]);
  await makeIndex(database, "shelf_mark", ["account_id", "mark", "at"]);
  await makeIndex(database, "shelf_mark", ["paper_id"]);
  const follow = {
    account_id: "text",
    kind: "text",
    target: "text",
    label: "text",
    at: "text",
  } as const;
  await makeTable(database, "follow", follow, ["account_id", "kind", "target"]);
  await makeIndex(database, "follow", ["kind", "target"]);
}

async function createCollections(database: AnyDatabase): Promise<void> {
  const collection = {
    collection_id: "text",
    account_id: "text",
    title: "text",
    about: "text",
    visibility: "text",
    created_at: "text",
    changed_at: "text",
  } as const;
  await makeTable(database, "collection", collection, ["collection_id"]);
  await makeIndex(database, "collection", ["account_id"]);
  await makeIndex(database, "collection", ["visibility", "changed_at"]);
  const entry = {
    collection_id: "text",
    paper_id: "text",
    place: "real",
    note: "text",
    added_at: "text",
  } as const;
  await makeTable(database, "collection_entry", entry, ["collection_id", "paper_id"]);
  await makeIndex(database, "collection_entry", ["paper_id"]);
}

async function createComments(database: AnyDatabase): Promise<void> {
  const comment = {
    comment_id: "text",
    paper_id: "text",
    account_id: "text",
    parent_id: "text?",
    body: "text",
    state: "text",
    created_at: "text",
    edited_at: "text?",
    edits: "integer",
  } as const;
  await makeTable(database, "comment", comment, ["comment_id"]);
  await makeIndex(database, "comment", ["paper_id", "created_at"]);
  await makeIndex(database, "comment", ["parent_id"]);
  await makeIndex(database, "comment", ["account_id", "created_at"]);
  await makeIndex(database, "comment", ["created_at"]);
  const version = { comment_id: "text", number: "integer", body: "text", at: "text" } as const;
  await makeTable(database, "comment_version", version, ["comment_id", "number"]);
  const reaction = { comment_id: "text", account_id: "text", kind: "text", at: "text" } as const;
  await makeTable(database, "reaction", reaction, ["comment_id", "account_id", "kind"]);
  await makeIndex(database, "reaction", ["account_id"]);
}

async function createSubmissions(database: AnyDatabase): Promise<void> {
  const submission = {
    submission_id: "text",
    account_id: "text",
    input: "text",
    comment: "text",
    state: "text",
    reason: "text",
    title: "text",
    paper_id: "text?",
    attempts: "integer",
    not_before: "text?",
    created_at: "text",
    decided_at: "text?",
    decided_by: "text?",
  } as const;
  await makeTable(database, "submission", submission, ["submission_id"]);
  await makeIndex(database, "submission", ["state", "created_at"]);
  await makeIndex(database, "submission", ["account_id", "created_at"]);
  await makeIndex(database, "submission", ["paper_id"]);
}

async function createClaims(database: AnyDatabase): Promise<void> {
  const claim = {
    claim_id: "text",
    paper_id: "text",
    account_id: "text",
    author_place: "integer",
    author_name: "text",
    grade: "text",
    state: "text",
    evidence: "text",
    reason: "text",
    created_at: "text",
    decided_at: "text?",
    decided_by: "text?",
    check_attempts: "integer",
    check_after: "text?",
  } as const;
  await makeTable(database, "claim", claim, ["claim_id"]);
  await makeIndex(database, "claim", ["paper_id"]);
  await makeIndex(database, "claim", ["account_id"]);
  await makeIndex(database, "claim", ["state", "created_at"]);
  const link = {
    link_id: "text",
    paper_id: "text",
    account_id: "text",
    kind: "text",
    value: "text",
    at: "text",
  } as const;
  await makeTable(database, "author_link", link, ["link_id"]);
  await makeIndex(database, "author_link", ["paper_id"]);
  await makeIndex(database, "author_link", ["account_id"]);
}

async function createModeration(database: AnyDatabase): Promise<void> {
  const entry = {
    entry_id: "text",
    at: "text",
    actor_id: "text",
    action: "text",
    target_kind: "text",
    target_id: "text",
    reason: "text",
    undo: "text?",
    undone_by: "text?",
  } as const;
  await makeTable(database, "moderation_entry", entry, ["entry_id"]);
  await makeIndex(database, "moderation_entry", ["at"]);
  await makeIndex(database, "moderation_entry", ["target_kind", "target_id"]);
  const report = {
    report_id: "text",
    target_kind: "text",
    target_id: "text",
    account_id: "text",
    reason: "text",
    at: "text",
    state: "text",
  } as const;
  await makeTable(database, "report", report, ["report_id"]);
  await makeIndex(database, "report", ["target_kind", "target_id", "account_id"], {
    isUnique: true,
  });
  await makeIndex(database, "report", ["state", "at"]);
  await makeTable(database, "paper_lock", { paper_id: "text", at: "text" }, ["paper_id"]);
  await makeTable(database, "community_cursor", { name: "text", seq: "integer" }, ["name"]);
}
