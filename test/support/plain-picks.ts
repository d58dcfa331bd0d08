import { type EditionReader, type Period, periodsOfDay } from "#editions";
import type { PickRequest, Picks } from "#picks";

/** Whatever the subject: the papers of the editions of its days, in their order. */
export function plainPicks(editions: Pick<EditionReader, "get">): Picks {
  const pickOne = async ({ from, until, without, limit, subject }: PickRequest) => {
    const isWeek = from !== until && periodsOfDay(from).week === periodsOfDay(until).week;
    const period = isWeek ? periodsOfDay(from).week : (until as string as Period);
    const { entries } = await editions.get(period, { limit: 1_000 });
    const open = entries.filter(({ paperId }) => !without?.has(paperId));
    const kind = subject.kind === "for-me" ? "interest" : "edition";
    return {
      total: open.length,
      picks: open.slice(0, limit).map(({ paperId, upvotes, comments, rank }) => ({
        paperId,
        upvotes,
        comments,
        reason: { kind, text: `Place ${rank}`, terms: [] } as const,
      })),
    };
  };
  return {
    pick: (requests) => Promise.all(requests.map(pickOne)),
    settled: async (now) => now,
    name: async (subject) => ({ ...subject, label: subject.target || subject.kind }),
  };
}
