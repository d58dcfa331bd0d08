import { createHash } from "node:crypto";
import { createSignals } from "#community";
import type { PaperId } from "#papers";
import type { Day } from "#platform";
import { saveLearned } from "./interests/save-learned.ts";
import { createLibrary, type Library, type LibraryParts, type Shelf } from "./library.ts";
import { createNeighbourSource, suitOf } from "./neighbours/neighbour-source.ts";
import type { Neighbours } from "./neighbours/store.ts";
import { createInterestReader, saidBy } from "./readers/chosen-interests.ts";
import { weightOf } from "./readers/learned-interests.ts";
import { type KnownReader, readReaders } from "./readers/read-readers.ts";
import { deedsOf, passedOver } from "./readers/to-deeds.ts";
import { toList } from "./readers/to-list.ts";
import type {
  Interest,
  ReaderId,
  RecommendationList,
  RecommendRequest,
} from "./recommendations.ts";
import { readWindow, type Window } from "./windows/read-window.ts";
import { createWindowShelf } from "./windows/window-shelf.ts";

/** A request on its way to a thread. */
export type PlainRequest = Omit<RecommendRequest, "without"> & {
  readonly without?: readonly PaperId[];
};

/** Learns and chooses, in the thread that holds it; see `Recommendations`. */
export interface Recommender {
  recommend(requests: readonly PlainRequest[]): Promise<readonly RecommendationList[]>;
  learn(reader: ReaderId): Promise<readonly Interest[]>;
}

type InterestReader = ReturnType<typeof createInterestReader>;

/** What one request is answered from. */
interface Sitting {
  readonly shelf: Shelf;
  readonly window: Window;
  readonly meaning: InterestReader;
  readonly neighbours: ReadonlyMap<PaperId, Neighbours>;
  readonly deeds: ReturnType<typeof deedsOf>;
}

export function createRecommender(parts: LibraryParts): Recommender {
  const { database, clock } = parts;
  const signals = createSignals(database);
  const library = createLibrary(parts);
  const neighbourSource = createNeighbourSource(database);
  const meanings = new WeakMap<Window, InterestReader>();
  const openWindows = createWindows(library);
  const meaningIn = (shelf: Shelf, window: Window) => {
    const meaning = meanings.get(window) ?? createInterestReader(shelf.source, window);
    meanings.set(window, meaning);
    return meaning;
  };
  const readDeeds = async (shelf: Shelf, readers: readonly KnownReader[]) => {
    const ids = readers.flatMap(({ opinions }) => opinions.map(({ paperId }) => paperId));
    return deedsOf(await shelf.source.of(ids), clock.now());
  };
  return {
    async recommend(requests) {
      const shelf = await library.shelf();
      const windows = await openWindows(shelf, requests);
      const known = await readReaders(
        { database, signals },
        requests.map(({ reader }) => reader),
      );
      const readers = [...known.values()];
      const deeds = await readDeeds(shelf, readers);
      const neighbours = await neighbourSource.of(readers.flatMap(likedBy));
      return requests.map((request, at) => {
        const window = windows[at]!;
        const meaning = meaningIn(shelf, window);
        const sitting = { shelf, window, meaning, neighbours, deeds };
        return recommendOne(sitting, request, known.get(request.reader)!);
      });
    },
    async learn(reader) {
      const shelf = await library.shelf();
      const known = (await readReaders({ database, signals }, [reader])).get(reader)!;
      const { deeds } = (await readDeeds(shelf, [known]))(known);
      const weighInterest = ({ words }: { readonly words: readonly string[] }) =>
        weightOf(words, known.learned);
      const { interests } = shelf.ranker.learn(deeds, { weighInterest });
      const at = clock.now().toISOString();
      return saveLearned(database, { reader, learned: interests, kept: known.learned, at });
    },
  };
}

/** Opens the window of each request, every different one once. */
function createWindows({ editions }: Library) {
  let of: Shelf | undefined;
  const shelfOfWindows = createWindowShelf((from, until) =>
    readWindow(editions, of!.source, { from, until }),
  );
  return async (shelf: Shelf, requests: readonly PlainRequest[]): Promise<Window[]> => {
    if (of !== shelf) shelfOfWindows.clear();
    of = shelf;
    const days = await editions.list("day", MOST_LISTED, 0);
    const counts = days.map(({ period, papers }) => `${period} ${papers}`);
    const stateOf = (from: Day, until: Day) =>
      counts.filter((count) => count >= from && count.slice(0, 10) <= until).join("\n");
    const windows: Window[] = [];
    for (const { from, until } of requests) {
      windows.push(await shelfOfWindows.open(from, until, stateOf(from, until)));
    }
    return windows;
  };
}

const MOST_LISTED = 100;

function likedBy({ opinions }: KnownReader): PaperId[] {
  return opinions.filter(({ isLiked }) => isLiked).map(({ paperId }) => paperId);
}

function recommendOne(
  { shelf, window, meaning, neighbours, deeds }: Sitting,
  request: PlainRequest,
  reader: KnownReader,
): RecommendationList {
  const had = new Set(request.without);
  const { opinions, deeds: own } = deeds(reader);
  const said = saidBy(reader.chosen, reader.follows);
  const judged = new Set(reader.opinions.map(({ paperId }) => paperId));
  const readers = suitOf(likedBy(reader), neighbours, window);
  const interests = said.map(meaning);
  const muted = interests.filter(({ weight }) => weight === 0);
  const isLeftOut = (row: number) => {
    const id = window.paperIds[row]!;
    if (had.has(id) || judged.has(id) || reader.read.has(id)) return true;
    return muted.some(({ rows }) => rows?.has(row));
  };
  const ranking = shelf.ranker.rankFor(
    {
      deeds: [...own, ...passedOver(window, had, judged)],
      interests,
      candidates: window.candidates,
      ...(readers && { readers }),
      isLeftOut,
      limit: request.limit,
      seed: seedOf(`${request.reader} ${request.until}`),
    },
    { weighInterest: ({ words }) => weightOf(words, reader.learned) },
  );
  return toList(ranking, { window, opinions, said });
}

/** The same reader has the same list all day. */
function seedOf(text: string): number {
  return createHash("sha256").update(text).digest().readInt32LE(0);
}
