import type { AccountId } from "#accounts";
import type { PaperId, PaperReader } from "#papers";
import { AppError } from "#platform";
import type { CommunityParts } from "../community-parts.ts";
import type { MarksByPaper, PaperMarks, Shelves } from "./shelves.ts";
import { findMarks, listHidden, listMarks, putMark, takeMark } from "./store.ts";

const none: PaperMarks = { isVoted: false, isBookmarked: false, isRead: false, isHidden: false };

const fields = {
  vote: { isVoted: true },
  bookmark: { isBookmarked: true },
  read: { isRead: true },
  hidden: { isHidden: true },
} as const;

export function createShelves({ database, papers, clock }: CommunityParts): Shelves {
  return {
    async put(actor, paperId, mark) {
      await requirePaper(papers, paperId);
      const place = { accountId: actor.account.id, paperId, mark };
      await putMark(database, place, clock.now().toISOString());
    },
    take: (actor, paperId, mark) =>
      takeMark(database, { accountId: actor.account.id, paperId, mark }),
    list: (id, mark, page) => listMarks(database, { accountId: id, mark }, page),
    async marksOf(id: AccountId, paperIds: readonly PaperId[]): Promise<MarksByPaper> {
      const marks = new Map<PaperId, PaperMarks>();
      if (paperIds.length === 0) return marks;
      for (const { paperId, mark } of await findMarks(database, id, paperIds)) {
        marks.set(paperId, { ...none, ...marks.get(paperId), ...fields[mark] });
      }
      return marks;
    },
    async hiddenBy(ids) {
      const hidden = new Map<AccountId, Set<PaperId>>();
      if (ids.length === 0) return hidden;
      for (const { accountId, paperId } of await listHidden(database, ids)) {
        const own = hidden.get(accountId) ?? new Set();
        hidden.set(accountId, own.add(paperId));
      }
      return hidden;
    },
  };
}

/** @throws AppError `not_found` when there is none, or none to see. */
export async function requirePaper(
  papers: Pick<PaperReader, "find">,
  paperId: PaperId,
): Promise<void> {
  const paper = await papers.find(paperId);
  if (!paper) throw new AppError("not_found", `There is no paper ${paperId}.`);
}
