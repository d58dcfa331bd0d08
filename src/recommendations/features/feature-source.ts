import { type PaperId, type PaperReader, type PaperWithTally, slugOf, texToText } from "#papers";
import type { Database } from "#platform";
import type { SemanticSpace } from "#search";
import { createFeatureMaker, type FeatureMaker, type Vocabulary } from "../learning/index.ts";
import { decodePaper, encodePaper, type KnownPaper } from "./encode.ts";
import { plainText } from "./plain-text.ts";
import { readFeatures, saveFeatures } from "./store.ts";

/** Papers held in memory by one thread, about 2 kB each. */
const MOST_HELD = 20_000;
/** Papers read and written at once. */
const STEP = 500;

/** What is learned from of papers: held, else kept in the database, else made and kept. */
export interface FeatureSource {
  readonly vocabulary: Vocabulary;
  readonly make: FeatureMaker;
  readonly space: SemanticSpace;
  /** Papers that are not there are absent. */
  of(ids: Iterable<PaperId>): Promise<ReadonlyMap<PaperId, KnownPaper>>;
  /** Lets go of what is held. */
  drop(ids: Iterable<PaperId>): void;
}

export interface FeatureParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "findMany">;
  readonly space: SemanticSpace;
}

/** @param identity of the vocabulary and the space together. */
export function createFeatureSource(
  { database, papers, space }: FeatureParts,
  vocabulary: Vocabulary,
  identity: string,
): FeatureSource {
  const make = createFeatureMaker(vocabulary);
  const held = new Map<PaperId, KnownPaper>();
  const load = async (ids: readonly PaperId[]) => {
    const kept = await readFeatures(database, identity, ids);
    const missing = await papers.findMany(ids.filter((id) => !kept.has(id)));
    const made = new Map(
      missing.map((paper) => [paper.id, encodePaper(knownPaper(paper, make, space))]),
    );
    if (made.size > 0) await saveFeatures(database, identity, made);
    return new Map([...kept, ...made]);
  };
  return {
    vocabulary,
    make,
    space,
    async of(ids) {
      const wanted = [...new Set(ids)];
      const found = new Map<PaperId, KnownPaper>();
      const absent: PaperId[] = [];
      for (const id of wanted) {
        const known = held.get(id);
        if (known) found.set(id, known);
        else absent.push(id);
      }
      for (let start = 0; start < absent.length; start += STEP) {
        for (const [id, content] of await load(absent.slice(start, start + STEP))) {
          const known = decodePaper(content);
          found.set(id, known);
          held.set(id, known);
        }
      }
      letGo(held);
      return found;
    },
    drop(ids) {
      for (const id of ids) held.delete(id);
    },
  };
}

/** The longest held first. */
function letGo(held: Map<PaperId, KnownPaper>): void {
  for (const id of held.keys()) {
    if (held.size <= MOST_HELD) return;
    held.delete(id);
  }
}

function knownPaper(paper: PaperWithTally, make: FeatureMaker, space: SemanticSpace): KnownPaper {
  const text = plainText(paper);
  const authors = paper.authors.map(({ name }) => slugOf(texToText(name))).filter(Boolean);
  const features = make({ ...text, authors }, space.embedPaper(text));
  return { features, categories: paper.categories };
}
