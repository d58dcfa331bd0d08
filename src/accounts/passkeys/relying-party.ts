import { isIP } from "node:net";

/**
 * COSE numbers of EdDSA, ES256 and RS256, which authenticators have (RFC 9053, 8812); the
 * library's own list asks Node for experimental ones.
 */
export const ALGORITHMS: readonly number[] = [-8, -7, -257];

/** The site as browsers know it for passkeys (WebAuthn, "relying party"). */
export interface RelyingParty {
  /** The host name that passkeys are bound to. */
  readonly id: string;
  readonly origin: string;
  /** Browsers take host names over TLS, and localhost; never an IP address. */
  readonly canUse: boolean;
}

export function relyingPartyOf(siteUrl: string): RelyingParty {
  const { hostname, origin, protocol } = new URL(siteUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  const isName = isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
  return { id: hostname, origin, canUse: isName && (protocol === "https:" || isLocal) };
}
