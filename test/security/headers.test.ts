import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { routes } from "#web";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { accessOfOperations } from "./access-of-operations.ts";
import { examplePath } from "./example-path.ts";
import { openSite } from "./open-site.ts";

const pages = routes.filter(({ method }) => method === "GET").map(({ path }) => examplePath(path));
const operations = Object.keys(accessOfOperations)
  .filter((name) => name.startsWith("GET "))
  .map((name) => `/api${examplePath(name.slice(4))}`);
/** Formats, what is not there, and what is refused. */
const others = [
  "/daily/2026-11-20.atom",
  "/daily/2026-11-20.rss",
  "/daily/2026-11-20.feed.json",
  "/daily/2026-11-20.json",
  "/papers/2611.00001.bib",
  "/papers/2611.00001.md",
  "/nothing/here",
  "/daily/nonsense",
  "/api/nothing",
  `/search?q=${"x".repeat(5_000)}`,
];
const addresses = [...new Set([...pages, ...operations, "/api/openapi.json", ...others])];

describe("the headers of every answer", () => {
  let site: CommunitySite;
  let asked: [address: string, response: Response][];
  let askedBy: [address: string, response: Response][];
  before(async () => {
    site = await openSite();
    asked = await askAll(undefined);
    askedBy = await askAll(await site.signIn("ada"));
    asked.push(["POST /theme", await site.ask("/theme", { form: { theme: "dark" } })]);
    asked.push(["DELETE /theme", await site.ask("/theme", { method: "DELETE" })]);
    const headers = { "sec-fetch-site": "cross-site" };
    asked.push(["POST from elsewhere", await site.ask("/theme", { form: {}, headers })]);
  });
  after(() => site.close());

  async function askAll(cookie: string | undefined): Promise<[string, Response][]> {
    const answers: [string, Response][] = [];
    for (const address of addresses) {
      answers.push([address, await site.ask(address, cookie === undefined ? {} : { cookie })]);
    }
    return answers;
  }

  /** The sources of one directive of the policy; `undefined` when it has none. */
  function directive(response: Response, name: string): string | undefined {
    const policy = response.headers.get("content-security-policy") ?? "";
    const found = policy.split(";").find((one) => one.trim().startsWith(`${name} `));
    return found?.trim().slice(name.length + 1);
  }

  test("no answer can be framed, sniffed at or opened with a hand on our window", () => {
    for (const [address, response] of [...asked, ...askedBy]) {
      assert.equal(directive(response, "default-src"), "'none'", address);
      assert.equal(directive(response, "frame-ancestors"), "'none'", address);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff", address);
      assert.equal(response.headers.get("referrer-policy"), "same-origin", address);
      assert.equal(response.headers.get("cross-origin-opener-policy"), "same-origin", address);
    }
  });

  test("pages take scripts and styles from our own files alone, and send forms to us alone", () => {
    for (const [address, response] of [...asked, ...askedBy]) {
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      const said = (name: string) => directive(response, name);
      assert.deepEqual(
        ["script-src", "style-src", "object-src", "base-uri", "form-action"].map(said),
        ["'self'", "'self'", "'none'", "'none'", "'self'"],
        address,
      );
      assert.doesNotMatch(
        response.headers.get("content-security-policy") ?? "",
        /unsafe|\*|https?:/,
      );
    }
  });

  test("every body has a type, and every text a charset", () => {
    for (const [address, response] of [...asked, ...askedBy]) {
      if (response.body === null || response.status === 204) continue;
      const type = response.headers.get("content-type") ?? "";
      const isBinary = /^(font|image)\//.test(type);
      assert.match(
        type,
        isBinary ? /^\w+\/[\w.+-]+/ : /^[\w.+-]+\/[\w.+-]+; ?charset=utf-8/i,
        address,
      );
    }
  });

  test("over TLS every answer asks for TLS for a year and longer", () => {
    for (const [address, response] of [...asked, ...askedBy]) {
      const told = response.headers.get("strict-transport-security") ?? "";
      const seconds = Number(/^max-age=(\d+); includeSubDomains/.exec(told)?.[1]);
      assert.ok(seconds >= 31_536_000, `${address}: ${told}`);
    }
  });

  test("a site at an http address does not ask for TLS", async () => {
    const plain = await openCommunitySite();
    const response = await plain.ask("/about");
    assert.equal(response.headers.get("strict-transport-security"), null);
    await plain.close();
  });

  test("what is made for one reader is kept by no cache between, and by none at all where it is about the account", () => {
    for (const [address, response] of askedBy) {
      const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
      const isApi = address.startsWith("/api/") && address !== "/api/openapi.json";
      if (!isPage && !isApi) continue;
      const told = response.headers.get("cache-control") ?? "";
      const isOwn = /^\/(settings|admin|login|setup|moderation|api)(\/|$)/.test(address);
      assert.match(told, isOwn ? /no-store/ : /no-store|private/, `${address}: ${told}`);
      assert.doesNotMatch(told, /public/, address);
    }
  });

  test("what anybody may read is not the page of somebody", () => {
    for (const [address, response] of asked) {
      if (!/public/.test(response.headers.get("cache-control") ?? "")) continue;
      assert.deepEqual(response.headers.getSetCookie(), [], address);
      if (/^\/(assets|api)\//.test(address)) continue;
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      assert.match(response.headers.get("vary") ?? "", /cookie/i, address);
    }
  });

  test("what the API and feeds answer runs nothing when a browser opens it", () => {
    for (const [address, response] of asked) {
      const type = response.headers.get("content-type") ?? "";
      if (!/json|xml|bibtex|text\/plain|markdown/.test(type)) continue;
      if (type.startsWith("text/html")) continue;
      const runs = directive(response, "script-src") ?? directive(response, "default-src");
      const isHarmless = runs === "'none'" || /xml|json|text\//.test(type);
      assert.ok(isHarmless, `${address}: ${type}, ${runs}`);
      if (!address.startsWith("/api/")) continue;
      assert.match(response.headers.get("content-security-policy") ?? "", /\bsandbox\b/, address);
    }
  });

  test("any site may read what anybody may, and nothing that a session shows", () => {
    for (const [address, response] of [...asked, ...askedBy]) {
      const allowed = response.headers.get("access-control-allow-origin");
      // Browsers keep an answer to a request with cookies from a page of another site then.
      assert.ok(allowed === null || allowed === "*", `${address}: ${allowed}`);
      assert.equal(response.headers.get("access-control-allow-credentials"), null, address);
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      assert.equal(allowed, null, address);
    }
    for (const [address, response] of askedBy) {
      if (!address.startsWith("/api/")) continue;
      assert.equal(response.headers.get("access-control-allow-origin"), null, address);
    }
  });
});
