import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

type Claims = Readonly<Record<string, unknown>>;

export interface LoginProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next. */
  subject: string;
  /** Changes the claims of ID tokens before they are signed. */
  tamper: ((claims: Claims) => Claims) | undefined;
  /** ID tokens are signed by a key that is not the provider's. */
  isForged: boolean;
  /** Goes through the provider's pages as a browser does. @returns where it is sent back to. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
}

/**
 * A real OpenID Connect provider on loopback that lets in whoever is named.
 *
 * @param redirectUris of the site under test.
 */
export async function startLoginProvider(redirectUris: readonly string[]): Promise<LoginProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const clientId = "broadsheet";
  const clientSecret = randomBytes(32).toString("base64url");
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ["sub"], profile: ["name", "given_name", "family_name", "email"] },
    conformIdTokenClaims: false,
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, name: "Ada Lovelace", email: "ada@example.org" }),
    }),
    async loadExistingGrant(context: {
      oidc: { session: { accountId: string }; client: { clientId: string } };
    }) {
      const { session, client } = context.oidc;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  const self: LoginProvider = {
    issuer,
    clientId,
    clientSecret,
    subject: "0000-0002-1825-0097",
    tamper: undefined,
    isForged: false,
    visit: (address) => visit(address, issuer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  provider.use(async (context, next) => {
    if (context.path.startsWith("/interaction/")) {
      context.respond = false;
      const login = { accountId: self.subject };
      await provider.interactionFinished(context.req, context.res, { login });
      return;
    }
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === "/token" && body?.id_token && (self.tamper || self.isForged)) {
      const signer = self.isForged
        ? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
        : key;
      body.id_token = signAgain(body.id_token, signer, self.tamper ?? ((claims) => claims));
    }
  });
  server.on("request", provider.callback());
  return self;
}

/** The same token with other claims, signed properly (RFC 7515). */
function signAgain(
  token: string,
  key: Parameters<typeof sign>[2],
  change: (claims: Claims) => Claims,
): string {
  const [head = "", payload = ""] = token.split(".");
  const claims = change(JSON.parse(Buffer.from(payload, "base64url").toString()));
  const text = `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

/** Follows redirects, with cookies, until one leads away from the provider. */
async function visit(address: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get("location");
    await response.body?.cancel();
    if (!next) throw new Error(`the provider answers ${response.status} at ${url.pathname}`);
    url = new URL(next, url);
    if (url.origin !== issuer) return url;
  }
  throw new Error("the provider sends round and round");
}

/** The PKCE challenge of a verifier. */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
