import { firstDay, lastDay, type Period, periodsOfDay } from "#editions";
import type { PaperId } from "#papers";
import type { Found } from "../found.ts";
import type { PickRequest } from "../picks.ts";
import type { PicksParts } from "../picks-parts.ts";
import type { PaperNote } from "../window/notes.ts";
import type { WindowPaper } from "../window/window.ts";

type Asked = Pick<PickRequest, "subject" | "from" | "until" | "byVotes">;

const PAGE = 500;

/** Papers of an edition, in its order: of a day, week or month that it is, else by votes. */
export async function findInEdition(
  { editions }: Pick<PicksParts, "editions">,
  { from, until, byVotes = false }: Asked,
  papers: readonly WindowPaper[],
): Promise<Found[]> {
  const period = byVotes ? undefined : periodOf(from, until);
  const ids = period ? await readEdition(editions, period) : papers.map(({ paperId }) => paperId);
  const what = from === until ? "the day" : "these days";
  return ids.map((paperId, at) => ({
    paperId,
    reason: {
      kind: "edition",
      text: `Place ${at + 1} among the ${ids.length} papers of ${what}`,
      terms: [],
    },
  }));
}

/** The edition that spans just these days. */
function periodOf(from: PickRequest["from"], until: PickRequest["until"]): Period | undefined {
  const periods = Object.values(periodsOfDay(from));
  return periods.find((period) => firstDay(period) === from && lastDay(period) === until);
}

async function readEdition(
  editions: PicksParts["editions"],
  period: Period,
): Promise<readonly PaperId[]> {
  const ids: PaperId[] = [];
  for (;;) {
    const { entries, total } = await editions.get(period, { limit: PAGE, offset: ids.length });
    ids.push(...entries.map(({ paperId }) => paperId));
    if (entries.length === 0 || ids.length >= total) return ids;
  }
}

/** Papers of a field, category, author or organisation, the most upvoted first. */
export function findByNote({ subject }: Asked, papers: readonly WindowPaper[]): Found[] {
  const { kind, target } = subject;
  const tell = tellers[kind as keyof typeof tellers];
  return papers.flatMap(({ paperId, note }) => {
    const text = tell(note, target);
    if (text === undefined) return [];
    return [
      { paperId, reason: { kind: kind === "category" ? "field" : kind, text, terms: [] } } as Found,
    ];
  });
}

/** Why a paper is of a subject; nothing where it is not. */
const tellers = {
  field: ({ categories }: PaperNote, archive: string) => {
    const own = categories.find((one) => isWithin(one, archive));
    return own && (own === archive ? `In ${archive}` : `In ${own}, which is in ${archive}`);
  },
  category: ({ categories }: PaperNote, category: string) =>
    categories.includes(category) ? `In ${category}` : undefined,
  author: ({ authors }: PaperNote, slug: string) => by(authors.get(slug)),
  org: ({ organizations }: PaperNote, slug: string) => {
    const name = organizations.get(slug);
    return name && `From ${name}`;
  },
};

function by(name: string | undefined): string | undefined {
  return name && `By ${name}`;
}

/** `cs` holds `cs.CL`; `q-bio` is one as well as an archive. */
export function isWithin(category: string, archive: string): boolean {
  return category === archive || category.startsWith(`${archive}.`);
}
