import { createEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { applyUpdate, bytesLetGo, dataOf } from "../indexing/apply-update.ts";
import type { IndexState, IndexUpdate } from "../indexing/messages.ts";
import { createSpaceOpener, type SpaceData } from "../semantic/space-data.ts";
import type { Answer, Question } from "./messages.ts";

/** An index in one thread, and what answers from it. */
export interface Searcher {
  answer(question: Question): Answer;
  adopt(state: IndexState): void;
  update(update: IndexUpdate): void;
  state(): IndexState;
}

/**
 * @param letGo told how many bytes of shared memory a change has let go.
 */
export function createSearcher(
  shipped: SpaceData,
  letGo: (bytes: number) => void = () => {},
): Searcher {
  const openSpaces = createSpaceOpener();
  let seq = 0;
  let segments: readonly Segment[] = [];
  let spaces: readonly SpaceData[] = [];
  let engine: Engine = createEngine([], openSpaces([shipped]));
  const replace = (next: { seq: number; segments: readonly Segment[] }): void => {
    const before = segments;
    ({ seq, segments } = next);
    engine = createEngine(segments, openSpaces([shipped, ...spaces]));
    letGo(bytesLetGo(before, segments));
  };
  return {
    answer: (question) =>
      question.kind === "find"
        ? engine.find(question.request, question.given)
        : engine.similar(question.paperId, question.limit, question.given),
    adopt: (state) => {
      spaces = state.spaces;
      replace({ seq: state.seq, segments: state.segments.map(openSegment) });
    },
    update: (update) => {
      spaces = update.spaces ?? spaces;
      replace({ seq: update.seq, segments: applyUpdate(segments, update) });
    },
    state: () => ({ seq, spaces, segments: segments.map(dataOf) }),
  };
}
