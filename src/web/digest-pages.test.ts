import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Subscriber } from "#digests";
import { ORIGIN, siteWith } from "../../test/support/digest-site.ts";
import { aSubscriber, notingDesk } from "../../test/support/subscriber-desk.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

describe("subscribing", () => {
  test("the form leads to the page that says to look into the inbox", async () => {
    const { desk, done } = notingDesk();
    const response = await siteWith({ digests: desk }).post("/subscribe", {
      email: "ada@example.org",
      kind: "topic",
      topic: "graph neural networks",
      cadence: "weekly",
      weekday: "5",
      hour: "7",
      timeZone: "Asia/Tokyo",
      papers: "20",
    });
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/subscribe/check-inbox");
    assert.deepEqual(done, [
      "subscribe ada@example.org topic “graph neural networks” weekly 5 7 Asia/Tokyo 20 mail",
    ]);
  });

  test("the short form of the front page means the edition, every day at eight, in the site's zone", async () => {
    const { desk, done } = notingDesk();
    await siteWith({ digests: desk }).post("/subscribe", { email: "ada@example.org" });
    assert.deepEqual(done, ["subscribe ada@example.org edition “” daily 1 8 UTC 10 mail"]);
  });

  const fields = { email: "ada@example.org" };
  const subjects: [Record<string, string>, RegExp][] = [
    [{ kind: "category", category: "cs.CL" }, /category “cs\.CL”/],
    [{ kind: "category", category: "q-bio" }, /field “q-bio”/],
    [{ kind: "author", author: "Ada Lovelace" }, /author “Ada Lovelace”/],
    [{ kind: "given", givenKind: "search", target: "q=gears" }, /search “q=gears”/],
    [{ kind: "org", target: "mit" }, /org “mit”/],
    [
      {
        kind: "for-me",
        interests: "graphs\r\n\r\ncs.CL",
        authors: "Ada Lovelace",
      },
      /for-me “” .* \[{"kind":"topic","target":"graphs"},{"kind":"category","target":"cs\.CL"},{"kind":"author","target":"Ada Lovelace"}\]$/,
    ],
  ];
  for (const [sent, expected] of subjects) {
    test(`a form with ${JSON.stringify(sent)} asks for that`, async () => {
      const { desk, done } = notingDesk();
      const { post } = siteWith({ digests: desk });
      assert.equal((await post("/subscribe", { ...fields, ...sent })).status, 303);
      assert.match(done[0] ?? "", expected);
    });
  }

  test("a wrong address comes back with the reason, and what was typed is kept", async () => {
    const response = await siteWith({ digests: notingDesk().desk }).post("/subscribe", {
      email: "nobody",
      kind: "topic",
      topic: "rivers & banks",
      timeZone: "Asia/Tokyo",
    });
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /That is no mail address/);
    assert.match(page, /value="nobody"/);
    assert.match(page, /value="rivers &amp; banks"/);
    assert.match(page, /value="topic" checked/);
    assert.match(page, /<option selected>Asia\/Tokyo/);
  });

  test("a subject come from elsewhere stands in the form, by its name", async () => {
    const name = async () => ({ kind: "search", target: "q=gears", label: "Search: “gears”" });
    const { page } = siteWith({ digests: notingDesk().desk, picks: { name } as never });
    const form = await page("/subscribe?kind=search&target=q%3Dgears");
    assert.match(form, /value="given" checked> Search: “gears”/);
    assert.match(form, /name="givenKind" value="search"/);
    assert.match(form, /name="target" value="q=gears"/);
    assert.match(await page("/subscribe?kind=topic&target=graphs"), /name="topic" value="graphs"/);
  });

  test("a site without mail says so and points to the feeds", async () => {
    for (const parts of [
      { digests: undefined },
      { digests: notingDesk().desk, sendsNoMail: true },
    ]) {
      assert.match(await siteWith(parts).page("/subscribe"), /This site sends no email/);
    }
    const { post } = siteWith({ digests: undefined });
    const response = await post("/subscribe", { email: "ada@example.org" });
    assert.equal(response.status, 503);
    assert.ok(response.headers.get("retry-after"));
  });
});

