/** Tables of `accounts`. Instants are ISO 8601; lists and objects are JSON; secrets are hashes. */

/** Key: `account_id`. */
export interface AccountTable {
  account_id: string;
  name: string;
  display_name: string;
  about: string;
  role: string;
  state: string;
  email: string | null;
  verified_at: string | null;
  preferences: string;
  created_at: string;
}

/** Key: `issuer`, `subject`. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  account_id: string;
  label: string;
  added_at: string;
}

/** Key: `credential_id`. */
export interface PasskeyTable {
  credential_id: string;
  account_id: string;
  public_key: string;
  counter: number;
  transports: string;
  label: string;
  added_at: string;
  used_at: string | null;
}

/** Key: `token_id`. */
export interface ApiTokenTable {
  token_id: string;
  token_hash: string;
  account_id: string;
  label: string;
  scopes: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** Key: `session_id`. */
export interface SessionTable {
  session_id: string;
  token_hash: string;
  account_id: string;
  method: string;
  network: string;
  agent: string;
  created_at: string;
  seen_at: string;
  proved_at: string;
  expires_at: string;
}

/** Key: `sign_in_id`. */
export interface SignInTable {
  sign_in_id: string;
  kind: string;
  browser_hash: string;
  secret_hash: string | null;
  email: string | null;
  account_id: string | null;
  data: string;
  attempts: number;
  network: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** Key: `event_id`. */
export interface AccountEventTable {
  event_id: string;
  account_id: string | null;
  kind: string;
  at: string;
  detail: string;
}

/** Key: `account_id`, `key`. */
export interface RequestKeyTable {
  account_id: string;
  key: string;
  request_hash: string;
  status: number | null;
  body: string | null;
  created_at: string;
}
