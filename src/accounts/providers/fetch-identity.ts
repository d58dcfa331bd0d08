import type { Configuration } from "openid-client";
import type { ProviderSettings } from "../accounts-parts.ts";
import { fetchGithubUser } from "./github.ts";
import type { Identity } from "./identity.ts";

/** What was kept while the person was away. */
export interface Visit {
  readonly state?: string;
  readonly nonce?: string;
  readonly verifier?: string;
}

const MAX_CLAIM_CHARACTERS = 255;

/**
 * Trades the code for the identity. State, issuer, PKCE, and for OpenID Connect nonce, audience
 * and signature are checked by the library (RFC 6749, 7636, 9207; OpenID Connect Core 3.1.3).
 */
export async function fetchIdentity(
  config: Configuration,
  provider: ProviderSettings,
  address: URL,
  { state, nonce, verifier }: Visit,
): Promise<Identity> {
  const client = await import("openid-client");
  if (!state || !nonce || !verifier) throw new Error("nothing was begun");
  const checks = { expectedState: state, pkceCodeVerifier: verifier };
  if (provider.kind === "github") {
    const answer = await client.authorizationCodeGrant(config, address, checks);
    return fetchGithubUser(config, provider.issuer, answer.access_token);
  }
  const answer = await client.authorizationCodeGrant(config, address, {
    ...checks,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = answer.claims();
  if (!claims?.sub || claims.sub.length > MAX_CLAIM_CHARACTERS) throw new Error("no subject");
  const full = [claims.given_name, claims.family_name].filter(isText).join(" ");
  const name = [claims.name, full, claims.preferred_username].find(isText) ?? "";
  return { subject: claims.sub, name, label: claims.sub };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_CLAIM_CHARACTERS;
}
