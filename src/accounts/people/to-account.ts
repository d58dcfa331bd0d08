import {
  type Account,
  type AccountId,
  isRole,
  type Person,
  type Preferences,
  type Role,
} from "../account.ts";

/** A row of `account`, with the ORCID iD of its identities. */
export interface JoinedAccount {
  readonly account_id: string;
  readonly name: string;
  readonly display_name: string;
  readonly about: string;
  readonly role: string;
  readonly state: string;
  readonly email: string | null;
  readonly verified_at: string | null;
  readonly preferences: string;
  readonly created_at: string;
  readonly orcid: string | null;
}

/** What a deleted account is called; nobody else can be. */
const NAME_OF_THE_DELETED = "deleted";

const defaultPreferences: Preferences = { shortcuts: true, hidesRead: false };

export function toPerson(row: JoinedAccount): Person {
  const isDeleted = row.state === "deleted";
  return {
    id: row.account_id as AccountId,
    name: isDeleted ? NAME_OF_THE_DELETED : row.name,
    displayName: row.display_name,
    about: row.about,
    role: roleOf(row.role),
    state: row.state === "active" || isDeleted ? row.state : "disabled",
    createdAt: row.created_at,
    ...(row.orcid === null ? {} : { orcid: row.orcid }),
  };
}

export function toAccount(row: JoinedAccount): Account {
  return {
    ...toPerson(row),
    ...(row.email === null ? {} : { email: row.email }),
    isVerified: row.verified_at !== null,
    preferences: { ...defaultPreferences, ...JSON.parse(row.preferences) },
  };
}

/** What is not known reaches least. */
function roleOf(text: string): Role {
  return isRole(text) ? text : "reader";
}
