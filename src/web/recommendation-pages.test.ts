import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { aRecord } from "../../test/support/papers.ts";

const subjects = {
  graph: "Graph neural networks pass messages between the nodes of a molecular graph",
  speech: "Speech recognition transcribes spoken language from audio of many speakers",
} as const;

const records = Object.entries(subjects).flatMap(([name, abstract]) =>
  Array.from({ length: 12 }, (_, at) =>
    aRecord({
      title: `${name} study ${at}`,
      abstract: `${abstract}, part ${at}.`,
      authors: [`${name} Author${at}`],
      categories: [name === "graph" ? "cs.LG" : "eess.AS"],
      announcedOn: "2026-11-20",
    }),
  ),
);

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite({ records });
});
after(() => site.close());

test("whoever is not signed in is led to sign in", async () => {
  const answer = await site.ask("/for-you");
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get("location")!, /^\/login/);
});

test("a reader who has said nothing sees what is trending, and how to say more", async () => {
  const page = await (await site.ask("/for-you", { cookie: await site.signIn("ada") })).text();
  assert.match(page, /Nothing is known of you yet/);
  assert.match(page, /href="\/settings\/interests"/);
  assert.match(page, /<p class="why">Trending among all readers/);
});

test("the page about the site leads to papers for a reader and to channels, and the feeds too", async () => {
  const about = await (await site.ask("/about")).text();
  assert.match(about, /href="\/for-you"/);
  assert.match(about, /href="\/settings\/channels"/);
  assert.match(await (await site.ask("/feeds")).text(), /href="\/settings\/interests#feed"/);
});

test("an interest is named, weighed, muted and removed on the page of the settings", async () => {
  const cookie = await site.signIn("grace");
  const post = (form: Record<string, string>) => site.ask("/settings/interests", { cookie, form });
  assert.equal(
    (await post({ do: "add", kind: "topic", target: "speech recognition" })).status,
    303,
  );
  const { recommendations } = site.parts;
  const list = () => recommendations!.interests.list(reader);
  const reader = (await site.accountOf("grace")).id as never;
  const [{ id }] = (await list()) as unknown as [{ id: string }];
  await post({ do: "change", id, weight: "2", label: "Listening" });
  await post({ do: "mute", id, on: "1" });
  const [changed] = await list();
  assert.deepEqual([changed!.label, changed!.weight, changed!.isMuted], ["Listening", 2, true]);
  const page = await (await site.ask("/settings/interests", { cookie })).text();
  assert.match(page, /<strong>Listening<\/strong> \(muted\) .*Topic: speech recognition/);
  await post({ do: "remove", id });
  assert.equal((await list()).length, 0);
});

test("what names nothing is refused with what to change, above the form", async () => {
  const cookie = await site.signIn("ada");
  const form = { do: "add", kind: "author", target: "<b>Nobody</b>" };
  const answer = await site.ask("/settings/interests", { cookie, form });
  assert.equal(answer.status, 400);
  const page = await answer.text();
  assert.match(page, /role="alert">No author of the papers here is called “&lt;b&gt;Nobody/);
});

test("the feed opens with its secret address alone, is not kept by proxies, and can be moved", async () => {
  const cookie = await site.signIn("ada");
  const addressIn = async () => {
    const page = await (await site.ask("/settings/interests", { cookie })).text();
    return /\/for-you\/[\w-]{43}\.atom/.exec(page)?.[0] ?? "";
  };
  assert.equal(await addressIn(), "", "it is made by pressing a button");
  await site.ask("/settings/interests", { cookie, form: { do: "renew" } });
  const address = await addressIn();
  const feed = await site.ask(address);
  assert.equal(feed.status, 200);
  assert.match(feed.headers.get("content-type")!, /atom/);
  assert.match(feed.headers.get("cache-control")!, /^private/);
  assert.match(await feed.text(), /<entry>/);
  assert.equal(await addressIn(), address);
  await site.ask("/settings/interests", { cookie, form: { do: "renew" } });
  assert.equal((await site.ask(address)).status, 404);
  assert.equal((await site.ask(await addressIn())).status, 200);
  assert.equal((await site.ask("/for-you/guess.atom")).status, 404);
});

test("the API brings the same papers, and takes what a reader says of one", async () => {
  const cookie = await site.signIn("hedy");
  const answer = await site.ask("/api/v1/me/recommendations?limit=5", { cookie });
  const list = (await answer.json()) as { stage: string; papers: { id: string; reason: string }[] };
  assert.equal(list.papers.length, 5);
  const [first] = list.papers;
  const path = `/api/v1/papers/${first!.id}/feedback`;
  const said = await site.ask(path, { cookie, method: "PUT", json: { mark: "less" } });
  assert.equal(said.status, 204);
  const again = await site.ask("/api/v1/me/recommendations?limit=50", { cookie });
  const ids = ((await again.json()) as typeof list).papers.map(({ id }) => id);
  assert.ok(!ids.includes(first!.id));
  assert.equal((await site.ask(path, { cookie, method: "DELETE" })).status, 204);
});

test("the export of one's data holds interests and marks, and leaving lets them go", async () => {
  const cookie = await site.signIn("mary");
  const form = { do: "add", kind: "category", target: "cs.LG" };
  await site.ask("/settings/interests", { cookie, form });
  const exported = (await (await site.ask("/api/v1/me/export", { cookie })).json()) as {
    recommendations: { interests: { target: string }[] };
  };
  assert.equal(exported.recommendations.interests[0]!.target, "cs.LG");
  await site.ask("/settings/data/delete", { cookie, form: { confirmation: "mary" } });
  const { n } = await site.database.kysely
    .selectFrom("interest")
    .select((select) => select.fn.countAll().as("n"))
    .where("target", "=", "cs.LG")
    .executeTakeFirstOrThrow();
  assert.equal(Number(n), 0);
  assert.deepEqual(site.faults, []);
});
