import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";

const idOf = (number: number) => `2611.0000${number}`;
const EDITOR = "/admin/editions/2026-11-20";

describe("trending and the editing of editions", () => {
  let site: CommunitySite;

  before(async () => {
    const records = Array.from({ length: 5 }, (_, at) =>
      aRecord({
        arxivId: idOf(at + 1),
        title: `Paper number ${at + 1}`,
        authors: [`Author ${at + 1}`],
        announcedOn: "2026-11-20",
        tallies: { upvotes: 9 - at },
      }),
    );
    site = await openCommunitySite({ records });
  });
  after(() => site.close());

  const read = async (path: string, cookie?: string) => {
    const answer = await site.ask(path, cookie ? { cookie } : {});
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  test("the page says why each paper is there, and when that was", async () => {
    const { status, text } = await read("/trending");
    assert.equal(status, 200);
    assert.match(text, /\+9 in 12 h; such papers usually get \d/);
    assert.match(text, /As of 20 Nov 2026, 12:00 UTC/);
    assert.match(text, /aria-current="page">Trending</);
    const week = await read("/trending?window=7d");
    assert.match(week.text, /<a href="\/trending\?window=7d" aria-current="true">7 days<\/a>/);
    assert.equal((await read("/trending?window=nonsense")).status, 200);
  });

  test("an unchanged list is asked about by its tag, and made anew when a minute has passed", async () => {
    const { headers } = await read("/trending");
    const tag = headers.get("etag") ?? "";
    const again = await site.ask("/trending", { headers: { "if-none-match": tag } });
    assert.equal(again.status, 304);
    site.clock.advance(61_000);
    const later = await site.ask("/trending", { headers: { "if-none-match": tag } });
    assert.equal(later.status, 200);
    assert.match(await later.text(), /As of 20 Nov 2026, 12:01 UTC/);
  });

  test("it is a feed in every format", async () => {
    for (const suffix of ["atom", "rss", "feed.json", "json", "md"]) {
      const { status, text } = await read(`/trending.${suffix}?window=30d`);
      assert.equal(status, 200, suffix);
      assert.match(text, /Paper number 1/, suffix);
      assert.equal((await read(`/hot.${suffix}`)).status, 200, suffix);
    }
  });

  test("hot shows votes against age", async () => {
    const { text } = await read("/hot");
    assert.match(text, /9 votes since 20 Nov 2026/);
  });

  test("the front page names what is on the rise, and a paper how it is doing", async () => {
    assert.match((await read("/")).text, /On the rise/);
    const { text } = await read(`/papers/${idOf(1)}`);
    assert.match(text, /How it is doing/);
    assert.match(text, /\+9 in 12 h/);
  });

  test("the ranking page has the numbers of this site", async () => {
    const { text } = await read("/ranking");
    assert.match(text, /id="trending"/);
    assert.match(text, /Votes of an account count at once/);
    assert.match(text, /\(1\.2 \+ U\)/);
  });

  test("a moderator pins, drops and puts back; everybody sees it and the reason", async () => {
    const cookie = await site.signIn("mona", "moderator");
    assert.match((await read(EDITOR, cookie)).text, /Papers of the edition/);
    const send = (form: Record<string, string>) => {
      site.clock.advance(1_000);
      return site.ask(EDITOR, { cookie, form });
    };
    const orderOf = async () => {
      const { text } = await read("/daily/2026-11-20.json");
      return [...text.matchAll(/Paper number (\d)/g)].map((match) => match[1]).join("");
    };
    const before = (await read("/")).text;
    const pinned = await send({ paper: idOf(4), do: "pin", place: "1", reason: "Read this one" });
    assert.equal(pinned.status, 303);
    assert.equal(pinned.headers.get("location"), EDITOR);
    assert.equal((await send({ paper: idOf(2), do: "drop", reason: "Off topic" })).status, 303);
    assert.match(await orderOf(), /^4.*1.*3.*5/);
    assert.notEqual((await read("/")).text, before, "kept pages are made anew");
    assert.match((await read(EDITOR, cookie)).text, /Pinned, place 1/);
    assert.equal(
      (await send({ paper: idOf(2), do: "undo", reason: "It was on topic" })).status,
      303,
    );
    assert.match(await orderOf(), /^4.*1.*2.*3.*5/);
    const log = await site.parts.community!.moderation.log({});
    assert.deepEqual(
      log.items.map((entry) => entry.action),
      ["undrop-paper", "drop-paper", "pin-paper"],
    );
    const pin = log.items.find((entry) => entry.action === "pin-paper")!;
    const moderator = {
      account: (await site.parts.accounts!.people.findByName("mona"))!,
      network: "",
    };
    await site.parts.community!.moderation.undo(moderator as never, pin.id, "Not my call");
    assert.match(await orderOf(), /^1.*2.*3.*4.*5/);
  });

  test("what can not be done is said on the page, and readers are kept out", async () => {
    const cookie = await site.signIn("mona", "moderator");
    const close = await site.ask(EDITOR, { cookie, form: { do: "close", reason: "Enough" } });
    assert.equal(close.status, 409);
    assert.match(await close.text(), /is not over before/);
    const silent = await site.ask(EDITOR, {
      cookie,
      form: { do: "drop", paper: idOf(1), reason: " " },
    });
    assert.match(await silent.text(), /Say why/);
    assert.equal((await read("/admin/editions/2026-13", cookie)).status, 404);
    const reader = await site.signIn("rita", "reader");
    const refused = await site.ask(EDITOR, {
      cookie: reader,
      form: { do: "drop", paper: idOf(1), reason: "x" },
    });
    assert.equal(refused.status, 403);
    assert.equal((await site.ask(EDITOR)).status, 303);
  });
});
