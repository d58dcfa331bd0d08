import type { DigestIssue, DigestSettings, DigestWish, Subscriber } from "#digests";
import { AppError } from "#platform";
import type { SubscriberDesk } from "#web";
import { paperId } from "./papers.ts";

const schedule = { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC" } as const;

/** A digest of the daily edition, or what a test makes of it. */
export function aDigest(traits: Partial<DigestSettings> = {}): DigestSettings {
  return {
    id: "digest-000000001",
    subject: { kind: "edition", target: "", label: "The daily edition" },
    schedule,
    papers: 10,
    route: "mail",
    state: "active",
    createdAt: "2026-11-03T09:00:00.000Z",
    nextDueAt: "2026-11-21T08:00:00.000Z",
    readToken: "rTOKEN",
    ...traits,
  };
}

export function aSubscriber(traits: Partial<Subscriber> = {}): Subscriber {
  return {
    id: "reader-000000001",
    reader: "s:reader-000000001" as Subscriber["reader"],
    email: "ada@example.org",
    state: "active",
    digests: [aDigest(), aDigest({ id: "digest-000000002", ...graphs, readToken: "rOTHER" })],
    ...traits,
  };
}

const graphs = {
  subject: { kind: "topic", target: "graphs", label: "Papers about graphs" },
  schedule: { ...schedule, cadence: "weekly" },
} as const;

/** Two issues: one with two papers, and one with nothing new. */
export const issues: readonly DigestIssue[] = [
  {
    digestId: "digest-000000001",
    period: "2026-11-20",
    days: { from: "2026-11-20", until: "2026-11-20" },
    madeAt: "2026-11-20T08:00:00.000Z",
    papers: ["2611.00001", "hep-th/9901001"].map((id, index) => ({
      paperId: paperId(id),
      reason: {
        kind: "liked",
        text: "Because you upvoted “Gears & Wheels”",
        terms: index === 0 ? ["gear", "wheel"] : [],
      },
      upvotes: 3,
      comments: 1,
    })),
    replies: [
      {
        commentId: "c0mm3nt",
        paperId: paperId("2611.00001"),
        by: "Emmy Noether",
        text: "Have you tried it with smaller gears?",
        at: "2026-11-20T05:00:00.000Z",
      },
    ],
    total: 34,
    delivery: "sent",
  },
  {
    digestId: "digest-000000001",
    period: "2026-11-19",
    days: { from: "2026-11-19", until: "2026-11-19" },
    madeAt: "2026-11-19T08:00:00.000Z",
    papers: [],
    replies: [],
    total: 0,
  },
];

/** A desk where every token is good but `bad`, and that notes what it is asked to do. */
export function notingDesk(subscriber: Subscriber = aSubscriber()) {
  const done: string[] = [];
  const known = <T>(token: string, value: T): T => {
    if (token !== "bad") return value;
    throw new AppError("not_found", "This link is not ours or has expired.");
  };
  const wishWords = ({ subject, schedule: when, papers, route }: DigestWish): string =>
    `${subject.kind} “${subject.target}” ${when.cadence} ${when.weekday} ${when.hour} ${when.timeZone} ${papers} ${route}`;
  const desk: SubscriberDesk = {
    async subscribe(request) {
      if (!request.email.includes("@")) throw new AppError("invalid", "That is no mail address.");
      const interests = request.interests ? ` ${JSON.stringify(request.interests)}` : "";
      done.push(`subscribe ${request.email} ${wishWords(request)}${interests}`);
    },
    async confirm(token) {
      done.push(`confirm ${token}`);
      return known(token, subscriber);
    },
    open: async (token) =>
      known(token, token.startsWith("s") ? { ...subscriber, stops: aDigest().id } : subscriber),
    ofAccount: async ({ id }) => ({ ...subscriber, accountId: id }),
    digestsOf: async () => subscriber.digests,
    seeAccount: async ({ id }) => ({ ...subscriber, accountId: id }),
    async add(id, wish) {
      if (wish.papers < 1) throw new AppError("invalid", "A digest holds 1 to 50 papers.");
      done.push(`add ${id} ${wishWords(wish)}`);
      return aDigest();
    },
    async change(id, digest, change) {
      done.push(`change ${id} ${digest} ${JSON.stringify(change)}`);
      return aDigest();
    },
    async remove(id, digest) {
      done.push(`remove ${id} ${digest}`);
    },
    previewNext: async () => ({
      period: "2026-11-21",
      days: { from: "2026-11-21", until: "2026-11-21" },
      dueAt: "2026-11-22T08:00:00.000Z",
      papers: issues[0]?.papers ?? [],
      replies: [],
      total: 2,
    }),
    async comeBack(token) {
      done.push(`come back ${token}`);
      return known(token, subscriber);
    },
    async unsubscribe(token) {
      known(token, undefined);
      done.push(`unsubscribe ${token}`);
    },
    async weeklyInstead(token) {
      known(token, undefined);
      done.push(`weekly ${token}`);
      return subscriber;
    },
    openMark: async (token) =>
      known(token, { reader: subscriber.reader, paperId: paperId("2611.00001") }),
    openRead: async (token) => known(token, aDigest({ readToken: token })),
    issues: async () => ({ total: issues.length, issues }),
    exportData: async () => ({}),
    async forget(id) {
      done.push(`forget ${id}`);
    },
    async issue(_, period) {
      const found = issues.find((one) => one.period === period);
      if (found) return found;
      throw new AppError("not_found", "There is no such issue.");
    },
  };
  return { desk, done };
}

/** Takes every subscription, and sends nothing. */
export const subscriberDesk: SubscriberDesk = notingDesk().desk;
