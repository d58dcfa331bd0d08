import type { Database } from "#platform";
import { createRandom, type Random } from "../../test/support/random.ts";
import { digestFor, readers } from "../../test/support/readers.ts";

/** Readers written in one go. */
const AT_ONCE = 2_000;
/** Shares of readers who have chosen topics alone, liked some papers, and liked many. */
const SHARE_COLD = 0.1;
const SHARE_SOME = 0.5;
/** Bounds of how many papers were liked; from 30 on a model is learned of each reader. */
const SOME = [5, 29] as const;
const MANY = [30, 60] as const;
const INTERESTS = 2;

/** Papers by the subject they are of, which readers like two of. */
export type Subjects = ReadonlyMap<string, readonly string[]>;

/** Writes subscribers with a daily digest "for me" by mail, and what each has liked. */
export async function fillReaders(
  database: Database,
  subjects: Subjects,
  { count, at }: { readonly count: number; readonly at: string },
): Promise<{ readonly likes: number }> {
  const random = createRandom(5);
  const people = readers(count);
  let likes = 0;
  for (let start = 0; start < count; start += AT_ONCE) {
    const part = people.slice(start, start + AT_ONCE);
    const traits = { subject_kind: "for-me", subject_label: "For you", active_since: at };
    const marks = part.flatMap((row) => marksOf(`s:${row.subscriber_id}`, subjects, random));
    const interests = part.flatMap((row) =>
      interestsOf(`s:${row.subscriber_id}`, subjects, random),
    );
    await database.kysely.transaction().execute(async (transaction) => {
      await database.insertMany(transaction, { into: "subscriber", rows: part });
      const digests = part.map((row) => digestFor(row, traits));
      await database.insertMany(transaction, { into: "digest", rows: digests });
      const said = marks.map((mark) => ({ ...mark, at }));
      await database.insertMany(transaction, { into: "paper_feedback", rows: said });
      const chosen = interests.map((interest) => ({ ...interest, at }));
      await database.insertMany(transaction, { into: "interest", rows: chosen });
    });
    likes += marks.length;
  }
  return { likes };
}

function marksOf(reader_id: string, subjects: Subjects, random: Random) {
  const kind = random.next();
  if (kind < SHARE_COLD) return [];
  const [least, most] = kind < SHARE_COLD + SHARE_SOME ? SOME : MANY;
  const count = least + Math.floor(random.next() * (most - least + 1));
  const own = favourites(subjects, random);
  const liked = new Set<string>();
  for (let drawn = 0; drawn < count; drawn++)
    liked.add(random.pick(subjects.get(random.pick(own))!));
  return [...liked].map((paper_id) => ({ reader_id, paper_id, mark: "more" }));
}

function favourites(subjects: Subjects, random: Random): readonly string[] {
  const names = [...subjects.keys()];
  return Array.from({ length: INTERESTS }, () => random.pick(names));
}

function interestsOf(reader_id: string, subjects: Subjects, random: Random) {
  return [...new Set(favourites(subjects, random))].map((category) => ({
    reader_id,
    interest_id: `category-${category}`,
    origin: "chosen",
    kind: "category",
    target: category,
    label: category,
    words: "[]",
    weight: 1,
    is_muted: 0,
    papers: 0,
  }));
}
