import { createEditions, type EditionReader } from "#editions";
import { createPapers, type PaperReader } from "#papers";
import type { Clock, Database } from "#platform";
import type { SemanticSpace } from "#search";
import { createFeatureSource, type FeatureSource } from "./features/feature-source.ts";
import { makeVocabulary, packVocabulary, unpackVocabulary } from "./features/make-vocabulary.ts";
import { findVocabulary, findVocabularyNote, saveVocabulary } from "./features/store.ts";
import { createRanker, type Ranker } from "./learning/index.ts";
import { sampleOthers } from "./windows/sample-others.ts";

export interface LibraryParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly space: SemanticSpace;
}

/** What all readers share: the papers as they are learned from, and what tells them apart. */
export interface Shelf {
  readonly identity: string;
  readonly source: FeatureSource;
  readonly ranker: Ranker;
}

export interface Library {
  readonly papers: PaperReader;
  readonly editions: EditionReader;
  /** The same until papers have much changed; made on first use. */
  shelf(): Promise<Shelf>;
}

/** Whether there is another vocabulary is looked up once a minute. */
const FRESH_MS = 60_000;
/** A site that has grown by this is read anew. */
const GROWTH = 2;

export function createLibrary(parts: LibraryParts): Library {
  const { database, clock, timeZone } = parts;
  const papers = createPapers({ database, clock });
  const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 0 });
  let open: Promise<Shelf> | undefined;
  let openedAt = 0;
  return {
    papers,
    editions,
    async shelf() {
      if (open && performance.now() - openedAt < FRESH_MS) return open;
      openedAt = performance.now();
      const before = open;
      open = openShelf(parts, { papers, editions }, before && (await before));
      open.catch(() => {
        open = undefined;
      });
      return open;
    },
  };
}

async function openShelf(
  parts: LibraryParts,
  { papers, editions }: Pick<Library, "papers" | "editions">,
  before: Shelf | undefined,
): Promise<Shelf> {
  const { database, space } = parts;
  const note = await findVocabularyNote(database);
  if (!note || (await papers.count()) >= note.papers * GROWTH) {
    await renewVocabulary(parts, papers);
  } else if (before?.identity === note.identity) {
    return before;
  }
  const { identity, content } = (await findVocabulary(database))!;
  const vocabulary = unpackVocabulary(identity, content);
  const source = createFeatureSource({ database, papers, space }, vocabulary, identity);
  const others = await sampleOthers(editions, source);
  return { identity, source, ranker: createRanker(vocabulary, others) };
}

/** Counts words anew; what was made with the old ones is made anew when it is asked for. */
export async function renewVocabulary(
  { database, clock, space }: LibraryParts,
  papers: PaperReader,
  signal?: AbortSignal,
): Promise<void> {
  const [seq, count] = [await papers.lastChange(), await papers.count()];
  const vocabulary = await makeVocabulary(papers, seq, signal);
  await saveVocabulary(database, {
    identity: `${vocabulary.identity}-${space.identity}`,
    papers: count,
    seq,
    content: packVocabulary(vocabulary),
    made_at: clock.now().toISOString(),
  });
}
