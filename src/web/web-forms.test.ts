import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AppError } from "#platform";
import { notingDesk } from "../../test/support/subscriber-desk.ts";
import { webParts } from "../../test/support/web-parts.ts";
import type { SubscriberDesk } from "./parts.ts";
import { createWeb } from "./web.ts";

const ORIGIN = "http://127.0.0.1:3000";
function siteWith(desk: SubscriberDesk | undefined) {
  const web = createWeb(webParts([], { digests: desk }));
  const get = async (path: string) => web.fetch(new Request(ORIGIN + path));
  const post = async (path: string, fields: Record<string, string>, headers = {}) =>
    web.fetch(
      new Request(ORIGIN + path, {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin", ...headers },
        body: new URLSearchParams(fields),
      }),
    );
  return { get, post };
}

describe("forms", () => {
  const fields = { email: "ada@example.org" };
  const headersOf: Record<string, [Record<string, string>, number]> = {
    "of our own page": [{ "sec-fetch-site": "same-origin" }, 303],
    "of our own page, in a browser that only sends Origin": [{ origin: ORIGIN }, 303],
    "of another site": [{ "sec-fetch-site": "cross-site" }, 403],
    "of a neighbouring site": [{ "sec-fetch-site": "same-site", origin: ORIGIN }, 403],
    "of another origin": [{ origin: "http://evil.example" }, 403],
    "of nowhere": [{}, 403],
  };
  for (const [name, [headers, status]] of Object.entries(headersOf)) {
    test(`a form ${name} is answered ${status}`, async () => {
      const web = createWeb(webParts([], { digests: notingDesk().desk }));
      const body = new URLSearchParams(fields);
      const request = new Request(`${ORIGIN}/subscribe`, { method: "POST", headers, body });
      assert.equal((await web.fetch(request)).status, status);
    });
  }

  test("a form that holds too much is refused", async () => {
    const { post } = siteWith(notingDesk().desk);
    const response = await post("/subscribe", { email: "a".repeat(200_000) });
    assert.equal(response.status, 400);
  });

  test("the theme is kept in a cookie, and the form comes back to its own site only", async () => {
    const { post } = siteWith(undefined);
    const response = await post("/theme", { theme: "dark", next: "/search?q=gears" });
    assert.equal(response.headers.get("location"), "/search?q=gears");
    assert.match(response.headers.get("set-cookie") ?? "", /^theme=dark; Path=\/;.*SameSite=Lax/);
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "/\tx"]) {
      const elsewhere = await post("/theme", { theme: "dark", next });
      assert.equal(elsewhere.headers.get("location"), "/", next);
    }
  });
});

describe("failures", () => {
  test("a fault of ours is logged in full and shown with its request id alone", async () => {
    const logged: { err?: unknown; requestId?: string }[] = [];
    const parts = webParts([]);
    const web = createWeb({
      ...parts,
      log: { error: (details) => logged.push(details) },
      editions: {
        ...parts.editions,
        newest: async () => {
          throw new Error("disk I/O error at /secret/path");
        },
      },
    });
    const response = await web.fetch(new Request(`${ORIGIN}/?t=token`));
    const page = await response.text();
    assert.equal(response.status, 500);
    assert.doesNotMatch(page, /secret|disk/);
    assert.match(page, new RegExp(logged[0]?.requestId ?? "no id"));
    assert.equal(response.headers.get("x-request-id"), logged[0]?.requestId);
    assert.doesNotMatch(JSON.stringify(logged), /token/);
  });

  const codes = { rate_limited: 429, unavailable: 503, forbidden: 403, conflict: 409 } as const;
  for (const [code, status] of Object.entries(codes)) {
    test(`"${code}" is a page with status ${status}`, async () => {
      const parts = webParts([]);
      const find = async () => {
        throw new AppError(code as keyof typeof codes, "Say this to people.");
      };
      const web = createWeb({ ...parts, search: { ...parts.search, find } });
      const response = await web.fetch(new Request(`${ORIGIN}/search?q=x`));
      assert.equal(response.status, status);
      assert.match(await response.text(), /Say this to people/);
      assert.equal(response.headers.has("retry-after"), status === 429 || status === 503);
    });
  }

  test("a site that can not read its papers is not ready, but alive", async () => {
    const parts = webParts([]);
    const lastChange = async () => {
      throw new Error("no database");
    };
    const web = createWeb({ ...parts, papers: { ...parts.papers, lastChange } });
    const statusOf = async (path: string) => (await web.fetch(new Request(ORIGIN + path))).status;
    assert.equal(await statusOf("/readyz"), 503);
    assert.equal(await statusOf("/healthz"), 200);
    assert.equal(await statusOf("/about"), 500);
  });

  test("a slash at the end leads to the address without it", async () => {
    const response = await createWeb(webParts([])).fetch(new Request(`${ORIGIN}/about/`));
    assert.equal(response.headers.get("location"), "/about");
  });

  test("an unknown address under /api is told in JSON", async () => {
    const response = await createWeb(webParts([])).fetch(new Request(`${ORIGIN}/api/nothing`));
    assert.equal(response.status, 404);
    assert.match(response.headers.get("content-type") ?? "", /json/);
  });
});
