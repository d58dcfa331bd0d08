import type { Clock, Database, Log } from "#platform";

/** One provider that people can sign in with. */
export interface ProviderSettings {
  /** For addresses: `/login/orcid`. */
  readonly name: string;
  readonly label: string;
  /** GitHub speaks OAuth 2 without OpenID Connect. */
  readonly kind: "oidc" | "github";
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the operator has chosen. */
export interface AccountSettings {
  readonly signUp: "open" | "closed";
  readonly providers: readonly ProviderSettings[];
}

/** A mail of a few sentences around one button; no word of a stranger in it. */
export interface Letter {
  readonly subject: string;
  readonly before: string;
  readonly button: string;
  readonly url: string;
  readonly after: string;
}

export interface AccountsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly dataDir: string;
  readonly site: { readonly title: string; readonly url: string };
  readonly settings: AccountSettings;
  /** Absent where no mail can be sent. */
  readonly sendLetter?: ((to: string, letter: Letter) => Promise<void>) | undefined;
}
