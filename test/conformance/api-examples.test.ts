import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import type { PaperId } from "#papers";
import { readerOfAccount } from "#recommendations";
import { mapDailyItem } from "../../src/sources/daily-papers/map-item.ts";
import { exampleOf, type Operation, operationsOf } from "../../src/web/api/examples.ts";
import { aWish } from "../support/channels.ts";
import { type CommunitySite, openCommunitySite } from "../support/community-site.ts";
import { ownDailyPapers } from "./own-daily-papers.ts";

const first = "2605.00010" as PaperId;

/** Ids that only exist once something is made; by the name of the parameter. */
type Made = Readonly<Record<string, string>>;

describe("the examples of the API's description", () => {
  let site: CommunitySite;
  let headers: Record<string, string>;
  const takes = createServer((_request, response) => response.writeHead(204).end());
  let taker: string;
  before(async () => {
    const records = ownDailyPapers.map((item) => {
      const record = mapDailyItem(item);
      if (typeof record === "string") throw new Error(record);
      return record;
    });
    await new Promise<void>((resolve) => takes.listen(0, "127.0.0.1", resolve));
    taker = `127.0.0.1:${(takes.address() as AddressInfo).port}`;
    site = await openCommunitySite({ records, now: "2026-05-09T12:00:00Z", inside: [taker] });
    await site.accountOf("ada");
    headers = { cookie: await site.signIn("maria", "admin"), "sec-fetch-site": "same-origin" };
  });
  after(async () => {
    takes.close();
    await site.close();
  });

  const send = (method: string, address: string, body: string | undefined) =>
    site.fetch(
      new Request(site.url + address, {
        method: method.toUpperCase(),
        headers: { ...headers, ...(body && { "content-type": "application/json" }) },
        ...(body && { body }),
      }),
    );

  test("are answered as they should be, each by itself, for an administrator", async () => {
    const { paths } = (await (await site.ask("/api/openapi.json")).json()) as { paths: object };
    const operations = operationsOf(paths);
    assert.ok(operations.length > 60);
    for (const { method, path, operation } of operations) {
      const made = await prepare(operation);
      const { address, body } = exampleOf({ path: fill(path, made), operation });
      const response = await send(method, address, body);
      const text = await response.text();
      const told = `${method} ${address} ${body ?? ""}: ${response.status} ${text.slice(0, 300)}`;
      assert.ok(response.status < 300, told);
      assert.ok(operation.responses?.[response.status], told);
    }
    assert.deepEqual(site.faults, []);
  });

  /** Makes what an operation is about, anew for each, so that none depends on another. */
  async function prepare({ operationId, parameters = [] }: Operation): Promise<Made> {
    const names = new Set(parameters.map(({ name }) => name));
    const { community } = site;
    const [maria, blaise] = [await site.actor("maria", "admin"), await site.actor("blaise")];
    const made: Record<string, string> = {};
    if (operationId === "claimDailyPaper" || operationId === "claimAuthorship") await letGo();
    if (names.has("commentId")) {
      const author = operationId === "reportComment" ? blaise : maria;
      const comment = { paperId: first, body: "Hm." };
      made.commentId = (await community.comments.post(author, comment)).id;
    }
    // Over, so that it can be closed; what is closed is not chosen for any more.
    if (names.has("period")) made.period = "2026-05-08";
    if (names.has("collectionId")) {
      const { id } = await community.collections.create(maria, { title: "Looms" });
      await community.collections.add(maria, id, first);
      made.collectionId = id;
    }
    if (names.has("tokenId")) {
      const wanted = { label: "t", scopes: ["read"], days: 1 } as const;
      const { id } = maria.account;
      made.tokenId = (await site.accounts.tokens.create(id, wanted)).token.tokenId;
    }
    if (names.has("digestId")) {
      const { id } = await site.digests.ofAccount(maria.account);
      const schedule = { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" } as const;
      const subject = { kind: "edition", target: "" } as const;
      made.digestId = (
        await site.digests.add(id, { subject, schedule, papers: 5, route: "feed" })
      ).id;
    }
    if (names.has("interestId")) {
      const reader = readerOfAccount(maria.account.id);
      const wanted = { kind: "topic", target: "looms" } as const;
      made.interestId = (await site.recommendations.interests.add(reader, wanted)).id;
    }
    if (names.has("channelId")) made.channelId = await channel();
    if (names.has("submissionId")) made.submissionId = await submission(operationId);
    if (names.has("claimId")) made.claimId = await claim(operationId);
    if (names.has("linkId")) {
      const url = `https://code.example.org/${Math.random()}`;
      made.linkId = (await community.claims.addLink(maria, first, { kind: "code", url })).id;
    }
    if (names.has("entryId")) {
      const action = { kind: "lock-paper", paperId: first } as const;
      made.entryId = (await community.moderation.act(maria, action, "Noise")).id;
    }
    if (names.has("reportId")) {
      await community.moderation.report(blaise, { kind: "paper", id: first }, "Rude");
      made.reportId = (await community.moderation.reports({})).items[0]!.id;
    }
    return made;
  }

  /** To a machine that takes what comes. */
  async function channel(): Promise<string> {
    const { account } = await site.actor("maria", "admin");
    const { channel: made } = await site.channels.create(
      account,
      aWish("webhook", { url: `http://${taker}/` }),
    );
    // So that there is room for the next.
    const all = await site.channels.list(account.id);
    for (const { id } of all.slice(0, -10)) await site.channels.remove(account.id, id);
    return made.id;
  }

  async function submission(operationId: string): Promise<string> {
    const isForReview = operationId === "decideSubmission";
    const actor = await site.actor(
      isForReview ? "blaise" : "maria",
      isForReview ? "reader" : "admin",
    );
    const bibtex =
      "@article{a, title={Springs of Spring}, author={Ada L.}, url={https://x.example.org/a}}";
    const input = { kind: "bibtex", text: bibtex } as const;
    const { id } = await site.community.submissions.submit(actor, input);
    if (isForReview)
      await site.community.submissions.settle(id, { state: "review", reason: "New" });
    return id;
  }

  /** Of the asker, or of another where the asker decides or disputes. */
  async function claim(operationId: string): Promise<string> {
    await letGo();
    const { claims } = site.community;
    const [maria, blaise] = [await site.actor("maria", "admin"), await site.actor("blaise")];
    const { id } = await claims.claim(
      operationId === "withdrawClaim" ? maria : blaise,
      first,
      2,
      "Me",
    );
    if (operationId === "disputeClaim")
      await claims.decide(maria, id, { isGranted: true, reason: "So" });
    return id;
  }

  async function letGo(): Promise<void> {
    for (const name of ["maria", "blaise"]) {
      const actor = await site.actor(name, name === "maria" ? "admin" : "reader");
      for (const one of await site.community.claims.ofAccount(actor.account.id)) {
        if (/granted|pending|disputed/.test(one.state))
          await site.community.claims.withdraw(actor, one.id);
      }
    }
  }
});

function fill(path: string, made: Made): string {
  return Object.entries(made).reduce((text, [name, id]) => text.replace(`{${name}}`, id), path);
}
