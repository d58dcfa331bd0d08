/** Submitting and claiming, through the site's pages, with the services on this computer. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createOutside, keepContributions } from "#jobs";
import { createGuardedClient } from "#platform";
import { openCommunitySite } from "../support/community-site.ts";
import { openServices, type Services } from "../support/services.ts";

const ORCID = "0000-0002-1825-0097";

type Site = Awaited<ReturnType<typeof openCommunitySite>>;

/** The site, with the job that a running program keeps beside it. */
async function openSite(services: Services) {
  const site = await openCommunitySite();
  const { papers, editions, community, accounts, clock } = site;
  const outside = createOutside({
    clock,
    contact: "",
    addresses: services.addresses,
    pageClient: createGuardedClient({ contact: "", allowsLoopback: true }),
    intervalMs: 0,
    sleep: async () => undefined,
  });
  const log = { warn: () => undefined, error: () => assert.fail("nothing fails") };
  const job = keepContributions({
    papers,
    editions,
    community,
    people: accounts.people,
    outside,
    clock,
    log,
    timeZone: "UTC",
    maxAgeDays: 0,
  });
  job.start();
  const read = async (path: string, cookie = "") => (await site.ask(path, { cookie })).text();
  const close = async () => {
    await job.stop();
    await site.close();
  };
  return { ...site, job, read, close };
}

/** Waits until the job that a submission wakes has come to its end. */
async function settled(site: Pick<Site, "ask"> & { job: { run(): Promise<void> } }): Promise<void> {
  await site.job.run();
}

async function giveOrcid(site: Site, name: string): Promise<void> {
  const { id } = await site.accountOf(name);
  await site.database.kysely
    .insertInto("identity")
    .values({
      issuer: "https://orcid.org",
      subject: ORCID,
      account_id: id,
      label: "ORCID",
      added_at: "2026-11-20T00:00:00Z",
    })
    .execute();
}

