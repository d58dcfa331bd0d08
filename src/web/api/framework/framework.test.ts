import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Scope } from "#accounts";
import { type CommunitySite, openCommunitySite } from "../../../../test/support/community-site.ts";
import { aRecord } from "../../../../test/support/papers.ts";

describe("writing by the API", () => {
  let site: CommunitySite;
  before(async () => {
    site = await openCommunitySite({
      records: [
        aRecord({ arxivId: "2611.00001", title: "Gears" }),
        aRecord({ arxivId: "hep-th/9901001", title: "Old Springs" }),
        aRecord({ doi: "10.1234/springs.(2)", title: "New Springs" }),
      ],
    });
  });
  after(() => site.close());

  async function tokenOf(name: string, ...scopes: Scope[]): Promise<Record<string, string>> {
    const { id } = await site.accountOf(name);
    const { secret } = await site.accounts.tokens.create(id, { label: "t", scopes, days: 1 });
    return { authorization: `Bearer ${secret}` };
  }
  /** As a program asks: no page, no cookie. */
  async function ask(method: string, path: string, headers = {}, body?: unknown) {
    const response = await site.fetch(
      new Request(`${site.url}/api/v1${path}`, {
        method,
        headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
    const json: any = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: json };
  }

  test("a failure is a problem with the request's id and each field that is wrong", async () => {
    const token = await tokenOf("ada", "library");
    const { status, headers, body } = await ask("POST", "/collections", token, {
      title: "",
      colour: "red",
    });
    assert.equal(status, 400);
    assert.equal(headers.get("content-type"), "application/problem+json; charset=utf-8");
    assert.equal(body.instance, headers.get("x-request-id"));
    assert.equal(body.type, `${site.url}/docs#problem-400`);
    assert.equal(body.error, body.detail);
    assert.equal(body.errors[0].field, "title");
    assert.match(body.errors[1].detail, /colour/);
  });

  test("a token may what its scopes name, and says so when they do not reach", async () => {
    const vote = "/papers/2611.00001/vote";
    const nobody = await ask("PUT", vote);
    assert.equal(nobody.status, 401);
    assert.equal(nobody.headers.get("www-authenticate"), "Bearer");
    const narrow = await ask("PUT", vote, await tokenOf("ada", "read", "library"));
    assert.equal(narrow.status, 403);
    assert.match(narrow.headers.get("www-authenticate") ?? "", /insufficient_scope.*scope="vote"/);
    assert.equal((await ask("PUT", vote, await tokenOf("ada", "vote"))).status, 200);
    const role = await ask("GET", "/moderation/queue", await tokenOf("ada", "moderate"));
    assert.equal(role.status, 403);
  });

  test("a token can not make tokens, change the account or take its data away", async () => {
    const token = await tokenOf("ada", "read", "vote", "library", "comment", "submit", "moderate");
    const wanted = { label: "x", scopes: ["read"], days: 1 };
    assert.equal((await ask("POST", "/me/tokens", token, wanted)).status, 403);
    assert.equal((await ask("GET", "/me/tokens", token)).status, 403);
    assert.equal((await ask("PATCH", "/me", token, { displayName: "A" })).status, 403);
    assert.equal((await ask("GET", "/me/export", token)).status, 403);
  });

  test("a session writes from pages of this site alone; what is delicate wants a fresh proof", async () => {
    const cookie = await site.signIn("blaise");
    const vote = "/papers/2611.00001/vote";
    assert.equal((await ask("PUT", vote, { cookie })).status, 403);
    assert.equal((await ask("PUT", vote, { cookie, origin: "https://evil.example" })).status, 403);
    const own = { cookie, "sec-fetch-site": "same-origin" };
    assert.equal((await ask("PUT", vote, own)).status, 200);
    const wanted = { label: "x", scopes: ["read"], days: 30 };
    const made = await ask("POST", "/me/tokens", own, wanted);
    assert.equal(made.status, 201);
    const bearer = { authorization: `Bearer ${made.body.secret}` };
    assert.equal((await ask("GET", "/me", bearer)).body.name, "blaise");
    site.clock.advance(11 * 60_000);
    assert.equal((await ask("POST", "/me/tokens", own, wanted)).status, 403);
    assert.equal((await ask("GET", "/me/export", own)).status, 403);
    assert.equal((await ask("DELETE", `/me/tokens/${made.body.token.id}`, own)).status, 204);
    assert.equal((await ask("GET", "/me", bearer)).status, 401);
  });

  test("beside a token a cookie is not looked at, and foreign pages make no difference", async () => {
    const headers = {
      ...(await tokenOf("ada", "read")),
      cookie: await site.signIn("blaise"),
      origin: "https://elsewhere.example",
    };
    const { body, headers: told } = await ask("GET", "/me", headers);
    assert.equal(body.name, "ada");
    assert.equal(told.get("access-control-allow-origin"), null);
    assert.equal(told.get("cache-control"), "no-store");
  });

  test("ids with slashes and parentheses stand in the middle of an address", async () => {
    const token = await tokenOf("ada", "vote", "library", "read");
    for (const id of ["hep-th/9901001", "hep-th%2F9901001", "doi:10.1234/springs.(2)"]) {
      assert.equal((await ask("PUT", `/papers/${id}/vote`, token)).body.isVoted, true, id);
      assert.equal((await ask("GET", `/papers/${id}/marks`, token)).body.isVoted, true, id);
      const marked = await ask("PUT", `/papers/${id}/marks/bookmark`, token);
      assert.equal(marked.body.isBookmarked, true, id);
      assert.equal((await ask("DELETE", `/papers/${id}/vote`, token)).body.isVoted, false, id);
    }
  });

  test("a body is JSON of at most 64 KiB with no field that is not known", async () => {
    const token = await tokenOf("ada", "library");
    const post = (body: string, headers = {}) =>
      ask("POST", "/collections", { ...token, ...headers }, body);
    assert.equal((await post("title=x", { "content-type": "text/plain" })).status, 415);
    assert.equal((await post("{")).status, 400);
    assert.equal((await post("[]")).status, 400);
    assert.equal((await post(`{"title": "${"x".repeat(70_000)}"}`)).status, 413);
    assert.equal((await post('{"title": "x", "__proto__": {"owner": "blaise"}}')).status, 400);
  });

  test("no text holds a zero character, in a body, an address or a form", async () => {
    const token = await tokenOf("ada", "library", "read");
    const zero = await ask("POST", "/collections", token, { title: "a\u0000b" });
    assert.equal(zero.status, 400);
    assert.match(zero.body.detail, /^title: /);
    assert.equal((await ask("GET", "/people/a%00b")).status, 400);
    const cookie = await site.signIn("ada");
    const form = { title: "a\u0000b" };
    assert.equal((await site.ask("/collections", { cookie, form })).status, 400);
  });

  test("a POST that is sent again with its key does once and answers twice", async () => {
    const token = await tokenOf("carol", "library", "read");
    const headers = { ...token, "idempotency-key": "one" };
    const first = await ask("POST", "/collections", headers, { title: "Springs" });
    const again = await ask("POST", "/collections", headers, { title: "Springs" });
    assert.equal(first.headers.get("idempotency-replayed"), null);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal((await ask("GET", "/me/collections", token)).body.items.length, 1);
    const other = await ask("POST", "/collections", headers, { title: "Gears" });
    assert.equal(other.status, 422);
    const bad = await ask(
      "POST",
      "/collections",
      { ...token, "idempotency-key": "ü" },
      { title: "x" },
    );
    assert.equal(bad.status, 400);
  });

  test("sent twice at once with one key it is done once", async () => {
    const headers = { ...(await tokenOf("grace", "library", "read")), "idempotency-key": "k" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask("POST", "/collections", headers, { title: "Springs" })),
    );
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
    assert.equal((await ask("GET", "/me/collections", headers)).body.items.length, 1);
  });

  test("what failed can be sent again with its key", async () => {
    const headers = { ...(await tokenOf("carol", "comment")), "idempotency-key": "two" };
    const path = "/papers/2611.00001/comments";
    const stranger = { body: "Hm", parentId: "nothing" };
    assert.equal((await ask("POST", path, headers, stranger)).status, 404);
    assert.equal((await ask("POST", path, headers, stranger)).status, 404);
  });

  test("a method that an address does not take is told those it does", async () => {
    const { status, headers } = await ask("POST", "/papers/2611.00001/vote", {}, {});
    assert.equal(status, 405);
    assert.match(headers.get("allow") ?? "", /PUT, DELETE/);
  });

  test("lists are read along nextUrl, each entry once", async () => {
    const token = await tokenOf("ada", "comment");
    for (let number = 0; number < 5; number += 1) {
      await ask("POST", "/papers/2611.00001/comments", token, { body: `Comment ${number}` });
    }
    const bodies: string[] = [];
    let path: string | undefined = "/people/ada/comments?limit=2";
    while (path) {
      const { body } = await ask("GET", path);
      assert.ok(body.items.length <= 2);
      bodies.push(...body.items.map((one: { body: string }) => one.body));
      assert.equal(body.nextUrl === undefined, body.nextCursor === undefined);
      path = body.nextUrl?.replace(`${site.url}/api/v1`, "");
    }
    assert.equal(new Set(bodies).size, 5);
    assert.equal(bodies.length, 5);
    assert.equal((await ask("GET", "/comments?cursor=nonsense")).status, 400);
    const { id } = await site.accountOf("emmy", "moderator");
    const wanted = { label: "t", scopes: ["moderate"], days: 1 } as const;
    const { secret } = await site.accounts.tokens.create(id, wanted);
    const moderator = { authorization: `Bearer ${secret}` };
    const cursor = Buffer.from("a\nb").toString("base64url");
    const refused = await ask("GET", `/moderation/reports?cursor=${cursor}`, moderator);
    assert.equal(refused.status, 400);
  });

  test("another's private things are not there, whoever asks", async () => {
    const own = await tokenOf("ada", "library", "read");
    const { body } = await ask("POST", "/collections", own, { title: "Mine" });
    const path = `/collections/${body.id}`;
    assert.equal((await ask("GET", path, own)).status, 200);
    assert.equal((await ask("GET", path)).status, 404);
    assert.equal((await ask("GET", path, await tokenOf("ada", "vote"))).status, 404);
    assert.equal((await ask("GET", path, await tokenOf("blaise", "read"))).status, 404);
    const theirs = await tokenOf("blaise", "library");
    assert.ok([403, 404].includes((await ask("DELETE", path, theirs)).status));
    assert.equal((await ask("DELETE", path, own)).status, 204);
  });
});

describe("the limits of the API", () => {
  test("are told with every answer, and past them one is asked to wait", async () => {
    const site = await openCommunitySite({
      hasLimits: true,
      records: [aRecord({ arxivId: "2611.00001" })],
    });
    const { id } = await site.accountOf("ada");
    const { secret } = await site.accounts.tokens.create(id, {
      label: "t",
      scopes: ["vote"],
      days: 1,
    });
    const vote = () =>
      site.fetch(
        new Request(`${site.url}/api/v1/papers/2611.00001/vote`, {
          method: "PUT",
          headers: { authorization: `Bearer ${secret}` },
        }),
      );
    const first = await vote();
    assert.equal(first.headers.get("ratelimit-policy"), '"vote";q=60;w=60');
    assert.match(first.headers.get("ratelimit") ?? "", /^"vote";r=59;t=\d+$/);
    for (let times = 1; times < 60; times += 1) assert.equal((await vote()).status, 200);
    const refused = await vote();
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
    assert.match(refused.headers.get("ratelimit") ?? "", /^"vote";r=0;/);
    const open = await site.fetch(new Request(`${site.url}/api/v1/status`));
    assert.equal(open.headers.get("ratelimit-policy"), '"api";q=600;w=60');
    await site.close();
  });
});
