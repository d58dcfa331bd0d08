/**
 * The whole site on a database of its own: papers, accounts, community, editions, search and
 * pages, with people who are signed in. For tests of pages, of the API and of who may what.
 */
import { join } from "node:path";
import { type Account, type AccountSettings, createAccounts, type Role } from "#accounts";
import { createChannels } from "#channels";
import { type CommunitySettings, createCommunity } from "#community";
import { createDigests } from "#digests";
import { createEditions } from "#editions";
import { createMail } from "#mail";
import { createPapers } from "#papers";
import { createPicks } from "#picks";
import { AppError, type Log, parseDay } from "#platform";
import { createRecommendations } from "#recommendations";
import { createSearch } from "#search";
import type { PaperRecord } from "#sources";
import { createWeb, type WebParts } from "#web";
import { openTemporarySqlite, type TemporaryDatabase } from "./database.ts";
import { movableClock } from "./movable-clock.ts";

export interface CommunitySiteOptions {
  /** Papers to begin with. */
  readonly records?: readonly PaperRecord[];
  /** Instant at which the site's clock stands; move it with `clock.advance`. */
  readonly now?: string;
  readonly siteUrl?: string;
  readonly accounts?: Partial<AccountSettings>;
  readonly community?: Partial<CommunitySettings>;
  /** Absent: a new one on SQLite. */
  readonly temporary?: TemporaryDatabase;
  /** The written limits hold; without it nothing is ever too much. */
  readonly hasLimits?: boolean;
  /** Absent: one that keeps what goes wrong in `faults`. */
  readonly log?: Log;
  /** Machines that channels may post to though they are not public. */
  readonly inside?: readonly string[];
  readonly parts?: Partial<WebParts>;
}

export interface Ask {
  readonly method?: string;
  /** As `signIn` returns it. */
  readonly cookie?: string;
  /** Makes it a POST of a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Makes it a POST of JSON. */
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}

export interface SentLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly url: string;
}

export type CommunitySite = Awaited<ReturnType<typeof openCommunitySite>>;

const DEFAULT_ADDRESS = "203.0.113.7";

