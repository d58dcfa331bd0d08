import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { mapDailyItem } from "../../src/sources/daily-papers/map-item.ts";
import { describeApi } from "../../src/web/api/index.ts";
import { openApiSite } from "../support/api-site.ts";
import { ownDailyPapers } from "./own-daily-papers.ts";

const text = readFileSync(new URL("../../docs/http-api.md", import.meta.url), "utf8");
const EXAMPLE = /```http\nGET (\/api\S+)\n```\n\n```json(?: (\d+))?\n([\s\S]*?)\n```/g;

describe("docs/http-api.md", () => {
  let site: Awaited<ReturnType<typeof openApiSite>>;
  before(async () => {
    const records = ownDailyPapers.map((item) => {
      const record = mapDailyItem(item);
      assert.notEqual(typeof record, "string");
      return record as Exclude<typeof record, string>;
    });
    site = await openApiSite(records, "2026-05-09T12:00:00Z");
  });
  after(() => site.dispose());

  test("every example request gets the answer that stands there, or more", async () => {
    const examples = [...text.matchAll(EXAMPLE)];
    assert.equal(examples.length, text.match(/```http/g)?.length);
    for (const [, address = "", expectedStatus = "200", expected = ""] of examples) {
      const { status, body } = await site.get(address.slice("/api".length));
      assert.equal(status, Number(expectedStatus), address);
      assertHolds(body, JSON.parse(expected), address);
    }
  });

  test("every route and every parameter of the API is documented, and has an example", () => {
    const document = describeApi(site.app, site.parts.site);
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      const start = text.indexOf(`### \`GET /api${path}\``);
      assert.ok(start >= 0, `${path} is missing`);
      const end = text.indexOf("\n### ", start + 1);
      const section = text.slice(start, end < 0 ? undefined : end);
      assert.match(section, /```http/, `${path} has no example`);
      const { parameters = [] } = (item as { get: { parameters?: { name: string }[] } }).get;
      for (const { name } of parameters) {
        if (name !== "id") assert.ok(section.includes(`\`${name}\``), `${name} of ${path}`);
      }
    }
  });
});

/** `actual` has every field and element of `expected`; objects may have more. */
function assertHolds(actual: unknown, expected: unknown, path: string): void {
  if (expected === null || typeof expected !== "object") {
    assert.equal(actual, expected, path);
    return;
  }
  assert.ok(actual !== null && typeof actual === "object", path);
  if (Array.isArray(expected)) assert.equal((actual as unknown[]).length, expected.length, path);
  for (const [name, value] of Object.entries(expected)) {
    assertHolds((actual as Record<string, unknown>)[name], value, `${path} ${name}`);
  }
}
