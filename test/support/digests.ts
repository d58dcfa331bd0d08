import type { EditionReader, Period } from "#editions";
import type { PaperWithTally } from "#papers";
import { type Clock, createLog, type Database, type DatabaseSettings } from "#platform";
import { createDigests, type Digests, type DigestsParts } from "../../src/digests/index.ts";
import {
  type MailServer,
  type MailServerOptions,
  readMail,
  startMailServer,
} from "./mail-server.ts";
import { aPaper } from "./papers.ts";

/** Digests on a real database and a real mail server, with editions made of a list. */
export interface DigestBench {
  readonly digests: Digests;
  readonly server: MailServer;
  readonly clock: Clock & { set(instant: string): void };
  /** Subscribes and confirms through the mail, as a reader would; returns the subscriber's id. */
  enrol(
    email: string,
    wish?: { cadence?: "daily" | "weekly"; hour?: number; timeZone?: string },
  ): Promise<string>;
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
  const digests = createDigests({
    database,
    papers: { findMany: async (ids) => papers.filter((paper) => ids.includes(paper.id)) },
    editions: listEditions(papers, options.hasPapers ?? (() => true)),
    clock,
    log: createLog("silent"),
    config: {
      siteTitle: "Broadsheet",
      siteUrl: "https://papers.example.org",
      timeZone: "UTC",
      smtpUrl: server.url,
      mailFrom: "Broadsheet <papers@example.org>",
    },
    dataDir: settings.dataDir,
    ...options.parts,
  });
  const enrol: DigestBench["enrol"] = async (email, wish = {}) => {
    await digests.subscribe({ email, cadence: "daily", hour: 8, timeZone: "UTC", ...wish });
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
    return await use({ digests, server, clock, enrol });
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
