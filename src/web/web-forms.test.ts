import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AppError } from "#platform";
import { webParts } from "../../test/support/web-parts.ts";
import type { SubscriberDesk } from "./parts.ts";
import { createWeb } from "./web.ts";

const ORIGIN = "http://127.0.0.1:3000";
const preferences = {
  email: "ada@example.org",
  cadence: "daily",
  hour: 8,
  timeZone: "UTC",
  state: "active",
} as const;

/** A desk that notes what it is asked to do. */
function notingDesk(): { desk: SubscriberDesk; done: string[] } {
  const done: string[] = [];
  const known = (token: string) => {
    if (token === "good") return preferences;
    throw new AppError("not_found", "This link is not ours or has expired.");
  };
  const desk: SubscriberDesk = {
    async subscribe({ email, cadence, hour, timeZone }) {
      if (!email.includes("@")) throw new AppError("invalid", "That is no mail address.");
      done.push(`subscribe ${email} ${cadence} ${hour} ${timeZone}`);
    },
    async confirm(token) {
      done.push(`confirm ${token}`);
      return known(token);
    },
    peek: async (token) => known(token),
    async updatePreferences(token, change) {
      done.push(`update ${token} ${JSON.stringify(change)}`);
      return known(token);
    },
    async unsubscribe(token) {
      known(token);
      done.push(`unsubscribe ${token}`);
    },
  };
  return { desk, done };
}

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

describe("subscribing", () => {
  test("the form leads to the page that says to look into the inbox", async () => {
    const { desk, done } = notingDesk();
    const { post } = siteWith(desk);
    const fields = {
      email: "ada@example.org",
      cadence: "weekly",
      hour: "7",
      timeZone: "Asia/Tokyo",
    };
    const response = await post("/subscribe", fields);
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/subscribe/check-inbox");
    assert.deepEqual(done, ["subscribe ada@example.org weekly 7 Asia/Tokyo"]);
  });

  test("the short form of the front page means every day at eight, in the site's zone", async () => {
    const { desk, done } = notingDesk();
    await siteWith(desk).post("/subscribe", { email: "ada@example.org" });
    assert.deepEqual(done, ["subscribe ada@example.org daily 8 UTC"]);
  });

  test("a wrong address comes back with the reason, and what was typed is kept", async () => {
    const response = await siteWith(notingDesk().desk).post("/subscribe", {
      email: "nobody",
      timeZone: "Asia/Tokyo",
    });
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /That is no mail address/);
    assert.match(page, /value="nobody"/);
    assert.match(page, /<option selected>Asia\/Tokyo/);
  });

  test("opening the links of a message changes nothing; their buttons do", async () => {
    const { desk, done } = notingDesk();
    const { get, post } = siteWith(desk);
    for (const path of ["/subscribe/confirm", "/unsubscribe", "/preferences"]) {
      const response = await get(`${path}?t=good`);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get("cache-control"), "no-store");
    }
    assert.deepEqual(done, []);
    assert.match(await (await post("/subscribe/confirm?t=good", {})).text(), /You are subscribed/);
    assert.match(await (await post("/unsubscribe?t=good", {})).text(), /You are unsubscribed/);
    assert.deepEqual(done, ["confirm good", "unsubscribe good"]);
  });

  test("one click of a mail program unsubscribes, without cookie or page (RFC 8058)", async () => {
    const { desk, done } = notingDesk();
    const web = createWeb(webParts([], { digests: desk }));
    const response = await web.fetch(
      new Request(`${ORIGIN}/unsubscribe?t=good`, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      }),
    );
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("set-cookie"), null);
    assert.deepEqual(done, ["unsubscribe good"]);
  });

  test("saved preferences are shown again", async () => {
    const { desk, done } = notingDesk();
    const { get, post } = siteWith(desk);
    const response = await post("/preferences?t=good", { cadence: "weekly", hour: "9" });
    assert.equal(response.headers.get("location"), "/preferences?t=good&saved=1");
    assert.deepEqual(done, ['update good {"cadence":"weekly","hour":9,"timeZone":"UTC"}']);
    assert.match(await (await get("/preferences?t=good&saved=1")).text(), /Saved\./);
  });

  test("the page after unsubscribing offers once a week instead, and its button asks for that", async () => {
    const { desk, done } = notingDesk();
    const { post } = siteWith(desk);
    const page = await (await post("/unsubscribe?t=good", {})).text();
    assert.match(
      page,
      /action="\/preferences\?t=good"><input type="hidden" name="cadence" value="weekly">/,
    );
    assert.match(page, /Once a week instead/);
    await post("/preferences?t=good", { cadence: "weekly" });
    assert.match(done.at(-1) ?? "", /^update good \{"cadence":"weekly"/);
  });

  test("a token that is missing or not ours is not found", async () => {
    const { get, post } = siteWith(notingDesk().desk);
    assert.equal((await get("/subscribe/confirm?t=bad")).status, 404);
    assert.equal((await get("/preferences")).status, 404);
    assert.equal((await post("/unsubscribe?t=bad", {})).status, 404);
    assert.equal((await get(`/unsubscribe?t=${"x".repeat(600)}`)).status, 404);
  });

  test("a site without mail says so and points to the feeds", async () => {
    const { get, post } = siteWith(undefined);
    assert.match(await (await get("/subscribe")).text(), /This site sends no email/);
    const response = await post("/subscribe", { email: "ada@example.org" });
    assert.equal(response.status, 503);
    assert.ok(response.headers.get("retry-after"));
  });
});

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
    const response = await post("/subscribe", { email: "a".repeat(20_000) });
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
