import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { scopes } from "#accounts";
import type { CommunitySite } from "../support/community-site.ts";
import { accessOfOperations } from "./access-of-operations.ts";
import { examplePath } from "./example-path.ts";
import { openSite } from "./open-site.ts";
import { headersOf, mayWith, nameOf, roleOf, whoAsks } from "./who-asks.ts";

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: string;
  readonly scope: string | undefined;
}

const site: CommunitySite = await openSite();
const operations = await operationsOf(site);

async function operationsOf(of: CommunitySite): Promise<Operation[]> {
  const response = await of.ask("/api/openapi.json");
  const { paths } = (await response.json()) as {
    paths: Record<string, Record<string, Record<string, string>>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      access: described["x-access"] ?? "anyone",
      scope: described["x-scope"],
    })),
  );
}

function outcomeOf({ status }: Response): "unknown" | "refused" | "let through" {
  if (status === 401) return "unknown";
  return status === 403 ? "refused" : "let through";
}

function bodyOf(method: string) {
  return method === "GET" || method === "DELETE" ? {} : { json: {} };
}

describe("who may use which operation of the API", () => {
  after(() => site.close());

  test("every operation has a row in the table of this test, and no row is left over", () => {
    const names = operations.map(({ name }) => name);
    assert.deepEqual(Object.keys(accessOfOperations).toSorted(), names.toSorted());
  });

  test("every operation asks for the role and the scope that the table of this test names", () => {
    for (const { name, access, scope } of operations) {
      assert.deepEqual([access, ...(scope ? [scope] : [])], accessOfOperations[name], name);
    }
  });

  for (const { name, method, path } of operations) {
    const [access = "admin", scope] = accessOfOperations[name] ?? [];
    const ask = async (headers: Record<string, string>) => {
      const response = await site.ask(`/api${examplePath(path)}`, {
        method,
        headers,
        ...bodyOf(method),
      });
      assert.ok(response.status < 500, `${name}: ${response.status}`);
      return outcomeOf(response);
    };

    test(`${name} answers ${nameOf(access)} and nobody below`, async () => {
      for (const who of whoAsks) {
        if (who === "admin with a token") continue;
        const role = roleOf(who);
        const expected = mayWith(role, access)
          ? "let through"
          : role === undefined
            ? "unknown"
            : "refused";
        assert.equal(await ask(await headersOf(site, who)), expected, `${who} at ${name}`);
      }
      assert.deepEqual(site.faults.splice(0), []);
    });

    if (access === "anyone") continue;
    test(`${name} takes a token with ${scope ?? "no scope at all"}, and with no other`, async () => {
      for (const one of scopes) {
        const headers = await headersOf(site, "admin with a token", [one]);
        const expected = one === scope ? "let through" : "refused";
        assert.equal(await ask(headers), expected, `a token with ${one} at ${name}`);
      }
      const forged = { authorization: `Bearer dp_${"A".repeat(43)}` };
      assert.equal(await ask(forged), "unknown", `a token of nobody at ${name}`);
    });
  }
});