describe("contributions through the pages", () => {
  let services: Services;
  before(async () => {
    services = await openServices();
  });
  after(() => services.close());

  test("who is not signed in is led to sign in", async () => {
    const site = await openSite(services);
    const answer = await site.ask("/submit");
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get("location") ?? "", /^\/login\?next=/);
    await site.close();
  });

  test("a paper is brought by its id, watched, and read; a second reader is led to it", async () => {
    const site = await openSite(services);
    const ada = await site.signIn("ada");
    assert.match(await site.read("/submit", ada), /arXiv id, DOI, or any address/);
    const form = { kind: "reference", reference: "arXiv:2611.00001v1", comment: "Read it." };
    const sent = await site.ask("/submit", { cookie: ada, form });
    assert.equal(sent.status, 303);
    const place = sent.headers.get("location") ?? "";
    assert.match(place, /^\/submissions\/[\w-]+$/);
    await settled(site);
    const page = await site.read(place, ada);
    assert.match(page, /It is in today’s edition/);
    assert.match(page, /href="\/papers\/2611\.00001"/);
    assert.ok(!page.includes("http-equiv"), "a page that is final does not load itself again");
    assert.match(await site.read("/submissions", ada), /Looms of number 2611\.00001/);
    await site.catchUp();
    assert.match(await site.read("/daily/2026-11-20"), /Looms of number 2611\.00001/);
    assert.match(await site.read("/papers/2611.00001"), /Brought by/);
    const bea = await site.signIn("bea");
    const again = { kind: "reference", reference: "https://arxiv.org/pdf/2611.00001" };
    const led = await site.ask("/submit", { cookie: bea, form: again });
    assert.equal(led.headers.get("location"), "/papers/2611.00001");
    assert.equal((await site.ask(place, { cookie: bea })).status, 404);
    await site.close();
  });

  test("a page that waits loads itself again; one that is refused says why", async () => {
    const site = await openSite(services);
    const ada = await site.signIn("ada");
    services.setDown(true);
    const form = { kind: "reference", reference: "10.5555/loom.2026.7" };
    const sent = await site.ask("/submit", { cookie: ada, form });
    const place = sent.headers.get("location") ?? "";
    await settled(site);
    const silent = await site.read(place, ada);
    assert.match(silent, /http-equiv="refresh" content="30"/);
    assert.match(silent, /answered 503/);
    services.setDown(false);
    const wrong = { kind: "reference", reference: "10.5555/none" };
    const refused = await site.ask("/submit", { cookie: ada, form: wrong });
    await settled(site);
    assert.match(await site.read(refused.headers.get("location") ?? "", ada), /No registry knows/);
    await site.close();
  });

  test("what can not be read comes back with the reason and what was typed", async () => {
    const site = await openSite(services);
    const ada = await site.signIn("ada");
    const form = { kind: "bibtex", bibtex: "<script>alert(1)</script>" };
    const answer = await site.ask("/submit", { cookie: ada, form });
    assert.equal(answer.status, 400);
    const page = await answer.text();
    assert.match(page, /no BibTeX entry/);
    assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/textarea>/);
    assert.match(page, /<details class="fold" open>/);
    await site.close();
  });

  test("an author is confirmed by ORCID, adds links and organisations, and withdraws", async () => {
    const site = await openSite(services);
    const ada = await site.signIn("ada");
    await site.ask("/submit", {
      cookie: ada,
      form: { kind: "reference", reference: "10.5555/loom.2026.7" },
    });
    await settled(site);
    await site.catchUp();
    const paper = "/papers/doi:10.5555/loom.2026.7";
    assert.match(await site.read(paper), /Is one of these you\?/);
    await giveOrcid(site, "ada");
    assert.match(await site.read(`${paper}/claim`, ada), /Ottilie Webster/);
    const form = { place: "1", evidence: "" };
    const claimed = await site.ask(`${paper}/claim`, { cookie: ada, form });
    const claim = claimed.headers.get("location") ?? "";
    assert.match(claim, /^\/claims\//);
    assert.match(await site.read(claim, ada), /Confirmed/);
    const page = await site.read(paper);
    assert.match(page, /<a href="\/@ada">@ada<\/a>/);
    assert.match(page, /by the ORCID iD in the paper’s metadata/);
    assert.ok(!page.includes("Add a link"), "only the author sees the form");
    assert.match(await site.read(paper, ada), /Add a link/);
    const add = (fields: Record<string, string>) =>
      site.ask(`${paper}/links`, { cookie: ada, form: fields });
    assert.equal((await add({ kind: "code", value: "https://git.example.org/l" })).status, 303);
    assert.equal((await add({ kind: "organization", value: "Cromford Institute" })).status, 303);
    assert.equal((await add({ kind: "code", value: "javascript:alert(1)" })).status, 400);
    await site.catchUp();
    const shown = await site.read(paper);
    assert.match(shown, /git\.example\.org\/l<\/a> <small>added by the author<\/small>/);
    assert.match(shown, /Cromford Institute<\/a><span>from an author/);
    assert.match(await site.read("/search?q=looms&has=code"), /that are told less/);
    assert.match(await site.read("/authors/ottilie-webster"), /· <a href="\/@ada">@ada<\/a>/);
    await site.ask(`${claim}/withdraw`, { cookie: ada, form: {} });
    const bare = await site.read(paper);
    assert.ok(!bare.includes("@ada</a>") && !bare.includes("git.example.org"));
    assert.deepEqual(site.faults, []);
    await site.close();
  });

  test("moderators decide on submissions and claims; readers dispute", async () => {
    const site = await openSite(services);
    const ada = await site.signIn("ada");
    const mona = await site.signIn("mona", "moderator");
    await site.ask("/submit", {
      cookie: ada,
      form: { kind: "reference", reference: "2611.00001" },
    });
    await settled(site);
    const claimed = await site.ask("/papers/2611.00001/claim", {
      cookie: ada,
      form: { place: "2", evidence: "My page: https://example.org" },
    });
    const claim = claimed.headers.get("location") ?? "";
    const yes = { decision: "yes", reason: "" };
    assert.equal((await site.ask(`${claim}/decide`, { cookie: ada, form: yes })).status, 403);
    const { id: monaId } = await site.accountOf("mona", "moderator");
    const claims = site.community.claims;
    const { account } = await site.actor("mona", "moderator");
    assert.equal(account.id, monaId);
    void mona;
    await site.community.submissions.submit(
      { account: await site.accountOf("ada"), network: "" },
      { kind: "reference", text: "2611.00002" },
    );
    await claims.decide({ account, network: "" }, claim.split("/")[2] ?? "", {
      isGranted: true,
      reason: "",
    });
    const bea = await site.signIn("bea");
    assert.match(await site.read(claim, bea), /This is not so/);
    const reason = { reason: "I wrote it." };
    assert.equal((await site.ask(`${claim}/dispute`, { cookie: bea, form: reason })).status, 303);
    assert.match(await site.read(claim, ada), /I wrote it\./);
    assert.ok(!(await site.read(claim, bea)).includes("I wrote it."));
    await site.close();
  });
});
