import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import type { CommunitySite } from "../support/community-site.ts";
import { accessOfPages } from "./access-of-pages.ts";
import { examplePath } from "./example-path.ts";
import { openSite } from "./open-site.ts";
import { headersOf, mayWith, nameOf, roleOf, type WhoAsks, whoAsks } from "./who-asks.ts";

const addressOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`;

/** What became of a request, as far as who asked decides it. */
async function outcomeOf(path: string, response: Response): Promise<string> {
  const goesTo = response.headers.get("location") ?? "";
  const isElsewhere = response.status === 303 && !path.startsWith("/settings/passkeys");
  if (isElsewhere && /^\/(settings\/passkeys$|login\?prove=1)/.test(goesTo)) {
    return "needs a passkey";
  }
  if (response.status === 303 && /^\/login(\?|$)/.test(goesTo)) return "signs in first";
  // What is refused for what it is about, such as the links of a paper by others, was let through.
  const isRefused = response.status === 403 && /This is for \w+s only/.test(await response.text());
  return isRefused ? "refused" : "let through";
}

function refusalOf(who: WhoAsks): string {
  if (who === "admin signed in by mail") return "needs a passkey";
  return roleOf(who) === undefined ? "signs in first" : "refused";
}

describe("who may ask for which page", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  test("every address of the site has a row in the table of this test, and no row is left over", () => {
    assert.deepEqual(Object.keys(accessOfPages).toSorted(), routes.map(addressOf).toSorted());
  });

  test("every address asks for the role that the table of this test names", () => {
    for (const route of routes) {
      const { access = "anyone" } = route as { access?: string };
      assert.equal(access, accessOfPages[addressOf(route)], addressOf(route));
    }
  });

  for (const route of routes) {
    const access = accessOfPages[addressOf(route)] ?? "admin";
    test(`${addressOf(route)} answers ${nameOf(access)} and nobody below`, async () => {
      for (const who of whoAsks) {
        const role = roleOf(who);
        const path = examplePath(route.path);
        const headers = await headersOf(site, who);
        const response = await site.ask(path, { method: route.method, headers });
        const told = `${who} at ${path}: ${response.status}`;
        assert.ok(response.status < 500, told);
        if (access === "anyone") {
          assert.notEqual(await outcomeOf(path, response), "refused", told);
          continue;
        }
        const expected = mayWith(role, access) ? "let through" : refusalOf(who);
        const outcome = await outcomeOf(path, response);
        assert.equal(outcome, expected, told);
      }
      assert.deepEqual(site.faults.splice(0), []);
    });
  }
});