describe("links of mails", () => {
  const pages = [
    "/subscribe/confirm?t=c",
    "/unsubscribe?t=s",
    "/unsubscribe?t=m",
    "/unsubscribe/weekly?t=s",
    "/preferences?t=m",
    "/preferences/digest-000000001?t=m",
    "/mark?t=k&m=less",
    "/digests/rTOKEN",
    "/digests/rTOKEN/2026-11-20",
  ];
  test("opening them changes nothing, and nobody keeps the pages", async () => {
    const { desk, done } = notingDesk();
    const marked: string[] = [];
    const recommendations = { mark: async () => marked.push("mark") } as never;
    const { get } = siteWith({ digests: desk, recommendations });
    for (const path of pages) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get("cache-control"), "no-store", path);
      assert.equal(response.headers.get("x-robots-tag"), "noindex", path);
      assert.match(await response.text(), /<meta name="robots" content="noindex/, path);
    }
    assert.deepEqual([...done, ...marked], []);
  });

  test("no search engine shows them, in any format, gone or not; others may be shown", async () => {
    const { get } = siteWith({ digests: notingDesk().desk });
    const secret = ["/digests/rTOKEN.atom", "/digests/rTOKEN/2026-11-20.json", "/digests/bad"];
    for (const path of [...secret, "/digests/rTOKEN/2026-11-18", "/for-you/SECRET.atom"]) {
      const { headers } = await get(path);
      assert.equal(headers.get("x-robots-tag"), "noindex", path);
      assert.equal(headers.get("referrer-policy"), "same-origin", path);
    }
    for (const path of ["/", "/subscribe", "/daily.atom"]) {
      assert.equal((await get(path)).headers.get("x-robots-tag"), null, path);
    }
  });

  test("their buttons act", async () => {
    const { desk, done } = notingDesk();
    const { post } = siteWith({ digests: desk });
    const said = async (path: string) => (await post(path, {})).text();
    assert.match(await said("/subscribe/confirm?t=c"), /You are subscribed/);
    assert.match(await said("/unsubscribe?t=m"), /You are unsubscribed/);
    assert.match(await said("/unsubscribe?t=s"), /This digest is stopped/);
    assert.match(await said("/unsubscribe/weekly?t=s"), /Once a week it is/);
    await said("/preferences/back?t=m");
    assert.deepEqual(done, [
      "confirm c",
      "unsubscribe m",
      "unsubscribe s",
      "weekly s",
      "come back m",
    ]);
  });

  test("one click of a mail program unsubscribes: no cookie, no redirect, no question (RFC 8058)", async () => {
    const { desk, done } = notingDesk();
    const web = createWeb(webParts([], { digests: desk }));
    const response = await web.fetch(
      new Request(`${ORIGIN}/unsubscribe?t=s`, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
      }),
    );
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("set-cookie"), null);
    assert.deepEqual(done, ["unsubscribe s"]);
  });

  test("a link that ends one digest opens no settings and shows no other digest", async () => {
    const { get, page } = siteWith({ digests: notingDesk().desk });
    assert.equal((await get("/preferences?t=s")).status, 404);
    const shown = await page("/unsubscribe?t=s");
    assert.match(shown, /The daily edition/);
    assert.doesNotMatch(shown, /Papers about graphs/);
  });

  test("a link that adds one digest asks for that one, and opens no settings", async () => {
    const { desk } = notingDesk();
    const adds = {
      ...(await desk.openRead("s")),
      state: "stopped" as const,
      subject: { kind: "topic" as const, target: "rivers", label: "Papers about rivers" },
    };
    const opened = { ...(await desk.open("s")), stops: undefined, adds };
    const { get, page } = siteWith({ digests: { ...desk, open: async () => opened } as never });
    assert.equal((await get("/preferences?t=a")).status, 404);
    const shown = await page("/subscribe/confirm?t=a");
    assert.match(shown, /Papers about rivers/);
    assert.match(shown, /<button class="btn">Yes, send me this too/);
    assert.doesNotMatch(shown, /Papers about graphs/);
  });

  test("a mark is noted for the reader of the mail, and can be taken back", async () => {
    const marked: unknown[][] = [];
    const recommendations = {
      mark: async (...said: unknown[]) => void marked.push(said),
    } as never;
    const { post, get } = siteWith({ digests: notingDesk().desk, recommendations });
    const reader = "s:reader-000000001";
    for (const m of ["less", "more", "none"]) {
      assert.equal((await post("/mark?t=k", { m })).status, 200, m);
    }
    assert.deepEqual(marked, [
      [reader, "2611.00001", "less"],
      [reader, "2611.00001", "more"],
      [reader, "2611.00001", null],
    ]);
    assert.equal((await post("/mark?t=k", { m: "love" })).status, 400);
    assert.equal((await get("/mark?t=bad&m=less")).status, 404);
  });

  test("a token that is missing or not ours is not found", async () => {
    const { get, post } = siteWith({ digests: notingDesk().desk });
    for (const path of ["/subscribe/confirm", "/preferences", "/unsubscribe", "/mark"]) {
      assert.equal((await get(`${path}?t=bad`)).status, 404, path);
      assert.equal((await get(path)).status, 404, path);
      assert.equal((await get(`${path}?t=${"x".repeat(2_000)}`)).status, 404, path);
    }
    assert.equal((await get("/digests/bad")).status, 404);
    assert.equal((await post("/unsubscribe?t=bad", {})).status, 404);
  });
});

