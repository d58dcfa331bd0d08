import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { home, openAccounts } from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { challengeOf } from "../../../test/support/login-provider.ts";

/** The three addresses of GitHub that sign-in needs, as its documentation describes them. */
const github = { user: { id: 583231, login: "octocat", name: "Mona" } as object, status: 200 };
const challenges = new Map<string, string>();
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  response.setHeader("content-type", "application/json");
  if (request.url === "/login/oauth/access_token") {
    const asked = new URLSearchParams(body);
    const challenge = challenges.get(asked.get("code") ?? "");
    const isRight =
      asked.get("client_secret") === "secret" &&
      challenge === challengeOf(asked.get("code_verifier") ?? "");
    // GitHub answers 200 to a wrong code as well.
    const answer = isRight
      ? { access_token: "gho_1", token_type: "bearer", scope: "read:user" }
      : { error: "bad_verification_code" };
    return response.end(JSON.stringify(answer));
  }
  const isKnown = request.headers.authorization?.toLowerCase() === "bearer gho_1";
  response.statusCode = isKnown ? github.status : 401;
  response.end(JSON.stringify(isKnown ? github.user : {}));
});

before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => {
  server.closeAllConnections();
  server.close();
});

describeOnEachDatabase("GitHub", (withDatabase) => {
  const withGithub = (use: (bench: Awaited<ReturnType<typeof open>>) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await open(database, settings)));
  async function open(...[database, settings]: Parameters<typeof openAccounts>) {
    Object.assign(github, { user: { id: 583231, login: "octocat", name: "Mona" }, status: 200 });
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const about = { name: "github", label: "GitHub", kind: "github", issuer } as const;
    const providers = [{ ...about, clientId: "client", clientSecret: "secret" }];
    const choice = { settings: { signUp: "open", providers } } as const;
    const { accounts } = await openAccounts(database, settings, choice);
    /** Goes to GitHub and back. */
    const visit = async () => {
      const { address, browser } = await accounts.providers.begin("github", home);
      const asked = new URL(address);
      const code = `code-${challenges.size}`;
      challenges.set(code, asked.searchParams.get("code_challenge") ?? "");
      const query = new URLSearchParams({ code, state: asked.searchParams.get("state") ?? "" });
      return { asked, browser, callback: new URL(`https://papers.example.org/x?${query}`) };
    };
    const finish = (browser: string, callback: URL) =>
      accounts.providers.finish("github", browser, callback, home);
    return { accounts, issuer, visit, finish };
  }

  test("a person is the number of the account, whatever the login is later", () =>
    withGithub(async ({ accounts, issuer, visit, finish }) => {
      const first = await visit();
      assert.equal(first.asked.pathname, "/login/oauth/authorize");
      assert.equal(first.asked.searchParams.get("scope"), "read:user");
      const made = await finish(first.browser, first.callback);
      assert.deepEqual([made.isNew, made.account.displayName], [true, "Mona"]);
      const [identity] = await accounts.providers.list(made.account.id);
      assert.deepEqual(
        [identity?.issuer, identity?.subject, identity?.label],
        [issuer, "583231", "octocat"],
      );
      github.user = { id: 583231, login: "mona", name: null };
      const second = await visit();
      assert.equal((await finish(second.browser, second.callback)).account.id, made.account.id);
    }));

  test("another state or code is refused, and so is an answer that names nobody", () =>
    withGithub(async ({ visit, finish }) => {
      const refused = { code: "unauthenticated" };
      for (const name of ["state", "code"]) {
        const { browser, callback } = await visit();
        callback.searchParams.set(name, "another");
        await assert.rejects(finish(browser, callback), refused, name);
      }
      github.user = { login: "octocat" };
      const { browser, callback } = await visit();
      await assert.rejects(finish(browser, callback), refused);
    }));

  test("an outage is told from a refusal", () =>
    withGithub(async ({ visit, finish }) => {
      github.status = 503;
      const { browser, callback } = await visit();
      await assert.rejects(finish(browser, callback), { code: "unavailable" });
    }));
});
