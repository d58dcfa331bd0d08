import type { Configuration, ServerMetadata } from "openid-client";
import type { Identity } from "./identity.ts";

const GITHUB = "https://github.com";
/** The API wants to know who asks. */
const headers = { accept: "application/vnd.github+json", "user-agent": "broadsheet" };

/** GitHub speaks OAuth 2 at fixed addresses; GitHub Enterprise at the same ones of its own host. */
export function githubMetadata(issuer: string): ServerMetadata {
  const base = `${issuer.replace(/\/$/, "")}/login/oauth`;
  return {
    issuer: base,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/access_token`,
    code_challenge_methods_supported: ["S256"],
  };
}

/** Who the access token belongs to; the number stays when the login is changed. */
export async function fetchGithubUser(
  config: Configuration,
  issuer: string,
  accessToken: string,
): Promise<Identity> {
  const client = await import("openid-client");
  const base = issuer.replace(/\/$/, "");
  const api = base === GITHUB ? "https://api.github.com" : `${base}/api/v3`;
  const response = await client.fetchProtectedResource(
    config,
    accessToken,
    new URL(`${api}/user`),
    "GET",
    undefined,
    new Headers(headers),
  );
  if (!response.ok) throw new TypeError(`GitHub answers ${response.status}`);
  const user = (await response.json()) as { id?: unknown; login?: unknown; name?: unknown };
  if (!Number.isSafeInteger(user.id)) throw new Error("GitHub names no user");
  const login = typeof user.login === "string" ? user.login : "";
  const name = typeof user.name === "string" && user.name !== "" ? user.name : login;
  return { subject: String(user.id), name, label: login || String(user.id) };
}
