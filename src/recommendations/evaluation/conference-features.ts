import { loadSpace } from "#search";
import {
  createFeatureMaker,
  createVocabularyBuilder,
  type PaperFeatures,
  type Vocabulary,
} from "../learning/index.ts";
import type { ConferencePaper } from "./read-conference-papers.ts";

/** Papers up to a year, as they are learned from. */
export interface ConferenceFeatures {
  readonly vocabulary: Vocabulary;
  readonly papers: readonly PaperFeatures[];
}

/** Words are counted over papers of the years before `year` alone. */
export async function makeConferenceFeatures(
  papers: readonly ConferencePaper[],
  year: number,
): Promise<ConferenceFeatures> {
  const space = await loadSpace();
  const builder = createVocabularyBuilder();
  for (const paper of papers) if (paper.year < year) builder.add(paper);
  const vocabulary = builder.build();
  const make = createFeatureMaker(vocabulary);
  return {
    vocabulary,
    papers: papers.map(({ title, abstract }) =>
      make({ title, abstract }, space.embedPaper({ title, abstract })),
    ),
  };
}
