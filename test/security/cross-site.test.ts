import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import type { CommunitySite } from "../support/community-site.ts";
import { dumpOf } from "../support/database-dump.ts";
import { accessOfOperations } from "./access-of-operations.ts";
import { examplePath } from "./example-path.ts";
import { openSite, SITE } from "./open-site.ts";

/** What a page of another site can make a browser send with the reader's cookie. */
const fromElsewhere: readonly Record<string, string>[] = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "cross-site", origin: SITE },
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: `${SITE}.evil.example` },
  { origin: `${SITE}:8443` },
  { origin: SITE.replace("https", "http") },
  { referer: `${SITE}/` },
  {},
];

/** Kinds of bodies that need no question before they are sent (CORS). */
const types = [
  "application/x-www-form-urlencoded",
  "text/plain",
  "multipart/form-data; boundary=x",
];

/**
 * What a mail program posts, without any cookie, says by its token whom it is about; what a mail
 * provider posts carries a signature (src/web/mail-pages.test.ts).
 */
const open = new Set(["POST /unsubscribe", "POST /mail/events/:provider"]);

const forms = routes.filter(({ method }) => method === "POST");
const writes = Object.keys(accessOfOperations).filter((name) => !name.startsWith("GET "));

describe("a request that changes something", () => {
  let site: CommunitySite;
  let cookie: string;
  before(async () => {
    site = await openSite();
    cookie = await site.signIn("maria", "admin");
  });
  after(() => site.close());

  async function send(method: string, path: string, headers: Record<string, string>) {
    const body = method === "DELETE" ? {} : { body: "kind=up&text=hello" };
    const url = `${SITE}${path}`;
    const init = { method, headers: { cookie, ...headers }, redirect: "manual", ...body } as const;
    return site.fetch(new Request(url, init));
  }

  for (const { method, path } of forms) {
    const name = `${method} ${path}`;
    if (open.has(name)) continue;
    test(`${name} is refused when another site sends it`, async () => {
      const earlier = await dumpOf(site.database);
      for (const [index, sent] of fromElsewhere.entries()) {
        const headers = { ...sent, "content-type": types[index % types.length] ?? "" };
        const response = await send(method, examplePath(path), headers);
        assert.equal(response.status, 403, `${name} with ${JSON.stringify(headers)}`);
        assert.deepEqual(response.headers.getSetCookie(), [], name);
      }
      assert.equal(await dumpOf(site.database), earlier);
    });
  }

  for (const name of writes) {
    const [method = "", path = ""] = name.split(" ");
    test(`${name} of the API is refused when another site sends it with a cookie`, async () => {
      for (const sent of fromElsewhere) {
        const headers = { ...sent, "content-type": "application/json" };
        const response = await send(method, `/api${examplePath(path)}`, headers);
        assert.equal(response.status, 403, `${name} with ${JSON.stringify(headers)}`);
        assert.equal(response.headers.get("access-control-allow-origin"), null, name);
      }
    });
  }

  test("a program with a token needs no page of ours", async () => {
    const { id } = await site.accountOf("programmer");
    const wanted = { label: "script", scopes: ["vote"], days: 1 } as const;
    const { secret } = await site.accounts.tokens.create(id, wanted);
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    for (const name of writes) {
      const [method = "", path = ""] = name.split(" ");
      if (accessOfOperations[name]?.[1] !== "vote") continue;
      const url = `${SITE}/api${examplePath(path)}`;
      const body = method === "DELETE" ? {} : { body: "{}" };
      const response = await site.fetch(new Request(url, { method, headers, ...body }));
      assert.notEqual(response.status, 403, name);
    }
  });

  test("no GET changes anything, whoever asks", async () => {
    await site.accounts.idle();
    // Worked out of the papers when somebody first needs it; says nothing of anybody.
    const derived = ["paper_features", "reading_vocabulary"];
    const earlier = await dumpOf(site.database, derived);
    for (const { method, path } of routes) {
      if (method !== "GET") continue;
      await (await site.ask(examplePath(path), { cookie })).arrayBuffer();
    }
    assert.equal(await dumpOf(site.database, derived), earlier);
  });

  test("a method named in a header or a field is not the method of the request", async () => {
    const headers = { "x-http-method-override": "POST", "x-method-override": "POST" };
    const response = await site.ask("/theme?_method=POST&theme=dark", { headers });
    assert.equal(response.status, 405);
  });
});
