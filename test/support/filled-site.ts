/** A whole site with something of everything in it, and people of every role, for the API. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Role, scopes } from "#accounts";
import type { PaperId } from "#papers";
import { readerOfAccount } from "#recommendations";
import type { Known } from "./api-requests.ts";
import { aWish } from "./channels.ts";
import { openCommunitySite } from "./community-site.ts";
import type { TemporaryDatabase } from "./database.ts";
import { aRecord, generateRecords } from "./papers.ts";

export type FilledSite = Awaited<ReturnType<typeof fillSite>>;

/** Headers that say who asks; those of a page of the site, so that nothing is refused for that. */
type Visitor = Readonly<Record<string, string>>;

export const slashedPaper = "hep-th/9901001" as PaperId;
export const doiPaper = "doi:10.1234/springs.(2)" as PaperId;

export async function fillSite(temporary?: TemporaryDatabase) {
  // A chat that takes whatever is posted to it.
  const chat = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((resolve) => chat.listen(0, "127.0.0.1", resolve));
  chat.unref();
  const inside = `127.0.0.1:${(chat.address() as AddressInfo).port}`;
  const site = await openCommunitySite({
    inside: [inside],
    ...(temporary && { temporary }),
    records: [
      ...generateRecords(30, 7),
      aRecord({ arxivId: slashedPaper, title: "Old Springs", announcedOn: "2026-11-19" }),
      aRecord({ doi: "10.1234/springs.(2)", title: "New Springs", announcedOn: "2026-11-19" }),
    ],
  });
  const people = {
    ada: "reader",
    blaise: "reader",
    carol: "trusted",
    emmy: "moderator",
    maria: "admin",
  };
  const visitors: Visitor[] = [{ "sec-fetch-site": "same-origin" }];
  for (const [name, role] of Object.entries(people)) {
    const { id } = await site.accountOf(name, role as Role);
    const token = await site.accounts.tokens.create(id, { label: "fuzz", scopes, days: 30 });
    visitors.push({ authorization: `Bearer ${token.secret}` });
    visitors.push({
      cookie: await site.signIn(name, role as Role),
      "sec-fetch-site": "same-origin",
    });
  }
  const narrow = await site.accounts.tokens.create((await site.accountOf("ada")).id, {
    label: "narrow",
    scopes: ["read"],
    days: 1,
  });
  visitors.push({ authorization: `Bearer ${narrow.secret}` });
  return { ...site, visitors, known: await fill(site, inside) };
}

async function fill(
  site: Awaited<ReturnType<typeof openCommunitySite>>,
  inside: string,
): Promise<Known> {
  const { community } = site;
  const [ada, blaise, emmy] = await Promise.all([
    site.actor("ada"),
    site.actor("blaise"),
    site.actor("emmy", "moderator"),
  ]);
  const all = await site.papers.changedPapersSince(0, 100);
  const [first, second, third, fourth] = all.papers.map(({ id }) => id);
  const papers = [first!, second!, third!, fourth!, slashedPaper, doiPaper];
  await community.votes.cast(ada, first!);
  const comment = await community.comments.post(ada, { paperId: first!, body: "It holds: $x^2$." });
  const answer = await community.comments.post(blaise, {
    paperId: first!,
    body: "Does it?",
    parentId: comment.id,
  });
  const collection = await community.collections.create(ada, {
    title: "Springs",
    visibility: "public",
  });
  await community.collections.add(ada, collection.id, slashedPaper, "old");
  const own = await community.collections.create(blaise, { title: "Mine" });
  const paper = await site.papers.find(first!);
  const claims = [await community.claims.claim(ada, first!, 1, "It is me.")];
  if ((paper?.authors.length ?? 0) > 1)
    claims.push(await community.claims.claim(blaise, first!, 2, ""));
  await community.claims.decide(emmy, claims[0]!.id, { isGranted: true, reason: "Known." });
  const link = await community.claims.addLink(ada, first!, {
    kind: "code",
    url: "https://code.example.org/a",
  });
  const submissions = [
    await community.submissions.submit(ada, { kind: "reference", text: "2601.00001" }),
    await community.submissions.submit(blaise, { kind: "reference", text: slashedPaper }),
  ];
  await community.moderation.report(blaise, { kind: "comment", id: comment.id }, "Rude");
  const [report] = (await community.moderation.reports({})).items;
  const entry = await community.moderation.act(
    emmy,
    { kind: "lock-paper", paperId: fourth! },
    "Noise",
  );
  const token = await site.accounts.tokens.create(ada.account.id, {
    label: "t",
    scopes: ["read"],
    days: 1,
  });
  const reader = readerOfAccount(ada.account.id);
  const topic = { kind: "topic", target: "springs" } as const;
  const interest = await site.recommendations.interests.add(reader, topic);
  const digest = await site.digests.add((await site.digests.ofAccount(ada.account)).id, {
    subject: { kind: "edition", target: "" },
    schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" },
    papers: 5,
    route: "feed",
  });
  const { channel } = await site.channels.create(
    ada.account,
    aWish("webhook", { url: `http://${inside}/springs` }),
  );
  const ids = papers as readonly string[];
  return {
    id: ids,
    paperId: ids,
    into: ids,
    arxivId: ids,
    paper_id: ids,
    text: ids,
    commentId: [comment.id, answer.id],
    parentId: [comment.id],
    collectionId: [collection.id, own.id],
    claimId: claims.map(({ id }) => id),
    linkId: [link.id],
    submissionId: submissions.map(({ id }) => id),
    reportId: [report!.id],
    entryId: [entry.id],
    interestId: [interest.id],
    digestId: [digest.id],
    channelId: [channel.id],
    tokenId: [token.token.tokenId],
    period: (await site.editions.list("day", 3, 0)).map(({ period }) => period),
    // Nobody among the visitors, so that nobody who asks is shut out.
    name: ["victim", "ada"],
    url: ["https://looms.example.org/", "javascript:alert(1)"],
  };
}
