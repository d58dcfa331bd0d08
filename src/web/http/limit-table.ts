/** One written limit: so many requests in a window that begins with the first of them. */
export interface Limit {
  readonly points: number;
  readonly windowSeconds: number;
  /** `account`: of whoever is signed in, else of the network. */
  readonly per: "account" | "network";
  readonly what: string;
}

/** Every limit of the site; docs/security.md prints this table. */
export const limits = {
  "sign-in": { points: 20, windowSeconds: 600, per: "network", what: "Sign-in mails asked for" },
  code: { points: 30, windowSeconds: 600, per: "network", what: "Codes and links tried" },
  passkey: { points: 60, windowSeconds: 600, per: "network", what: "Passkeys asked for and tried" },
  provider: { points: 60, windowSeconds: 600, per: "network", what: "Ways to and from a provider" },
  setup: { points: 10, windowSeconds: 600, per: "network", what: "Setup tokens tried" },
  account: { points: 30, windowSeconds: 600, per: "account", what: "Changes of one's own account" },
  export: { points: 5, windowSeconds: 3_600, per: "account", what: "Exports of one's own data" },
  admin: { points: 120, windowSeconds: 600, per: "account", what: "Changes by administrators" },
  vote: { points: 60, windowSeconds: 60, per: "account", what: "Votes" },
  mark: { points: 120, windowSeconds: 60, per: "account", what: "Bookmarks, read, not interested" },
  collection: { points: 120, windowSeconds: 600, per: "account", what: "Changes of collections" },
  follow: { points: 60, windowSeconds: 60, per: "account", what: "Follows" },
  interest: { points: 60, windowSeconds: 60, per: "account", what: "Changes of interests" },
  channel: {
    points: 60,
    windowSeconds: 3_600,
    per: "account",
    what: "Changes and tests of channels",
  },
  comment: { points: 10, windowSeconds: 600, per: "account", what: "Comments and their edits" },
  reaction: { points: 60, windowSeconds: 60, per: "account", what: "Reactions" },
  preview: { points: 60, windowSeconds: 60, per: "account", what: "Previews of comments" },
  report: { points: 10, windowSeconds: 600, per: "account", what: "Reports and disputes" },
  submission: { points: 20, windowSeconds: 3_600, per: "account", what: "Papers brought" },
  claim: { points: 20, windowSeconds: 3_600, per: "account", what: "Claims and links of authors" },
  moderation: { points: 300, windowSeconds: 600, per: "account", what: "Acts of moderators" },
  subscribe: { points: 20, windowSeconds: 600, per: "network", what: "Requests to subscribe" },
  digest: { points: 60, windowSeconds: 600, per: "account", what: "Changes of digests" },
  "mail-report": {
    points: 600,
    windowSeconds: 60,
    per: "network",
    what: "Reports of mail providers",
  },
  search: { points: 120, windowSeconds: 60, per: "account", what: "Searches by the API or MCP" },
  api: { points: 600, windowSeconds: 60, per: "account", what: "Requests to the API or MCP" },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;

/** Where whoever asks stands with a limit. */
export interface LimitState {
  readonly name: LimitName;
  readonly limit: Limit;
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}
