import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";
import { aDigest, aSubscriber, notingDesk } from "../../test/support/subscriber-desk.ts";

const picks = { name: async (subject: object) => ({ ...subject, label: "It" }) as never };

async function openSite(parts: object = {}) {
  const { desk, done } = notingDesk(aSubscriber({ digests: [] }));
  const records = [
    aRecord({ arxivId: "2611.00001", title: "Tidal pools", authors: ["Jane Doe"] }),
    aRecord({ arxivId: "2611.00002", title: "Gears", authors: ["Ada Byron"] }),
  ];
  const site = await openCommunitySite({ records, parts: { digests: desk, picks, ...parts } });
  const textOf = async (path: string, cookie?: string) =>
    (await site.ask(path, cookie ? { cookie } : {})).text();
  return { ...site, done, textOf };
}

describe("the button that has papers brought", () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  test("leads who is not signed in to the form that takes an address", async () => {
    const page = await site.textOf("/authors/jane-doe");
    assert.match(page, /href="\/subscribe\?kind=author&amp;target=jane-doe">Alert me/);
    const found = await site.textOf("/search?q=tidal+pools&sort=new");
    assert.match(found, /href="\/subscribe\?kind=search&amp;target=q%3Dtidal%2Bpools">Alert me/);
    assert.doesNotMatch(await site.textOf("/search"), /Alert me/);
  });

  test("takes when and how from who is signed in, and comes back to the page", async () => {
    const cookie = await site.signIn("ada");
    const page = await site.textOf("/authors/jane-doe", cookie);
    assert.match(page, /action="\/alerts"/);
    assert.match(page, /<option value="at-once">At once<\/option>/);
    const form = { kind: "author", target: "jane-doe", cadence: "weekly", route: "mail" };
    const answer = await site.ask("/alerts", {
      cookie,
      form: { ...form, next: "/authors/jane-doe" },
    });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/authors/jane-doe");
    assert.equal(site.done.at(-1), "add reader-000000001 author “jane-doe” weekly 1 8 UTC 10 mail");
  });

  test("is there for what one follows, and for replies", async () => {
    const cookie = await site.signIn("ada");
    for (const [kind, target] of [
      ["author", "jane-doe"],
      ["search", "q=tidal&sort=new"],
      ["person", "ada"],
    ]) {
      const form = { kind: kind!, target: target!, label: "It", next: "/" };
      await site.ask("/follow", { cookie, form: { ...form, on: "1" } });
    }
    const page = await site.textOf("/following", cookie);
    assert.deepEqual(
      [...page.matchAll(/href="\/settings\/digests\?kind=(\w+)(?:&amp;target=([^"]*))?"/g)]
        .map(([, kind, target = ""]) => `${kind} ${target}`)
        .sort(),
      ["author jane-doe", "replies ", "search q%3Dtidal"],
    );
  });

  test("refuses what is no subject", async () => {
    const cookie = await site.signIn("ada");
    const count = site.done.length;
    const answer = await site.ask("/alerts", { cookie, form: { kind: "weather", target: "x" } });
    assert.equal(answer.status, 400);
    assert.equal(site.done.length, count);
  });

  test("never leads off the site", async () => {
    const cookie = await site.signIn("ada");
    const form = { kind: "author", target: "jane-doe", next: "//example.org/" };
    const answer = await site.ask("/alerts", { cookie, form });
    assert.equal(answer.headers.get("location"), "/");
  });
});

describe("the button for who has it brought already", () => {
  test("says how, leads to where it is changed, and begins one again that was stopped", async () => {
    const subject = { kind: "author", target: "jane-doe", label: "Papers by Jane Doe" } as const;
    for (const state of ["active", "stopped"] as const) {
      const { desk, done } = notingDesk(
        aSubscriber({ digests: [aDigest({ id: "digest-1", subject, state })] }),
      );
      const site = await openSite({ digests: desk });
      const cookie = await site.signIn("ada");
      const page = await site.textOf("/authors/jane-doe", cookie);
      if (state === "active") assert.match(page, /href="\/settings\/digests\/digest-1">Alert: /);
      else assert.match(page, /action="\/alerts"/);
      const form = { ...subject, cadence: "at-once", route: "mail" };
      await site.ask("/alerts", { cookie, form });
      assert.match(done.at(-1) ?? "", /^change reader-\d+ digest-1 .*"at-once".*"active"/);
      await site.close();
    }
  });
});

describe("a site that sends no mail", () => {
  test("offers feeds to who is signed in, and nothing to others", async () => {
    const site = await openSite({ sendsNoMail: true });
    assert.doesNotMatch(await site.textOf("/authors/jane-doe"), /Alert me/);
    const cookie = await site.signIn("ada");
    const page = await site.textOf("/authors/jane-doe", cookie);
    assert.match(page, /<option value="feed">As a feed<\/option>/);
    assert.doesNotMatch(page, /<option value="mail">/);
    const form = { kind: "author", target: "jane-doe", cadence: "daily", route: "feed" };
    const answer = await site.ask("/alerts", { cookie, form });
    assert.equal(answer.status, 303);
    await site.close();
  });
});
