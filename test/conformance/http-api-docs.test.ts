import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { scopes } from "#accounts";
import { mapDailyItem } from "../../src/sources/daily-papers/map-item.ts";
import { type Operation, operationsOf, type Schema } from "../../src/web/api/examples.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { ownDailyPapers } from "./own-daily-papers.ts";

const text = readFileSync(new URL("../../docs/http-api.md", import.meta.url), "utf8");
const EXAMPLE = /```http\n([\s\S]*?)\n```\n\n```json(?: (\d+))?\n([\s\S]*?)\n```/g;
/** An id that the document makes up; what it stands for is known once something is made. */
const MADE_UP_ID = /^[A-Za-z0-9]{16}$/;

describe("docs/http-api.md", () => {
  let site: CommunitySite;
  let token: string;
  before(async () => {
    const records = ownDailyPapers.map((item) => {
      const record = mapDailyItem(item);
      assert.notEqual(typeof record, "string");
      return record as Exclude<typeof record, string>;
    });
    const siteUrl = "https://papers.example.org";
    site = await openCommunitySite({ records, siteUrl, now: "2026-05-09T11:59:58Z" });
    const { id } = await site.accountOf("grace");
    token = (await site.accounts.tokens.create(id, { label: "docs", scopes, days: 1 })).secret;
    const ada = await site.actor("ada");
    const paperId = "2605.00020" as never;
    for (const body of ["It wove.", "It weaves."]) {
      await site.community.comments.post(ada, { paperId, body });
      site.clock.advance(1_000);
    }
    await site.catchUp();
  });
  after(() => site.close());

  test("every example request gets the answer that stands there, or more", async () => {
    const examples = [...text.matchAll(EXAMPLE)];
    assert.equal(examples.length, text.match(/```http/g)?.length);
    const known = new Map<string, string>();
    for (const [, asked = "", expectedStatus = "200", expected = ""] of examples) {
      const request = readRequest(replaceAll(asked, known));
      const response = await site.fetch(
        new Request(`${site.url}${request.address}`, {
          method: request.method,
          headers: { ...request.headers, ...auth(request.headers) },
          ...(request.body && { body: request.body }),
        }),
      );
      const answer = await response.text();
      assert.equal(response.status, Number(expectedStatus), `${asked}\n${answer}`);
      assertHolds(JSON.parse(answer), JSON.parse(expected), { path: asked, known });
    }
  });

  const auth = (headers: Record<string, string>) =>
    headers.authorization ? { authorization: `Bearer ${token}` } : {};

  test("every operation, parameter and field is documented", async () => {
    const document = await (await site.ask("/api/openapi.json")).json();
    const { paths } = document as { paths: object };
    for (const { method, path, operation } of operationsOf(paths)) {
      const name = `\`${method.toUpperCase()} /api${path}\``;
      const start = text.indexOf(name);
      assert.ok(start >= 0, `${name} is missing`);
      const head = text.lastIndexOf("\n##", start);
      const end = text.indexOf("\n##", start + name.length);
      const section = text.slice(head, end < 0 ? undefined : end);
      for (const field of namesIn(operation)) {
        const isNamed = section.includes(`\`${field}\``) || section.includes(`"${field}"`);
        assert.ok(isNamed, `${field} of ${name}`);
      }
    }
  });
});

/** Query parameters, and the fields of the body's first two levels. */
function namesIn({ parameters = [], requestBody }: Operation): string[] {
  const inQuery = parameters.filter((one) => one.in === "query").map((one) => one.name);
  const body = requestBody?.content["application/json"]?.schema;
  return [...inQuery, ...(body ? fieldsOf(body) : [])];
}

function fieldsOf(schema: Schema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const choices = field.oneOf ?? field.anyOf ?? [field];
    return [name, ...choices.flatMap(fieldsOf)];
  });
}

function readRequest(asked: string) {
  const [head = "", body] = asked.split("\n\n");
  const [first = "", ...lines] = head.split("\n");
  const [method = "", address = ""] = first.split(" ");
  const headers = lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
  });
  return { method, address, body, headers: Object.fromEntries(headers) as Record<string, string> };
}

function replaceAll(asked: string, known: ReadonlyMap<string, string>): string {
  return [...known].reduce((said, [madeUp, id]) => said.replaceAll(madeUp, id), asked);
}

interface Place {
  readonly path: string;
  readonly known: Map<string, string>;
}

/** `actual` has every field and element of `expected`; objects may have more, `…` is anything. */
function assertHolds(actual: unknown, expected: unknown, { path, known }: Place): void {
  if (expected === "…") {
    assert.equal(typeof actual, "string", path);
    return;
  }
  if (typeof expected === "string" && MADE_UP_ID.test(expected)) {
    if (!known.has(expected)) known.set(expected, String(actual));
    assert.equal(actual, known.get(expected), path);
    return;
  }
  if (expected === null || typeof expected !== "object") {
    assert.equal(actual, expected, path);
    return;
  }
  assert.ok(actual !== null && typeof actual === "object", path);
  if (Array.isArray(expected)) {
    assert.ok((actual as unknown[]).length >= expected.length, path);
  }
  for (const [name, value] of Object.entries(expected)) {
    assertHolds((actual as Record<string, unknown>)[name], value, {
      path: `${path} ${name}`,
      known,
    });
  }
}
