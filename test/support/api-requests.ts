/** Requests to the API made from its description: some right, some wrong, some hostile. */
import fc from "fast-check";
import type { Operation, Schema } from "../../src/web/api/examples.ts";
import { hostileText } from "./hostile-text.ts";

/** Values that are there, by the name of the parameter or field that takes them. */
export type Known = Readonly<Record<string, readonly string[]>>;

export interface ApiRequest {
  readonly address: string;
  readonly body?: string;
  readonly contentType?: string;
}

export function requestsFor(
  { path, operation }: { path: string; operation: Operation },
  known: Known,
): fc.Arbitrary<ApiRequest> {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body = schema ? bodyFor(schema, known) : fc.constant<Pick<ApiRequest, "body">>({});
  return fc
    .tuple(addressFor(path, operation, known), body)
    .map(([address, more]) => ({ address, ...more }));
}

function addressFor(path: string, { parameters = [] }: Operation, known: Known) {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const pathValues = fc.tuple(
    ...inPath.map(({ name, schema = {} }) => segment(textFor(name, schema, known))),
  );
  const pairs = inQuery.map(({ name, schema = {} }) =>
    fc
      .oneof(
        fc.constant([]),
        textFor(name, schema, known).map((value) => [value]),
        fc.array(textFor(name, schema, known), { maxLength: 2 }),
      )
      .map((values) => values.map((value) => [name, value] as const)),
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
function textFor(name: string, schema: Schema, known: Known): fc.Arbitrary<string> {
  const { minimum = 0, maximum = 1000 } = schema;
  const example = String(schema.example ?? schema.items?.example ?? "retrieval");
  const there = known[name] ?? [];
  const right =
    schema.type === "integer"
      ? fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(0, 1, 2)).map(String)
      : fc.constantFrom(...(schema.enum?.map(String) ?? [...there, ...there, example]));
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

const strangeBodies = [
  "",
  "not json",
  "[]",
  "null",
  "0",
  '"text"',
  '{"__proto__": {"isAdmin": true}}',
  '{"constructor": {"prototype": {}}}',
  "[".repeat(5_000),
  `{"body": "${"x".repeat(70_000)}"}`,
];

/** Mostly what the schema takes; else something else, or something that is no JSON at all. */
function bodyFor(schema: Schema, known: Known): fc.Arbitrary<Omit<ApiRequest, "address">> {
  const right = valueFor("", schema, known).map((value) => JSON.stringify(value));
  const wrong = fc.oneof(
    fc.constantFrom(...strangeBodies),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  );
  const body = fc.oneof({ arbitrary: right, weight: 9 }, { arbitrary: wrong, weight: 1 });
  const type = fc.oneof(
    { arbitrary: fc.constant("application/json"), weight: 19 },
    { arbitrary: fc.constantFrom("text/plain", "application/x-www-form-urlencoded"), weight: 1 },
  );
  return fc.record({ body, contentType: type });
}

function valueFor(name: string, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => valueFor(name, choice, known)));
  const right = rightFor(name, schema, known);
  const wrong = fc.oneof(hostileText, fc.constantFrom(null, true, -1, 1.5, 1e20, [], {}));
  return fc.oneof({ arbitrary: right, weight: 19 }, { arbitrary: wrong, weight: 1 });
}

function rightFor(name: string, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const types = [schema.type].flat();
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.properties) return objectFor(schema, known);
  if (schema.items) return fc.array(valueFor(name, schema.items, known), { maxLength: 3 });
  if (types.includes("boolean")) return fc.boolean();
  if (types.includes("integer")) {
    const { minimum = 0, maximum = 10 } = schema;
    return fc.oneof(
      fc.constant(schema.example ?? minimum),
      fc.integer({ min: minimum, max: maximum }),
    );
  }
  const there = known[name];
  if (there) return fc.constantFrom(...there);
  if (schema.format === "uri") return fc.webUrl();
  const { maxLength = 200 } = schema;
  return fc.oneof(
    fc.constant(schema.example ?? "Springs"),
    fc.string({ minLength: 1, maxLength: Math.min(maxLength, 60) }),
    hostileText.map((text) => text.slice(0, maxLength)),
  );
}

function objectFor(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    const value = valueFor(name, field, known);
    const absent = fc.constant(undefined);
    return fc
      .oneof({ arbitrary: value, weight: isRequired ? 39 : 1 }, { arbitrary: absent, weight: 1 })
      .map((made) => [name, made] as const);
  });
  const stranger = fc.oneof(
    { arbitrary: fc.constant([]), weight: 19 },
    { arbitrary: hostileText.map((name) => [[name, 1] as const]), weight: 1 },
  );
  return fc
    .tuple(fc.tuple(...fields), stranger)
    .map(([pairs, more]) =>
      Object.fromEntries([...pairs, ...more].filter(([, v]) => v !== undefined)),
    );
}