describe("settings behind a link", () => {
  test("a digest is added, changed, stopped, started and removed", async () => {
    const { desk, done } = notingDesk();
    const { post, page } = siteWith({ digests: desk });
    const one = "/preferences/digest-000000001?t=m";
    const added = await post("/preferences?t=m", { kind: "topic", topic: "rivers", route: "feed" });
    assert.equal(added.headers.get("location"), "/preferences?t=m&saved=1");
    await post(one, { kind: "edition", cadence: "weekly", hour: "9", papers: "5" });
    await post(one, { do: "stop" });
    await post(one, { do: "start" });
    await post(one, { do: "remove" });
    const id = "reader-000000001";
    assert.deepEqual(done, [
      `add ${id} topic “rivers” daily 1 8 UTC 10 feed`,
      `change ${id} digest-000000001 ${JSON.stringify({
        subject: { kind: "edition", target: "" },
        schedule: { cadence: "weekly", weekday: 1, hour: 9, timeZone: "UTC" },
        papers: 5,
        route: "mail",
      })}`,
      `change ${id} digest-000000001 {"state":"stopped"}`,
      `change ${id} digest-000000001 {"state":"active"}`,
      `remove ${id} digest-000000001`,
    ]);
    assert.match(await page("/preferences?t=m&saved=1"), /Saved\./);
  });

  test("what can not be is said above the form, and what was typed is kept", async () => {
    const { post } = siteWith({ digests: notingDesk().desk });
    const response = await post("/preferences?t=m", {
      kind: "topic",
      topic: "rivers",
      papers: "0",
    });
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /A digest holds 1 to 50 papers/);
    assert.match(page, /name="topic" value="rivers"/);
  });

  test("a digest that is not theirs is not found", async () => {
    const { get } = siteWith({ digests: notingDesk().desk });
    assert.equal((await get("/preferences/digest-of-others?t=m")).status, 404);
  });

  test("who gets no mail is told why, and how it may come again", async () => {
    const told = async (traits: Partial<Subscriber>) =>
      siteWith({ digests: notingDesk(aSubscriber(traits)).desk }).page("/preferences?t=m");
    const bounced = await told({ heldBack: "bounces" });
    assert.match(bounced, /Mail to this address came back/);
    assert.match(bounced, /action="\/preferences\/back\?t=m"/);
    const stopped = await told({ heldBack: "operator" });
    assert.match(stopped, /The operator of this site has stopped mail/);
    assert.doesNotMatch(stopped, /preferences\/back/);
    assert.match(await told({ state: "unsubscribed" }), /You have unsubscribed from everything/);
    assert.doesNotMatch(await told({}), /class="problem"/);
  });
});
