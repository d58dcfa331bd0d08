import { countSelected } from "./count-papers.ts";
import { findRelevant } from "./find-relevant.ts";
import { countUpTo, readCandidates, readSorted } from "./reading/store.ts";
import { type FoundPapers, narrow, type SearchContext } from "./search-context.ts";
import { type Condition, holdsGroups } from "./selecting/store.ts";

/** Papers in the order of a column: of all that hold to the selection and to `condition`. */
export async function listPapers(
  context: SearchContext,
  condition?: Condition,
): Promise<FoundPapers> {
  const { parts, totals, request, limit, offset } = context;
  const { database } = parts;
  const selection = narrow(context.selection, condition);
  const sort = request.sort ?? "relevance";
  const [ids, total] = await Promise.all([
    readSorted(database, selection, sort, { limit, offset }),
    countSelected(parts, totals, selection),
  ]);
  const papers = new Map(
    (await readCandidates(database, ids)).map((paper) => [paper.id, paper] as const),
  );
  const hits = ids.flatMap((id) => {
    const paper = papers.get(id);
    return paper ? [{ paper, score: 0, words: 0, meaning: 0 }] : [];
  });
  return { hits, total, condition };
}

/** Papers with all words of the query, in the order of a column; with any, where none has all. */
export async function listMatching(context: SearchContext): Promise<FoundPapers> {
  const { parts, selection, mode } = context;
  if (mode === "meaning") return listPapers(context, (await findRelevant(context)).condition);
  const holdsAll = holdsEveryWord(context);
  const hasSome = await countUpTo(parts.database, narrow(selection, holdsAll), 1);
  return listPapers(context, hasSome ? holdsAll : (await findRelevant(context)).condition);
}

/** Papers with every word of the query, in whatever order. */
export function findComplete(context: SearchContext): Promise<FoundPapers> {
  const holdsAll = holdsEveryWord(context);
  if ((context.request.sort ?? "relevance") !== "relevance") return listPapers(context, holdsAll);
  return findRelevant({ ...context, selection: narrow(context.selection, holdsAll) });
}

function holdsEveryWord({ plan, selection }: SearchContext): Condition {
  const groups = plan.groups.map((group) => group.flatMap((term) => term.lexemes));
  return holdsGroups(groups, selection);
}
