import { type AccountSettings, isLoopback, type ProviderSettings } from "#accounts";
import type { Rule, Setting } from "./setting.ts";

export const accountSettings = [
  {
    name: "SIGN_UP",
    default: "open",
    help: "Who may make an account: open, or closed (administrators and broadsheet user make them)",
  },
  { name: "ORCID_CLIENT_ID", default: "", help: "Client of the ORCID public API; empty: no ORCID" },
  { name: "ORCID_CLIENT_SECRET", default: "", help: "Its secret", isSecret: true },
  { name: "GITHUB_CLIENT_ID", default: "", help: "Client of a GitHub OAuth app; empty: no GitHub" },
  { name: "GITHUB_CLIENT_SECRET", default: "", help: "Its secret", isSecret: true },
  {
    name: "OIDC_ISSUER",
    default: "",
    help: "Issuer of any OpenID Connect provider, such as https://login.example.org",
  },
  { name: "OIDC_CLIENT_ID", default: "", help: "Client at that provider" },
  { name: "OIDC_CLIENT_SECRET", default: "", help: "Its secret", isSecret: true },
  { name: "OIDC_LABEL", default: "", help: "Name of that provider on the button" },
] as const satisfies readonly Setting[];

type Name = (typeof accountSettings)[number]["name"];

export const accountRules: Partial<Record<Name, Rule>> = {
  SIGN_UP: { holds: (text) => /^(open|closed)$/.test(text), says: "open or closed" },
  OIDC_ISSUER: {
    holds: (text) =>
      URL.canParse(text) && (/^https:$/.test(new URL(text).protocol) || isLoopback(text)),
    says: "the https:// address of an issuer (http:// on this machine alone)",
  },
};

export function readAccounts(read: (name: Name) => string): AccountSettings {
  const providers: ProviderSettings[] = [
    {
      name: "orcid",
      label: "ORCID",
      kind: "oidc",
      issuer: "https://orcid.org",
      clientId: read("ORCID_CLIENT_ID"),
      clientSecret: read("ORCID_CLIENT_SECRET"),
    },
    {
      name: "github",
      label: "GitHub",
      kind: "github",
      issuer: "https://github.com",
      clientId: read("GITHUB_CLIENT_ID"),
      clientSecret: read("GITHUB_CLIENT_SECRET"),
    },
    {
      name: "oidc",
      label: read("OIDC_LABEL") || hostOf(read("OIDC_ISSUER")),
      kind: "oidc",
      issuer: read("OIDC_ISSUER"),
      clientId: read("OIDC_CLIENT_ID"),
      clientSecret: read("OIDC_CLIENT_SECRET"),
    },
  ];
  return {
    signUp: read("SIGN_UP") === "closed" ? "closed" : "open",
    providers: providers.filter(({ clientId }) => clientId !== ""),
  };
}

/** What is wrong between the settings. */
export function accountProblems({ accounts }: { readonly accounts: AccountSettings }): string[] {
  return accounts.providers.flatMap(({ name, issuer, clientSecret }) => {
    const prefix = name.toUpperCase();
    if (issuer === "") return [`${prefix}_ISSUER must be set when ${prefix}_CLIENT_ID is`];
    return clientSecret === ""
      ? [`${prefix}_CLIENT_SECRET must be set when ${prefix}_CLIENT_ID is`]
      : [];
  });
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).hostname : "";
}
