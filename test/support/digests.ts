import type { EditionReader, Period } from "#editions";
import { createMail, type Mail } from "#mail";
import type { PaperWithTally } from "#papers";
import type { Schedule, Subject } from "#picks";
import { type Clock, createLog, type Database, type DatabaseSettings } from "#platform";
import { createDigests, type Digests, type DigestsParts } from "../../src/digests/index.ts";
import {
  type MailServer,
  type MailServerOptions,
  readMail,
  startMailServer,
} from "./mail-server.ts";
import { aPaper } from "./papers.ts";
import { plainPicks } from "./plain-picks.ts";

/** Digests on a real database and a real mail server, with editions made of a list. */
export interface DigestBench {
  readonly digests: Digests;
  readonly server: MailServer;
  readonly mail: Mail;
  readonly clock: Clock & { set(instant: string): void };
  /** Subscribes and confirms through the mail, as a reader would; returns the subscriber's id. */
  enrol(email: string, schedule?: Partial<Schedule>): Promise<string>;
}

/** The daily edition by mail at 08:00 UTC. */
export function aWish(schedule: Partial<Schedule> = {}, subject: Partial<Subject> = {}) {
  return {
    subject: { kind: "edition", target: "", ...subject },
    schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC", ...schedule },
    papers: 10,
    route: "mail",
  } as const;
}

export interface BenchOptions extends MailServerOptions {
  readonly papers?: readonly PaperWithTally[];
  /** Which periods have papers; default: all. */
  readonly hasPapers?: (period: Period) => boolean;
  readonly parts?: Partial<DigestsParts>;
}

export async function withDigests<T>(
  database: Database,
  settings: DatabaseSettings,
  options: BenchOptions,
  use: (bench: DigestBench) => Promise<T>,
): Promise<T> {
  const server = await startMailServer(options);
  let now = new Date("2026-11-20T09:00:00Z");
  const clock = {
    now: () => now,
    set: (instant: string) => {
      now = new Date(instant);
    },
  };
  const papers = options.papers ?? [aPaper({ title: "On the Habits of Papers" }), aPaper()];
  const mail = createMail({
    database,
    clock,
    log: createLog("silent"),
    dataDir: settings.dataDir,
    settings: {
      siteTitle: "Broadsheet",
      smtpUrl: server.url,
      mailFrom: "Broadsheet <papers@example.org>",
    },
  });
  const editions = listEditions(papers, options.hasPapers ?? (() => true));
  const digests = createDigests({
    database,
    mail,
    papers: {
      findMany: async (ids) => papers.filter((paper) => ids.includes(paper.id)),
      lastChange: async () => 1,
    },
    editions,
    picks: plainPicks(editions),
    clock,
    log: createLog("silent"),
    site: { title: "Broadsheet", url: "https://papers.example.org", timeZone: "UTC" },
    dataDir: settings.dataDir,
    ...options.parts,
  });
  const enrol: DigestBench["enrol"] = async (email, schedule = {}) => {
    await digests.subscribe({ email, ...aWish(schedule) });
    await digests.idle();
    const mail = server.mails.findLast((one) => one.to === email.toLowerCase());
    const { text = "" } = await readMail(mail!);
    const token = /\/subscribe\/confirm\?t=([\w-]+)/.exec(text)?.[1] ?? "";
    await digests.confirm(token);
    const row = await database.kysely
      .selectFrom("subscriber")
      .select(["subscriber_id"])
      .where("email", "=", email.toLowerCase())
      .executeTakeFirstOrThrow();
    return row.subscriber_id;
  };
  try {
    return await use({ digests, server, mail, clock, enrol });
  } finally {
    await server.close();
  }
}

/** The same papers in every edition, in their order. */
export function listEditions(
  papers: readonly PaperWithTally[],
  hasPapers: (period: Period) => boolean,
): Pick<EditionReader, "get"> {
  return {
    async get(period, page = {}) {
      const listed = hasPapers(period) ? papers : [];
      const entries = listed.slice(0, page.limit ?? 50).map((paper, index) => ({
        paperId: paper.id,
        rank: index + 1,
        score: 1,
        upvotes: paper.tally.upvotes,
        comments: paper.tally.comments,
      }));
      const kind = period.includes("W") ? "week" : "day";
      return { period, kind, status: "open", total: listed.length, lateArrivals: 0, entries };
    },
  };
}
