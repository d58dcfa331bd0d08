import type { AccountId } from "../account.ts";
import type { Origin } from "../accounts.ts";
import type { ProviderSettings } from "../accounts-parts.ts";
import type { Core } from "../core.ts";
import { begin } from "../sign-in/begin.ts";
import type { Clients } from "./clients.ts";

const VISIT_LIFETIME_MS = 10 * 60_000;

/** Where to send the browser, and the secret that binds its way back to it. */
export async function beginVisit(
  core: Core,
  clients: Clients,
  provider: ProviderSettings,
  { origin, link }: { readonly origin: Origin; readonly link: AccountId | undefined },
): Promise<{ readonly address: string; readonly browser: string }> {
  const config = await clients.open(provider);
  const client = await import("openid-client");
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: clients.redirectAddress(provider),
    scope: clients.scopeOf(provider),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    ...(provider.kind === "oidc" ? { nonce } : {}),
  });
  const about = { kind: "provider", lifetimeMs: VISIT_LIFETIME_MS, origin } as const;
  const data = { provider: provider.name, state, nonce, verifier };
  const begun = await begin(core, core.database.kysely, { ...about, account: link, data });
  return { address: address.href, browser: begun.browser };
}
