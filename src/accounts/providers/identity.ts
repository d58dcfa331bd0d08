/** Who somebody is at a provider. */
export interface Identity {
  readonly subject: string;
  /** As they are called there; empty when it does not say. */
  readonly name: string;
  /** What to show in the list of identities. */
  readonly label: string;
}

/** The issuer as identities keep it: with and without a slash at its end is one. */
export function bareIssuer(issuer: string): string {
  return issuer.replace(/\/+$/, "");
}
