import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { z } from "@hono/zod-openapi";
import fc from "fast-check";
import { openApiSite } from "../../../test/support/api-site.ts";
import { hostileText } from "../../../test/support/hostile-text.ts";
import { generateRecords } from "../../../test/support/papers.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly example?: string;
  readonly items?: Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly schema: Schema;
}

type Answers = Readonly<Record<string, { content: { "application/json": { schema: z.ZodType } } }>>;

const RUNS_PER_ROUTE = 60;

describe("whatever is asked of the API", () => {
  let site: Awaited<ReturnType<typeof openApiSite>>;
  before(async () => {
    site = await openApiSite(generateRecords(60, 7));
  });
  after(() => site.dispose());

  test("it answers as its description says", async () => {
    const { body: document } = await site.get("/openapi.json");
    const routes = site.app.openAPIRegistry.definitions.filter((one) => one.type === "route");
    assert.equal(routes.length, Object.keys(document.paths).length);
    const known = (await site.get("/papers?limit=5")).body.map((paper: { id: string }) => paper.id);
    for (const { route } of routes) {
      const path = route.path.replaceAll("{.+}", "");
      const { parameters = [], responses } = document.paths[path].get;
      const answers = route.responses as unknown as Answers;
      const property = fc.asyncProperty(requestFor(path, parameters, known), async (address) => {
        const response = await site.app.request(address);
        const answer = answers[response.status];
        assert.ok(answer && responses[response.status], `${response.status} is not documented`);
        const json = await response.json();
        // A schema drops what it does not name, so this also finds fields left undocumented.
        assert.deepEqual(answer.content["application/json"].schema.parse(json), json);
        assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
        assert.equal(response.headers.get("access-control-allow-origin"), "*");
      });
      await fc.assert(property, { numRuns: RUNS_PER_ROUTE });
    }
  });
});

/** The path and query of one request: some parameters right, some wrong, some not its own. */
function requestFor(
  path: string,
  parameters: readonly Parameter[],
  known: readonly string[],
): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const pathValues = fc.tuple(
    ...inPath.map((parameter) =>
      segment(
        parameter.name === "id"
          ? fc.oneof(fc.constantFrom(...known), valueFor(parameter.schema))
          : valueFor(parameter.schema),
      ),
    ),
  );
  const pairs = inQuery.map((parameter) =>
    fc
      .oneof(
        fc.constant([]),
        valueFor(parameter.schema).map((value) => [value]),
        fc.array(valueFor(parameter.schema), { maxLength: 2 }),
      )
      .map((values) => values.map((value) => [parameter.name, value] as const)),
  );
  const strangers = fc.array(fc.tuple(hostileText, hostileText), { maxLength: 1 });
  return fc.tuple(pathValues, fc.tuple(...pairs, strangers)).map(([values, queries]) => {
    const filled = inPath.reduce(
      (text, { name }, index) => text.replace(`{${name}}`, () => values[index] ?? ""),
      path,
    );
    const query = new URLSearchParams(
      queries.flat().map(([name, value]): [string, string] => [name, value]),
    );
    return query.size > 0 ? `${filled}?${query}` : filled;
  });
}

/** Mostly a value that the schema allows. */
function valueFor(schema: Schema): fc.Arbitrary<string> {
  const { minimum = 0, maximum = 1000 } = schema;
  const example = schema.example ?? schema.items?.example ?? "retrieval";
  const right =
    schema.type === "integer"
      ? fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(0, 1, 2)).map(String)
      : fc.constantFrom(...(schema.enum ?? [example]));
  const wrong = fc.oneof(
    fc.constantFrom("2026-11-20", "2026-W01", "2026-11", "1000-01-01", "2999-12-31", "9999-W53"),
    fc.constantFrom("2611.00001v2", "doi:10.1234/a/b", "hep-th/9901001", "p-0123456789ab"),
    hostileText,
  );
  return fc.oneof({ arbitrary: right, weight: 9 }, { arbitrary: wrong, weight: 1 });
}

/** As one path segment; an empty one, or one of dots, would be another path. */
function segment(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return value
    .filter((text) => !/^\.{0,2}$/.test(text))
    .map((text) => encodeURIComponent(text.toWellFormed()));
}
