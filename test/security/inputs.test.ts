import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import type { CommunitySite } from "../support/community-site.ts";
import { accessOfOperations } from "./access-of-operations.ts";
import { examplePath } from "./example-path.ts";
import { openSite, SITE } from "./open-site.ts";

const splitting = "x\r\nSet-Cookie: session=stolen\r\n\r\n<script>alert(1)</script>";
const statement = "'; drop table account; --";
const forms = routes.filter(({ method, path }) => method === "POST" && path !== "/logout");
const writes = Object.keys(accessOfOperations).filter((name) => !name.startsWith("GET "));

describe("what a request may bring", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openSite();
    await site.signIn("keeper", "admin");
  });
  after(() => site.close());

  /** Nobody signs in twice, for some forms end the session or the account. */
  let people = 0;
  const somebody = () => {
    people += 1;
    return site.signIn(`person-${people}`, "admin");
  };

  test("an account has no more than its forms give it, whatever fields are sent", async () => {
    const cookie = await site.signIn("climber");
    const wanted = {
      role: "admin",
      isVerified: "1",
      is_verified: "1",
      verified_at: "2020-01-01",
      state: "active",
      orcid: "0000-0002-1825-0097",
      email: "other@example.org",
      createdAt: "2001-01-01T00:00:00.000Z",
      id: "somebody-else",
      account_id: "somebody-else",
    };
    const given = { name: "climber", displayName: "Climber", about: "" };
    const earlier = await site.accountOf("climber");
    await site.ask("/settings", { cookie, form: { ...given, ...wanted } });
    await site.ask("/api/v1/me", { cookie, json: { ...given, ...wanted }, method: "PATCH" });
    const later = await site.accounts.people.find(earlier.id);
    assert.deepEqual(
      [later?.role, later?.isVerified, later?.email, later?.orcid, later?.createdAt, later?.state],
      [earlier.role, earlier.isVerified, earlier.email, undefined, earlier.createdAt, "active"],
    );
  });

  test("an operation of the API refuses a field that it does not know", async () => {
    const { paths } = (await (await site.ask("/api/openapi.json")).json()) as {
      paths: Record<string, Record<string, { requestBody?: object }>>;
    };
    let tried = 0;
    for (const name of writes) {
      const [method = "", path = ""] = name.split(" ");
      if (!paths[path]?.[method.toLowerCase()]?.requestBody) continue;
      const json = { isAdmin: true, role: "admin" };
      const cookie = await somebody();
      const response = await site.ask(`/api${examplePath(path)}`, { method, cookie, json });
      assert.ok([400, 404].includes(response.status), `${name}: ${response.status}`);
      tried += 1;
    }
    assert.ok(tried > 10, `${tried} operations take a body`);
  });

  test("no field reaches the prototype that all objects share", async () => {
    const polluting =
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    for (const name of writes) {
      const [method = "", path = ""] = name.split(" ");
      const headers = { cookie: await somebody(), "content-type": "application/json" };
      const url = `${SITE}/api${examplePath(path)}`;
      const init = { method, headers: { ...headers, "sec-fetch-site": "same-origin" } };
      const body = method === "DELETE" ? {} : { body: polluting };
      const response = await site.fetch(new Request(url, { ...init, ...body }));
      assert.ok(response.status < 500, `${name}: ${response.status}`);
    }
    for (const { path } of forms) {
      const form = { "__proto__[polluted]": "1", "constructor.prototype.polluted": "1" };
      const response = await site.ask(examplePath(path), { cookie: await somebody(), form });
      assert.ok(response.status < 500, `${path}: ${response.status}`);
    }
    for (const { method, path } of routes) {
      if (method !== "GET") continue;
      const query = "__proto__[polluted]=1&__proto__.polluted=1&constructor[prototype][polluted]=1";
      await site.ask(`${examplePath(path)}?${query}`);
    }
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(site.faults.splice(0), []);
  });

  test("a name that is given twice is never a fault", async () => {
    const names = [
      "q",
      "page",
      "sort",
      "next",
      "t",
      "kind",
      "id",
      "text",
      "cursor",
      "limit",
      "date",
    ];
    const twice = names.flatMap((name) => [`${name}=1`, `${name}=2`, `${name}[]=3`]).join("&");
    const cookie = await somebody();
    for (const { method, path } of routes) {
      if (method !== "GET") continue;
      const response = await site.ask(`${examplePath(path)}?${twice}`, { cookie });
      assert.ok(response.status < 500, `${path}: ${response.status}`);
    }
    for (const { path } of forms) {
      const url = `${SITE}${examplePath(path)}`;
      const headers = {
        cookie: await somebody(),
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
      };
      const init = { method: "POST", headers, body: twice, redirect: "manual" } as const;
      const response = await site.fetch(new Request(url, init));
      assert.ok(response.status < 500, `${path}: ${response.status}`);
    }
    assert.deepEqual(site.faults.splice(0), []);
  });

  test("line ends in what is asked for begin no header of the answer", async () => {
    const cookie = await somebody();
    const value = encodeURIComponent(splitting);
    for (const { method, path } of routes) {
      if (method !== "GET") continue;
      const address = `${examplePath(path)}?q=${value}&next=${value}&t=${value}&name=${value}`;
      const response = await site.ask(address, { cookie });
      assert.ok(response.status < 500, `${path}: ${response.status}`);
      const told = JSON.stringify([...response.headers]);
      assert.doesNotMatch(told, /stolen/, path);
    }
    for (const { path } of forms) {
      const form = { next: splitting, label: splitting, name: splitting, email: splitting };
      const response = await site.ask(examplePath(path), { cookie: await somebody(), form });
      assert.ok(response.status < 500, `${path}: ${response.status}`);
      assert.doesNotMatch(response.headers.getSetCookie().join("\n"), /stolen/, path);
      assert.doesNotMatch(response.headers.get("content-disposition") ?? "", /[\r\n]/, path);
    }
    assert.deepEqual(site.faults.splice(0), []);
  });

  test("text that would end a statement of SQL is text", async () => {
    const cookie = await somebody();
    const value = encodeURIComponent(statement);
    for (const { method, path } of routes) {
      if (method !== "GET") continue;
      const held = path.replace(/:\w+(\{[^}]*\})?/g, value);
      for (const address of [
        held,
        `${examplePath(path)}?q=${value}&sort=${value}&cursor=${value}`,
      ]) {
        const response = await site.ask(address, { cookie });
        assert.ok(response.status < 500, `${address}: ${response.status}`);
      }
    }
    assert.ok(await site.accounts.people.findByName("keeper"));
    assert.deepEqual(site.faults.splice(0), []);
  });

  test("a body that is too large is refused before it is read whole", async () => {
    const cookie = await site.signIn("writer");
    for (const { path } of forms) {
      const form = { text: "x".repeat(300_000) };
      const response = await site.ask(examplePath(path), { cookie, form });
      assert.ok(response.status >= 300 && response.status < 500, `${path}: ${response.status}`);
      if (response.status < 400) assert.match(response.headers.get("location") ?? "", /^\/login/);
    }
  });
});
