import type { AnyDatabase } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  await createAccount(database);
  await createWaysIn(database);
  await createSession(database);
  await createRecords(database);
}

async function createAccount(database: AnyDatabase): Promise<void> {
  const columns = {
    account_id: "text",
    name: "text",
    display_name: "text",
    about: "text",
    role: "text",
    state: "text",
    email: "text?",
    verified_at: "text?",
    preferences: "text",
    created_at: "text",
  } as const;
  await makeTable(database, "account", columns, ["account_id"]);
  await makeIndex(database, "account", ["name"], { isUnique: true });
  await makeIndex(database, "account", ["email"], { isUnique: true });
  await makeIndex(database, "account", ["created_at"]);
}

async function createWaysIn(database: AnyDatabase): Promise<void> {
  const identity = {
    issuer: "text",
    subject: "text",
    account_id: "text",
    label: "text",
    added_at: "text",
  } as const;
  await makeTable(database, "identity", identity, ["issuer", "subject"]);
  await makeIndex(database, "identity", ["account_id", "issuer"], { isUnique: true });
  const passkey = {
    credential_id: "text",
    account_id: "text",
    public_key: "text",
    counter: "integer",
    transports: "text",
    label: "text",
    added_at: "text",
    used_at: "text?",
  } as const;
  await makeTable(database, "passkey", passkey, ["credential_id"]);
  await makeIndex(database, "passkey", ["account_id"]);
  const token = {
    token_id: "text",
    token_hash: "text",
    account_id: "text",
    label: "text",
    scopes: "text",
    created_at: "text",
    expires_at: "text",
    used_at: "text?",
  } as const;
  await makeTable(database, "api_token", token, ["token_id"]);
  await makeIndex(database, "api_token", ["token_hash"], { isUnique: true });
  await makeIndex(database, "api_token", ["account_id"]);
}

async function createSession(database: AnyDatabase): Promise<void> {
  const session = {
    session_id: "text",
    token_hash: "text",
    account_id: "text",
    method: "text",
    network: "text",
    agent: "text",
    created_at: "text",
    seen_at: "text",
    proved_at: "text",
    expires_at: "text",
  } as const;
  await makeTable(database, "session", session, ["session_id"]);
  await makeIndex(database, "session", ["token_hash"], { isUnique: true });
  await makeIndex(database, "session", ["account_id"]);
  await makeIndex(database, "session", ["expires_at"]);
  const signIn = {
    sign_in_id: "text",
    kind: "text",
    browser_hash: "text",
    secret_hash: "text?",
    email: "text?",
    account_id: "text?",
    data: "text",
    attempts: "integer",
    network: "text",
    created_at: "text",
    expires_at: "text",
    used_at: "text?",
  } as const;
  await makeTable(database, "sign_in", signIn, ["sign_in_id"]);
  await makeIndex(database, "sign_in", ["browser_hash"]);
  await makeIndex(database, "sign_in", ["secret_hash"]);
  await makeIndex(database, "sign_in", ["created_at"]);
  await makeIndex(database, "sign_in", ["email", "created_at"]);
  await makeIndex(database, "sign_in", ["expires_at"]);
}

async function createRecords(database: AnyDatabase): Promise<void> {
  const event = {
    event_id: "text",
    account_id: "text?",
    kind: "text",
    at: "text",
    detail: "text",
  } as const;
  await makeTable(database, "account_event", event, ["event_id"]);
  await makeIndex(database, "account_event", ["account_id", "at"]);
  const requestKey = {
    account_id: "text",
    key: "text",
    request_hash: "text",
    status: "integer?",
    body: "text?",
    created_at: "text",
  } as const;
  await makeTable(database, "request_key", requestKey, ["account_id", "key"]);
  await makeIndex(database, "request_key", ["created_at"]);
}
