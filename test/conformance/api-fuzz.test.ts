import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { z } from "@hono/zod-openapi";
import fc from "fast-check";
import { endpoints } from "../../src/web/api/api.ts";
import { type Operation, operationsOf } from "../../src/web/api/examples.ts";
import type { AnyEndpoint } from "../../src/web/api/framework/endpoint.ts";
import { problemSchema } from "../../src/web/api/framework/problem.ts";
import { type ApiRequest, requestsFor } from "../support/api-requests.ts";
import { openTemporaryPostgres } from "../support/database.ts";
import { type FilledSite, fillSite } from "../support/filled-site.ts";

/** `npm run fuzz` asks 2,000 times each; with `FUZZ_POSTGRES` on `TEST_DATABASE_URL`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
/** An operation that by chance was answered well for nobody is asked so often again at most. */
const MORE_ROUNDS = 20;

/** What answers were given to one operation, and how often. */
type Counts = Map<number, number>;

describe("whatever is asked of the API, by whomever", () => {
  let site: FilledSite;
  const counts = new Map<string, Counts>();
  before(async () => {
    site = await fillSite(process.env.FUZZ_POSTGRES ? await openTemporaryPostgres() : undefined);
  });
  after(async () => {
    await site.close();
    if (process.env.FUZZ_RUNS) print(counts);
  });

  test("every operation of the description is one endpoint", async () => {
    const { paths } = await description();
    assert.equal(operationsOf(paths).length, endpoints.length);
  });

  for (const endpoint of [...endpoints].sort((a, b) => ruin(a) - ruin(b))) {
    test(`${endpoint.method} ${endpoint.path} answers as it is described`, async () => {
      const described = operationsOf((await description()).paths).find(
        ({ operation }) => operation.operationId === endpoint.operationId,
      );
      assert.ok(described);
      const asked = fc.tuple(requestsFor(described, site.known), fc.constantFrom(...site.visitors));
      const seen: Counts = new Map();
      counts.set(endpoint.operationId, seen);
      const property = fc.asyncProperty(asked, async ([request, visitor]) => {
        const response = await ask(endpoint, request, visitor);
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        await check(endpoint, described.operation, response);
      });
      for (let round = 0; round <= MORE_ROUNDS; round++) {
        await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
        if (isAnsweredWell(seen) || rarelyRight.has(endpoint.operationId)) break;
      }
      assert.deepEqual(site.faults, []);
    });
  }

  test("every operation was answered well for somebody", () => {
    const never = [...counts].filter(([, seen]) => !isAnsweredWell(seen));
    assert.deepEqual(
      never.map(([name]) => name).filter((name) => !rarelyRight.has(name)),
      [],
    );
  });

  const description = async () =>
    (await (await site.ask("/api/openapi.json")).json()) as { paths: object };

  function ask(
    endpoint: AnyEndpoint,
    request: ApiRequest,
    visitor: FilledSite["visitors"][number],
  ) {
    const { address, body, contentType } = request;
    return site.fetch(
      new Request(`${site.url}/api${address}`, {
        method: endpoint.method.toUpperCase(),
        headers: { ...visitor, ...(contentType && { "content-type": contentType }) },
        ...(body !== undefined && { body }),
      }),
    );
  }
});

const isAnsweredWell = (seen: Counts): boolean => [...seen.keys()].some((one) => one < 300);

/** What takes things away is asked last, so that the others find them. */
function ruin({ method, path, operationId }: AnyEndpoint): number {
  // A thing's parts before the thing.
  if (method === "delete") return 1 / path.split("/").length;
  // A channel that was changed leads to where nobody takes a test.
  if (operationId === "changeChannel") return 0.1;
  return operationId === "moderate" ? 1 : 0;
}

/** Take what chance seldom makes: something that stands, and is one's own. */
const rarelyRight = new Set([
  "claimDailyPaper",
  "decideSubmission",
  "removeAuthorLink",
  "addAuthorLink",
  "dropCollectionEntry",
  "undoModeration",
  "dismissReport",
  "disputeClaim",
  "withdrawClaim",
  "editEdition",
  "closeEdition",
  "createDigest",
  "changeDigest",
  "listDigestIssues",
  "removeDigest",
  "createChannel",
  "changeChannel",
  "testChannel",
  "removeChannel",
  "changeInterest",
]);

/** The status, the type and every field of an answer are those described. */
async function check(endpoint: AnyEndpoint, operation: Operation, response: Response) {
  const { status, headers } = response;
  const text = await response.text();
  assert.ok(status < 500, `${status}: ${text}`);
  const documented = operation.responses?.[status];
  assert.ok(documented, `${status} is not documented: ${text}`);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  if (status === 204) return assert.equal(text, "");
  const type = headers.get("content-type") ?? "";
  if (status >= 400) {
    assert.equal(type, "application/problem+json; charset=utf-8");
    return assertExact(problemSchema, text);
  }
  assert.ok(documented.content?.[type.replace(/;.*/, "")], `${type} is not documented`);
  if (!type.startsWith("application/json")) return undefined;
  return assertExact(endpoint.answer.schema, text);
}

/** A schema drops what it does not name, so this also finds fields left undocumented. */
function assertExact(schema: z.ZodType, text: string): void {
  const json = JSON.parse(text);
  assert.deepEqual(schema.parse(json), json);
}

function print(counts: ReadonlyMap<string, Counts>): void {
  const rows = [...counts].map(([name, seen]) => {
    const cells = [...seen]
      .sort(([a], [b]) => a - b)
      .map(([status, times]) => `${status}×${times}`);
    return `${name.padEnd(28)} ${cells.join("  ")}`;
  });
  const total = [...counts.values()]
    .flatMap((seen) => [...seen.values()])
    .reduce((a, b) => a + b, 0);
  console.log([...rows, `${counts.size} operations, ${total} requests`].join("\n"));
}