/** Close it with `close()`. Votes count at once, sign-up and submissions are open. */
export async function openCommunitySite(options: CommunitySiteOptions = {}) {
  const temporary = options.temporary ?? (await openTemporarySqlite());
  const { database, settings: databaseSettings } = temporary;
  const { dataDir } = databaseSettings;
  const now = options.now ?? "2026-11-20T12:00:00Z";
  const clock = movableClock(now);
  const url = options.siteUrl ?? "http://127.0.0.1:3000";
  const site = { title: "Broadsheet", url, timeZone: "UTC" };
  const faults: string[] = [];
  const log = options.log ?? quietLog(faults);
  const letters: SentLetter[] = [];
  const papers = createPapers({ database, clock });
  // Nothing is expected of a paper's content here: that would want the model of embeddings.
  const trending = { papers, votesSince: (at: string) => community.votes.since(at) };
  const editing = { moderation: () => community.moderation, touch: papers.touch };
  const rules = { timeZone: "UTC", freezeAfterHours: 12 };
  const editions = createEditions({ database, clock, ...rules, trending, editing });
  const accounts = createAccounts({
    database,
    clock,
    log,
    dataDir,
    site,
    settings: { signUp: "open", providers: [], ...options.accounts },
    sendLetter: async (to, { subject, before, url: link, after }) => {
      letters.push({ to, subject, text: `${before}\n${after}`, url: link });
    },
  });
  const { people } = accounts;
  const community = createCommunity({
    database,
    clock,
    log,
    papers,
    people,
    settings: { ...openRules, ...options.community },
  });
  community.moderation.undoes("edition-choice", (_actor, noted) => editions.undoChoice(noted));
  const search = await createSearch({ papers, databaseSettings, indexDir: join(dataDir, "index") });
  const learning = { database, databaseSettings, papers, search, clock, log, timeZone: "UTC" };
  const recommendations = createRecommendations(learning);
  const picks = createPicks({
    recommendations,
    papers,
    editions,
    search,
    community,
    people,
    timeZone: "UTC",
  });
  const settings = { siteTitle: site.title, smtpUrl: "", mailFrom: "papers@example.org" };
  const mail = createMail({ database, clock, log, dataDir, settings });
  const base = { database, clock, log, dataDir, site };
  const digests = createDigests({ ...base, papers, editions, picks, mail });
  const posting = {
    settings: { allowed: "reader", inside: options.inside ?? [] },
    contact: "",
  } as const;
  const channels = createChannels({ ...base, papers, picks, people, ...posting });
  const parts: WebParts = {
    papers,
    search,
    editions,
    editor: editions,
    accounts,
    community,
    recommendations,
    picks,
    digests,
    channels,
    site,
    clock,
    log,
    notices: () => [],
    limits: options.hasLimits ? "on" : "off",
    ...options.parts,
  };
  const web = createWeb(parts);

  /** Brings editions and index up to what happened. */
  const catchUp = async (): Promise<void> => {
    await editions.follow(papers);
    await search.catchUp();
  };
  await papers.ingest(options.records ?? [], parseDay(now.slice(0, 10)));
  await catchUp();

  const fetch = (request: Request, remoteAddress: string = DEFAULT_ADDRESS) =>
    web.fetch(request, remoteAddress);
  const accountOf = async (name: string, role: Role): Promise<Account> => {
    const email = `${name}@example.org`;
    const known = await people.findByEmail(email);
    if (known?.role === role) return known;
    if (known) return people.setRole(known.id, role, "operator");
    return people.create({ name, displayName: name, email, role });
  };
  /** The `Cookie` header of a person with a role, made where there is none of that name. */
  const signIn = async (name: string, role: Role = "reader"): Promise<string> => {
    const { id } = await accountOf(name, role);
    const secret = await accounts.sessions.open(id, "passkey", origin);
    return `${url.startsWith("https:") ? "__Host-session" : "session"}=${secret}`;
  };
  return {
    fetch,
    parts,
    database,
    clock,
    papers,
    editions,
    search,
    accounts,
    community,
    recommendations,
    digests,
    channels,
    url,
    /** Every letter sent, oldest first. */
    letters,
    /** What was logged as an error; a test may ask that there is nothing. */
    faults,
    catchUp,
    signIn,
    /** The account that `signIn` makes. */
    accountOf: (name: string, role: Role = "reader") => accountOf(name, role),
    /** Who does something, for calls of the community. */
    actor: async (name: string, role: Role = "reader") => ({
      account: await accountOf(name, role),
      network: origin.network,
    }),
    /** An address of the site, as a browser on one of its own pages asks it. */
    ask: async (path: string, ask: Ask = {}): Promise<Response> =>
      fetch(toRequest(url, path, ask), ask.remoteAddress),
    async close() {
      await accounts.idle();
      await recommendations.close();
      await search.close();
      await temporary.dispose();
    },
  };
}

const openRules: CommunitySettings = {
  votesCountAfterDays: 0,
  submissions: "open",
  submissionMaxAgeDays: 0,
  submissionsPerDay: 1_000,
};

const origin = { network: "203.0.113.0/24", agent: "Firefox on Linux" };

function quietLog(faults: string[]) {
  return {
    info: () => undefined,
    warn: () => undefined,
    error: (details: object, message: string) => {
      const { err } = details as { err?: unknown };
      const reason = err instanceof AppError ? err.message : (err as Error | undefined)?.stack;
      faults.push(`${message}: ${reason ?? JSON.stringify(details)}`);
    },
  };
}

function toRequest(siteUrl: string, path: string, ask: Ask): Request {
  const { cookie, form, json } = ask;
  const hasBody = form !== undefined || json !== undefined;
  const method = ask.method ?? (hasBody ? "POST" : "GET");
  const headers: Record<string, string> = {};
  if (method !== "GET" && method !== "HEAD") headers["sec-fetch-site"] = "same-origin";
  if (cookie) headers.cookie = cookie;
  if (json !== undefined) headers["content-type"] = "application/json";
  const body = form ? new URLSearchParams(form) : JSON.stringify(json);
  return new Request(siteUrl + path, {
    method,
    headers: { ...headers, ...ask.headers },
    redirect: "manual",
    ...(hasBody ? { body } : {}),
  });
}
