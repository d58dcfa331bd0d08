/** A site where people have been at work, and the pages of it that came with accounts. */
import type { PaperId } from "#papers";
import { readerOfAccount } from "#recommendations";
import type { BrowserContext } from "./browser.ts";
import { openReaderSite, PAPER, type ReaderSite, TODAY } from "./reader-site.ts";

/** A page, and who looks at it. */
export interface SeenPage {
  readonly path: string;
  readonly who?: "ada" | "emmy" | "maria";
}

export async function openFilledReaderSite() {
  const site = await openReaderSite();
  const paper = PAPER as PaperId;
  const edition = await site.editions.get(TODAY as never, { limit: 10 });
  const others = edition.entries.map(({ paperId }) => paperId).filter((id) => id !== paper);
  const people = await introduce(site);
  const ids = await beBusy(site, { people, paper, others });
  await site.catchUp();
  return { ...site, pages: pagesOf(ids) };
}

async function introduce(site: ReaderSite) {
  const [ada, blaise, emmy] = await Promise.all([
    site.actor("ada"),
    site.actor("blaise"),
    site.actor("emmy", "moderator"),
  ]);
  await site.accountOf("maria", "admin");
  const about = "Reads about engines, and writes notes longer than what they are about.";
  await site.accounts.people.update(ada.account.id, { displayName: "Ada Lovelace", about });
  await site.accounts.people.update(blaise.account.id, { displayName: "Blaise Pascal" });
  await site.accounts.people.update(emmy.account.id, { displayName: "Emmy Noether" });
  return { ada, blaise, emmy };
}

interface Scene {
  readonly people: Awaited<ReturnType<typeof introduce>>;
  readonly paper: PaperId;
  readonly others: readonly PaperId[];
}

async function beBusy(site: ReaderSite, { people, paper, others }: Scene) {
  const { ada, blaise, emmy } = people;
  const { comments, collections, claims, moderation, submissions, shelves, votes, follows } =
    site.community;
  const about = { paperId: paper };
  const first = await comments.post(blaise, {
    ...about,
    body: "The bound in section 3 is *tight*: $\\sum_{k=1}^{n} k^{-2} < 2$.\n\n- It holds for `n = 3`\n- See [the notes](https://example.org/notes)\n\n> gears turn",
  });
  const answer = await comments.post(ada, { ...about, parentId: first.id, body: "By how much?" });
  await comments.post(emmy, { ...about, parentId: answer.id, body: "By one half, I think." });
  await comments.react(ada, first.id, "insight", true);
  await comments.edit(blaise, first.id, "The bound in section 3 is *tight*: $x^2 < 2$.");
  const rude = await comments.post(blaise, { ...about, body: "This is a rude remark." });
  await moderation.report(ada, { kind: "comment", id: rude.id }, "It is rude.");
  for (const id of [paper, ...others.slice(0, 4)]) await votes.cast(ada, id);
  await votes.cast(blaise, paper);
  for (const id of others.slice(0, 3)) await shelves.put(ada, id, "bookmark");
  await shelves.put(ada, others[4]!, "read");
  await shelves.put(ada, others[5]!, "hidden");
  await follows.add(ada, { kind: "author", target: "blaise-pascal", label: "Blaise Pascal" });
  await follows.add(ada, { kind: "person", target: "blaise", label: "Blaise Pascal" });
  const list = await collections.create(ada, {
    title: "Papers on gears",
    about: "What to read first.",
    visibility: "public",
  });
  await collections.add(ada, list.id, paper, "Start here.");
  await collections.add(ada, list.id, others[0]!);
  const granted = await claims.claim(ada, paper, 1, "https://example.org/~ada");
  await claims.decide(emmy, granted.id, { isGranted: true, reason: "Her page names it." });
  const pending = await claims.claim(blaise, paper, 2, "It is me.");
  await claims.addLink(ada, paper, { kind: "code", url: "https://code.example.org/gears" });
  const submission = await submissions.submit(ada, { kind: "reference", text: paper });
  await moderation.act(emmy, { kind: "lock-paper", paperId: others[6]! }, "Too warm.");
  const wanted = { label: "Morning script", scopes: ["read", "vote"], days: 30 } as const;
  await site.accounts.tokens.create(ada.account.id, wanted);
  const { interests } = site.parts.recommendations!;
  const reader = readerOfAccount(ada.account.id);
  await interests.add(reader, { kind: "topic", target: "gears that turn slowly" });
  const { id } = await interests.add(reader, { kind: "keyword", target: "wheels" });
  await interests.change(reader, id, { isMuted: true, weight: 2 });
  const accountId = blaise.account.id;
  return { comment: first.id, list: list.id, claim: pending.id, submission, accountId };
}

type Ids = Awaited<ReturnType<typeof beBusy>>;

function pagesOf({ comment, list, claim, submission, accountId }: Ids): SeenPage[] {
  const anyone = ["/login", "/comments", "/moderation", "/trending", "/trending?window=7d"];
  const shown = [`/comments/${comment}`, `/comments/${comment}/history`, `/collections/${list}`];
  const settings = [
    "",
    "/interests",
    "/email",
    "/passkeys",
    "/identities",
    "/sessions",
    "/digests",
    "/tokens",
    "/data",
  ];
  const own = [
    `/daily/${TODAY}`,
    `/papers/${PAPER}`,
    `/papers/${PAPER}/claim`,
    "/bookmarks",
    "/read",
    "/hidden",
    "/following",
    "/for-you",
    "/collections",
    "/submit",
    "/submissions",
    `/submissions/${submission.id}`,
    "/claims",
    "/@blaise",
    ...[...settings, "/security"].map((page) => `/settings${page}`),
  ];
  const moderated = [
    "/moderation",
    "/moderation/queue",
    `/claims/${claim}`,
    `/papers/${PAPER}`,
    `/comments/${comment}`,
    `/admin/editions/${TODAY}`,
  ];
  const administered = ["/admin/users", `/admin/users/${accountId}`];
  return [
    ...[`/papers/${PAPER}`, "/@ada", "/collections", ...anyone, ...shown].map((path) => ({ path })),
    ...own.map((path) => ({ path, who: "ada" as const })),
    ...moderated.map((path) => ({ path, who: "emmy" as const })),
    ...administered.map((path) => ({ path, who: "maria" as const })),
  ];
}

/** Gives the browser the session of somebody. */
export async function enterAs(
  context: BrowserContext,
  site: ReaderSite,
  who: NonNullable<SeenPage["who"]>,
): Promise<void> {
  const role = { ada: "reader", emmy: "moderator", maria: "admin" } as const;
  const [name = "", value = ""] = (await site.signIn(who, role[who])).split("=");
  await context.addCookies([{ name, value, url: site.url }]);
}
