import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { ORIGIN } from "../../test/support/digest-site.ts";
import { aRecord } from "../../test/support/papers.ts";
import { aDigest, aSubscriber, notingDesk } from "../../test/support/subscriber-desk.ts";
import { createWeb } from "./web.ts";

const PATH = "/preferences/interests?t=m";

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite({ records: [aRecord({ authors: ["Ada Lovelace"] })] });
});
after(() => site.close());

/** The pages as one subscriber sees them, with recommendations as they are. */
function pagesOf(traits: Parameters<typeof aSubscriber>[0] = {}) {
  const web = createWeb({ ...site.parts, digests: notingDesk(aSubscriber(traits)).desk });
  const ask = async (path: string, form?: Record<string, string>) =>
    web.fetch(
      new Request(ORIGIN + path, {
        headers: { "sec-fetch-site": "same-origin" },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      }),
    );
  return { ask, page: async (path: string) => (await ask(path)).text() };
}

test("a subscriber without account names, weighs, mutes, removes and resets interests by the link of a mail", async () => {
  const { ask, page } = pagesOf();
  const { interests } = site.parts.recommendations!;
  const list = () => interests.list(aSubscriber().reader);
  for (const target of ["graph neural networks", "rivers"]) {
    const answer = await ask(PATH, { do: "add", kind: "topic", target });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), PATH);
  }
  const { id } = (await list()).find(({ label }) => label.startsWith("graph"))!;
  assert.match(await page(PATH), /<strong>graph neural networks<\/strong>/);
  assert.match(await page(PATH), /action="\/preferences\/interests\?t=m"/);
  await ask(PATH, { do: "change", id, weight: "4", label: "Graphs" });
  await ask(PATH, { do: "mute", id, on: "1" });
  assert.match(await page(PATH), /<strong>Graphs<\/strong> \(muted\)/);
  await ask(PATH, { do: "remove", id });
  assert.deepEqual(
    (await list()).map(({ label }) => label),
    ["rivers"],
  );
  await ask(PATH, { do: "reset" });
  assert.deepEqual(await list(), []);
});

test("what names nothing is refused above the form, and a link of one digest opens nothing", async () => {
  const { ask } = pagesOf();
  const answer = await ask(PATH, { do: "add", kind: "author", target: "Nobody Whatsoever" });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /role="alert">No author of the papers here is called/);
  for (const token of ["s", "bad"]) {
    assert.equal((await ask(`/preferences/interests?t=${token}`)).status, 404);
    assert.equal((await ask(`/preferences/interests?t=${token}`, { do: "reset" })).status, 404);
  }
});

test("an account's interests are not shown or changed by the link of a mail", async () => {
  const accountId = (await site.accountOf("ada")).id;
  const { ask } = pagesOf({ accountId });
  for (const form of [undefined, { do: "reset" }]) {
    const answer = await ask(PATH, form);
    assert.equal(answer.headers.get("location"), "/settings/interests");
  }
});

test("the settings of a digest for oneself lead to the interests, and ask for none that they would lose", async () => {
  const subject = { kind: "for-me", target: "", label: "For you" } as const;
  const { page } = pagesOf({ digests: [aDigest({ subject })] });
  for (const path of ["/preferences?t=m", "/preferences/digest-000000001?t=m"]) {
    const shown = await page(path);
    assert.match(shown, /href="\/preferences\/interests\?t=m">your interests/, path);
    assert.doesNotMatch(shown, /<textarea/, path);
  }
  assert.match(await page("/preferences?t=m"), /interests\?t=m">Interests</);
  assert.match(await page("/subscribe"), /<textarea id="interests"/);
});
