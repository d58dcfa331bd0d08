import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openApiSite } from "../../../test/support/api-site.ts";
import { generateRecords } from "../../../test/support/papers.ts";
import { listJsonSchema } from "../lists/index.ts";
import { createWeb } from "../web.ts";
import { exampleOf, operationsOf } from "./examples.ts";
import { createApi, describeApi, endpoints, renderDocs } from "./index.ts";

describe("the API", () => {
  let site: Awaited<ReturnType<typeof openApiSite>>;
  before(async () => {
    site = await openApiSite(generateRecords(120, 3));
  });
  after(() => site.dispose());

  test("an edition is read to its end along nextUrl, each paper once", async () => {
    const month = await site.parts.editions.newest("month");
    const ranks: number[] = [];
    const ids = new Set<string>();
    let path: string | undefined = `/v1/editions/${month}`;
    let total = 0;
    while (path) {
      const list = listJsonSchema.parse((await site.get(path)).body);
      total = list.total;
      ranks.push(...list.papers.map((paper) => paper.rank));
      for (const paper of list.papers) ids.add(paper.id);
      path = list.nextUrl?.replace("https://papers.example.org/api", "");
    }
    assert.ok(total > 0);
    assert.equal(ids.size, total);
    assert.deepEqual(
      ranks,
      ranks.map((_, index) => index + 1),
    );
  });

  test("search pages lead from one to the next under the same question", async () => {
    const { body } = await site.get("/v1/search?q=&sort=new");
    const list = listJsonSchema.parse(body);
    assert.equal(list.total, 120);
    assert.match(list.nextUrl ?? "", /\/api\/v1\/search\?.*sort=new.*page=2/);
    const next = await site.get(list.nextUrl?.replace("https://papers.example.org/api", "") ?? "");
    assert.equal(next.body.papers[0].rank, 21);
  });

  test("similar papers come with the reason", async () => {
    const [{ id }] = (await site.get("/papers?limit=1")).body;
    const { body } = await site.get(`/v1/papers/${encodeURIComponent(id)}/similar`);
    assert.ok(listJsonSchema.parse(body).papers.every((paper) => paper.reason));
  });

  test("the status says how much is here and how far search has come", async () => {
    const { body } = await site.get("/v1/status");
    assert.equal(body.papers, 120);
    assert.deepEqual(body.index, { papers: 120, isCatchingUp: false, changesBehind: 0 });
  });

  test("an answer of the site that has not changed is not sent again", async () => {
    const web = createWeb({ ...site.parts, notices: () => [] });
    const ask = (headers = {}) =>
      web.fetch(new Request("https://papers.example.org/api/papers?limit=1", { headers }));
    const etag = (await ask()).headers.get("etag") ?? "";
    assert.match(etag, /^"/);
    const again = await ask({ "if-none-match": etag });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
  });

  test("any origin may read, none with credentials or a token, and none may write", async () => {
    const origin = { origin: "https://elsewhere.example.org" };
    const { headers } = await site.app.request("/v1/status", { headers: origin });
    assert.equal(headers.get("access-control-allow-origin"), "*");
    assert.equal(headers.get("access-control-allow-credentials"), null);
    const preflight = await site.app.request("/v1/status", { method: "OPTIONS", headers: origin });
    assert.equal(preflight.headers.get("access-control-allow-methods"), "GET,HEAD");
    assert.doesNotMatch(
      preflight.headers.get("access-control-allow-headers") ?? "",
      /authorization/i,
    );
    assert.equal(preflight.status, 204);
    const written = await site.app.request("/v1/status", { method: "POST", headers: origin });
    assert.equal(written.status, 405);
    assert.equal(written.headers.get("allow"), "GET, HEAD, OPTIONS");
    assert.equal(written.headers.get("access-control-allow-origin"), null);
  });

  test("an address that is not there is told as JSON", async () => {
    for (const path of ["/", "/nothing", "/v2/status", "/papers/", "/daily_papers/x"]) {
      const { status, body } = await site.get(path);
      assert.equal(status, 404, path);
      assert.equal(body.status, 404);
      assert.equal(body.error, body.detail);
    }
  });

  test("a failure inside is logged in full and told in general", async () => {
    const logged: object[] = [];
    const failing = createApi({
      ...site.parts,
      editions: {
        ...site.parts.editions,
        newest: () => Promise.reject(new Error("secret detail")),
      },
      log: { error: (details) => logged.push(details) },
    });
    const response = await failing.request("/v1/status");
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret/);
    assert.equal(logged.length, 1);
  });

  test("the description is OpenAPI 3.1 whose references all lead somewhere", async () => {
    const { body } = await site.get("/openapi.json");
    assert.equal(body.openapi, "3.1.0");
    assert.deepEqual(body.servers, [{ url: "https://papers.example.org/api" }]);
    const references = JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    const names = new Set([...references].map((match) => match[1]));
    assert.ok(names.size > 0);
    for (const name of names) assert.ok(body.components.schemas[name as string], name);
    const operations = operationsOf(body.paths).map(({ operation }) => operation);
    assert.equal(operations.length, endpoints.length);
    assert.ok(operations.every(({ summary }) => summary));
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  });

  test("every operation says who may ask; those for some ask for a token or a session", async () => {
    const { body } = await site.get("/openapi.json");
    for (const { method, path, operation } of operationsOf(body.paths)) {
      const access = operation["x-access"];
      const schemes = (operation.security ?? []).flatMap((one) => Object.keys(one));
      const expected = operation["x-scope"] ? ["token", "session"] : ["session"];
      assert.deepEqual(schemes, access === "anyone" ? [] : expected, `${method} ${path}`);
      if (method !== "get") assert.notEqual(access, "anyone", `${method} ${path}`);
      assert.equal(operation["x-scope"] !== undefined, schemes.includes("token"));
    }
  });

  test("whoever is unknown is refused before what they send is looked at", async () => {
    for (const { method, path, access } of endpoints) {
      if ((access ?? "anyone") === "anyone") continue;
      const address = path.replace(/\{[^}]*\}(\{\.\+\})?/g, "x");
      const headers = { "content-type": "application/json" };
      const init = method === "get" ? {} : { headers, body: "}" };
      const asked = { method: method.toUpperCase(), ...init };
      // Where nobody can have an account, there is nothing to sign in to.
      assert.equal((await site.app.request(address, asked)).status, 404, `${method} ${path}`);
    }
  });

  test("the human page names every route and parameter, and its examples can be asked", async () => {
    const document = describeApi(site.app, site.parts.site);
    const page = String(await renderDocs(document));
    for (const { method, path, operation } of operationsOf(document.paths)) {
      assert.ok(page.includes(`<code>${method.toUpperCase()} ${path}</code>`), path);
      for (const { name, in: place } of operation.parameters ?? []) {
        if (place !== "header") assert.ok(page.includes(`<code>${name}</code>`), name);
      }
      const { body } = exampleOf({ path, operation });
      for (const name of Object.keys(JSON.parse(body ?? "{}"))) {
        assert.ok(page.includes(`<code>${name}</code>`), `${path}: ${name}`);
      }
    }
    for (const [, address = ""] of page.matchAll(/href="\/api([^"]*)"/g)) {
      const { status } = await site.app.request(address.replaceAll("&amp;", "&"));
      assert.ok(status === 200 || status === 404, `${address} ${status}`);
    }
  });
});
