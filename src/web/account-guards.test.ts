import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { limits } from "./http/limit-table.ts";

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite();
});
after(() => site.close());

describe("forged requests", () => {
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:3000" },
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
  ];
  const bare = (path: string, headers: Record<string, string>) =>
    site.fetch(
      new Request(site.url + path, {
        method: "POST",
        headers,
        body: new URLSearchParams({ session: "others" }),
      }),
    );

  for (const headers of foreign) {
    test(`with ${JSON.stringify(headers)} a form is refused, signed in or not`, async () => {
      const cookie = await site.signIn("mia");
      for (const path of ["/settings/sessions/revoke", "/logout", "/login/email", "/theme"]) {
        assert.equal((await bare(path, { cookie, ...headers })).status, 403, path);
        assert.equal((await bare(path, headers)).status, 403, path);
      }
      assert.equal((await site.ask("/settings", { cookie })).status, 200);
    });
  }

  test("the site's own origin is enough where a browser sends no Sec-Fetch-Site", async () => {
    const cookie = await site.signIn("mia");
    assert.equal((await bare("/logout", { cookie, origin: site.url })).status, 303);
  });

  test("JSON is no way around it", async () => {
    const cookie = await site.signIn("mia");
    for (const path of ["/login/passkey/begin", "/settings/passkeys/begin", "/api/v1/me"]) {
      const request = new Request(site.url + path, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "sec-fetch-site": "cross-site" },
        body: "{}",
      });
      assert.equal((await site.fetch(request)).status, 403, path);
    }
  });

  test("the API takes a token without any of these headers, and then looks at no cookie", async () => {
    const cookie = await site.signIn("mia");
    const { id } = await site.accountOf("mia");
    const wanted = { label: "x", scopes: ["read"], days: 1 } as const;
    const { secret } = await site.accounts.tokens.create(id, wanted);
    const post = (headers: Record<string, string>) =>
      site.fetch(
        new Request(`${site.url}/api/v1/nothing-here`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: "{}",
        }),
      );
    assert.equal((await post({ authorization: `Bearer ${secret}` })).status, 404);
    assert.equal((await post({})).status, 404, "without a session there is nothing to forge");
    assert.equal((await post({ cookie })).status, 403);
    assert.equal((await post({ cookie, authorization: "Basic eDp5" })).status, 403);
    const wrong = { cookie, authorization: `Bearer ${"x".repeat(43)}` };
    const me = new Request(`${site.url}/settings`, { headers: wrong });
    assert.equal((await site.fetch(me)).status, 303, "a wrong token beside a session is nobody");
  });

  test("a token signs nobody in on pages", async () => {
    const { id } = await site.accountOf("mia");
    const wanted = { label: "x", scopes: ["read"], days: 1 } as const;
    const { secret } = await site.accounts.tokens.create(id, wanted);
    const headers = { authorization: `Bearer ${secret}` };
    assert.equal((await site.ask("/settings", { headers })).status, 303);
  });
});

describe("headers", () => {
  test("over TLS the cookies are __Host- ones and the host is pinned to TLS", async () => {
    const own = await openCommunitySite({ siteUrl: "https://papers.example" });
    try {
      const cookie = await own.signIn("ada");
      assert.match(cookie, /^__Host-session=/);
      const page = await own.ask("/settings", { cookie });
      assert.equal(page.status, 200);
      assert.match(page.headers.get("strict-transport-security") ?? "", /max-age=\d{8}/);
      const asked = await own.ask("/login/email", { form: { email: "bea@example.org" } });
      for (const line of asked.headers.getSetCookie()) {
        assert.match(line, /^__Host-[\w-]+=/);
        for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) {
          assert.ok(line.includes(part), `${part} in ${line}`);
        }
      }
    } finally {
      await own.close();
    }
  });

  test("without TLS nothing pretends to have it", async () => {
    const page = await site.ask("/");
    assert.equal(page.headers.get("strict-transport-security"), null);
  });

  test("every answer is closed to other origins, plug-ins and frames", async () => {
    const paths = ["/", "/login", "/nothing", "/settings", "/robots.txt", "/api/v1/nothing"];
    for (const path of paths) {
      const { headers } = await site.ask(path);
      assert.equal(headers.get("x-content-type-options"), "nosniff", path);
      assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", path);
      assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/, path);
      assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/, path);
    }
  });

  test("pages with what is somebody's own are kept nowhere", async () => {
    const cookie = await site.signIn("nan");
    for (const path of ["/settings", "/settings/tokens", "/settings/data", "/settings/security"]) {
      const { headers } = await site.ask(path, { cookie });
      assert.equal(headers.get("cache-control"), "no-store", path);
    }
  });

  test("a page made for a reader is never given to another", async () => {
    const cookie = await site.signIn("nan");
    assert.match(await (await site.ask("/feeds", { cookie })).text(), /nan/);
    const anonymous = await site.ask("/feeds");
    assert.doesNotMatch(await anonymous.text(), /class="menu who"/);
    assert.match(anonymous.headers.get("vary") ?? "", /Cookie/);
  });
});

describe("limits on the way in", () => {
  test("past a limit a page says when to come again", async () => {
    const own = await openCommunitySite({ hasLimits: true });
    try {
      const cookie = await own.signIn("ada");
      const ask = () => own.ask("/login/code", { cookie, form: { code: "123456" } });
      for (let count = 0; count < limits.code.points; count += 1) {
        assert.notEqual((await ask()).status, 429);
      }
      const refused = await ask();
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get("retry-after")) > 0);
      assert.match(await refused.text(), /try again in/);
      const elsewhere = { form: { code: "123456" }, remoteAddress: "198.51.100.9" };
      assert.notEqual((await own.ask("/login/code", elsewhere)).status, 429);
    } finally {
      await own.close();
    }
  });
});
