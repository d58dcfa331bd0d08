import type { ClientAuth, Configuration, ServerMetadata } from "openid-client";
import { AppError } from "#platform";
import type { ProviderSettings } from "../accounts-parts.ts";
import type { Core } from "../core.ts";
import { githubMetadata } from "./github.ts";
import { isLoopback } from "./loopback.ts";

const TIMEOUT_SECONDS = 10;
/** Keys and addresses of an issuer change seldom. */
const KEPT_MS = 24 * 3_600_000;

export interface Clients {
  /** @throws AppError `unavailable` when the issuer does not say how to talk to it. */
  open(provider: ProviderSettings): Promise<Configuration>;
  redirectAddress(provider: ProviderSettings): string;
  scopeOf(provider: ProviderSettings): string;
}

/** Finds out at first use how to talk to an issuer; after a failure it is tried anew. */
export function createClients(core: Core): Clients {
  const opened = new Map<string, { readonly config: Configuration; readonly until: string }>();
  return {
    async open(provider) {
      const known = opened.get(provider.name);
      if (known && known.until > core.now()) return known.config;
      try {
        const config = await connect(provider);
        opened.set(provider.name, { config, until: core.fromNow(KEPT_MS) });
        return config;
      } catch (error) {
        // What was known yesterday is better than nothing.
        if (known) return known.config;
        core.log.error({ err: error, provider: provider.name }, "a provider can not be reached");
        throw unreachable(provider, error);
      }
    },
    redirectAddress: ({ name }) => `${core.site.url.replace(/\/$/, "")}/login/${name}/callback`,
    scopeOf: ({ name, kind }) => {
      if (kind === "github") return "read:user";
      // ORCID's public API grants no other.
      return name === "orcid" ? "openid" : "openid profile";
    },
  };
}

async function connect(provider: ProviderSettings): Promise<Configuration> {
  const client = await import("openid-client");
  const { kind, issuer, clientId, clientSecret } = provider;
  const execute = isLoopback(issuer) ? [client.allowInsecureRequests] : [];
  const found =
    kind === "github"
      ? githubMetadata(issuer)
      : await client
          .discovery(new URL(issuer), clientId, undefined, undefined, {
            execute,
            timeout: TIMEOUT_SECONDS,
          })
          .then((config) => config.serverMetadata());
  const metadata: ServerMetadata = { ...found };
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const isBasic = kind === "oidc" && methods.includes("client_secret_basic");
  const authenticate: ClientAuth = isBasic
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
  const config = new client.Configuration(metadata, clientId, undefined, authenticate);
  config.timeout = TIMEOUT_SECONDS;
  for (const apply of execute) apply(config);
  // The signature is checked too, though the token comes straight from the issuer.
  if (kind === "oidc") client.enableNonRepudiationChecks(config);
  return config;
}

function unreachable({ label }: ProviderSettings, cause: unknown): AppError {
  const message = `${label} can not be reached now; try again in a few minutes, or sign in another way`;
  return new AppError("unavailable", message, { cause });
}
