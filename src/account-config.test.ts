import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("without settings anybody may sign up, and there is no provider", () => {
  assert.deepEqual(readConfig({}).accounts, { signUp: "open", providers: [] });
});

test("a provider is there when its client is", () => {
  const { signUp, providers } = readConfig({
    SIGN_UP: "closed",
    ORCID_CLIENT_ID: "APP-1",
    ORCID_CLIENT_SECRET: "one",
    OIDC_ISSUER: "https://login.example.org/realm",
    OIDC_CLIENT_ID: "papers",
    OIDC_CLIENT_SECRET: "two",
  }).accounts;
  assert.equal(signUp, "closed");
  assert.deepEqual(
    providers.map(({ name, label, issuer }) => [name, label, issuer]),
    [
      ["orcid", "ORCID", "https://orcid.org"],
      ["oidc", "login.example.org", "https://login.example.org/realm"],
    ],
  );
});

test("what is missing or unsafe is named", () => {
  const refused = (environment: Record<string, string>, message: RegExp) =>
    assert.throws(() => readConfig(environment), { message });
  refused({ SIGN_UP: "sometimes" }, /SIGN_UP/);
  refused({ GITHUB_CLIENT_ID: "x" }, /GITHUB_CLIENT_SECRET must be set/);
  refused({ OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "y" }, /OIDC_ISSUER must be set/);
  for (const issuer of ["http://login.example.org", "login.example.org", "ftp://127.0.0.1"]) {
    refused({ OIDC_ISSUER: issuer }, /OIDC_ISSUER/);
  }
  for (const issuer of ["http://127.0.0.1:4000", "http://localhost:4000", "http://[::1]:4000"]) {
    readConfig({ OIDC_ISSUER: issuer });
  }
});
