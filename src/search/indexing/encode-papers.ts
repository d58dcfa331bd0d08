import { type PaperId, type PaperReader, texToText } from "#papers";
import type { Segment } from "../engine/segment.ts";
import { stringAt } from "../engine/string-table.ts";
import type { EncodeOutcome } from "../search.ts";
import { createEncoder } from "../semantic/encoders/create-encoder.ts";
import { encodeTexts } from "../semantic/encoders/encode-texts.ts";
import type { Encoder } from "../semantic/encoders/encoder.ts";
import { type EncoderSettings, paperText } from "../semantic/encoders/encoder-settings.ts";
import { documentsWithout, fillLayer, withoutLayers } from "../semantic/encoders/fill-layers.ts";
import { openStoredVectors, openVectors } from "../semantic/encoders/open-vectors.ts";
import { createStoredSpace, isEncoderIdentity } from "../semantic/encoders/stored-space.ts";
import type { VectorStore } from "../semantic/encoders/vector-store.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { toFailure } from "../threads/failure.ts";
import type { IndexWriter } from "./index-writer.ts";
import type { RunResult } from "./messages.ts";
import { createTurns } from "./turns.ts";

/** Papers whose vectors are made between two updates, at least; and of a large segment. */
const SLICE_PAPERS = 512;
const SLICE_SHARE = 1 / 20;

export interface PaperEncodingParts {
  readonly settings: EncoderSettings;
  readonly dataDir: string;
  readonly papers: Pick<PaperReader, "findMany">;
  readonly writer: IndexWriter;
  /** Resolves when nothing is being merged: what changes under a merge undoes it. */
  readonly merged: () => Promise<void>;
  /** Papers that have a vector, and all papers. */
  readonly progress: Int32Array;
}

/** Gives papers their vectors of the encoder, beside everything else the index does. */
export interface PaperEncoding {
  /** What new segments take of vectors that are stored; `undefined` before the first are made. */
  storedSpace(): Promise<SemanticSpace | undefined>;
  /** Makes all vectors that the index lacks. What was made when the encoder fails stays. */
  encodeAll(): Promise<Pick<RunResult, "encoded" | "failure">>;
}

interface Work extends PaperEncodingParts {
  readonly encoder: Encoder;
  readonly store: VectorStore;
  readonly space: SemanticSpace;
  /** Texts that the encoder refuses. */
  readonly refused: Set<string>;
}

export function createPaperEncoding(parts: PaperEncodingParts): PaperEncoding {
  const { settings, dataDir, writer } = parts;
  const encoder = createEncoder(settings, { dataDir, niceness: 10 });
  const refused = new Set<string>();
  let opened: Work | undefined;
  const keep = (store: VectorStore): Work => {
    const space = createStoredSpace(settings, store);
    opened ??= { ...parts, encoder, store, space, refused };
    return opened;
  };
  const openStored = createShared(async () => {
    const store = opened ? undefined : await openStoredVectors(encoder, dataDir);
    return store ? keep(store) : opened;
  });
  const inTurn = createTurns();
  const encodeAll = async (): Promise<EncodeOutcome> => {
    const work = (await openStored()) ?? keep(await openVectors(encoder, dataDir));
    const { identity } = work.space;
    const isStale = (other: string) => isEncoderIdentity(other) && other !== identity;
    const put = withoutLayers(writer.segments, isStale);
    if (put.length > 0) writer.apply({ seq: writer.seq, put, dropped: [] });
    return encodeMissing(work);
  };
  return {
    // What is not readable now is told, or mended, when papers are encoded.
    storedSpace: async () => (await openStored().catch(() => undefined))?.space,
    encodeAll: () =>
      inTurn(async () => {
        try {
          return { encoded: await encodeAll() };
        } catch (error) {
          return { failure: toFailure(error) };
        }
      }),
  };
}

/** Runs of a work that do not overlap: who asks while one is under way gets that one. */
function createShared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function encodeMissing(work: Work): Promise<EncodeOutcome> {
  const { writer, space, progress } = work;
  const passed = new Set<PaperId>();
  for (;;) {
    const { next, encoded, papers } = survey(writer.segments, space, passed);
    progress.set([encoded, papers]);
    if (next.length === 0) return { encoded, papers, refused: passed.size };
    const vectorOf = await encodeSlice(work, next, (done) => progress.set([encoded + done]));
    await work.merged().catch(() => {});
    const put = writer.segments
      .map((segment) => fillLayer(segment, space, vectorOf))
      .filter((segment) => segment !== undefined);
    if (put.length > 0) writer.apply({ seq: writer.seq, put, dropped: [] });
    for (const id of next) if (!vectorOf(id)) passed.add(id);
  }
}

/** How far the index is, and the papers to encode next: some of one segment. */
function survey(segments: readonly Segment[], space: SemanticSpace, passed: ReadonlySet<PaperId>) {
  let papers = 0;
  let missing = 0;
  let next: PaperId[] = [];
  for (const segment of segments) {
    const without = documentsWithout(segment, space);
    for (const deleted of segment.deleted) papers += 1 - deleted;
    missing += without.length;
    if (next.length > 0) continue;
    const ids = without.map((document) => stringAt(segment.ids, document) as PaperId);
    const size = Math.max(SLICE_PAPERS, Math.ceil(segment.totals.documents * SLICE_SHARE));
    next = ids.filter((id) => !passed.has(id)).slice(0, size);
  }
  return { next, papers, encoded: papers - missing };
}

/** Makes the vectors of papers; answers with those that are stored then. */
async function encodeSlice(
  { papers, encoder, store, refused }: Work,
  ids: readonly PaperId[],
  onProgress: (done: number) => void,
): Promise<(id: PaperId) => Float32Array | undefined> {
  const texts = new Map<PaperId, string>();
  for (const { id, title, abstract } of await papers.findMany(ids)) {
    texts.set(id, paperText({ title: texToText(title), abstract: texToText(abstract) }));
  }
  const wanted = [...texts.values()].filter((text) => !refused.has(text));
  for (const text of await encodeTexts({ encoder, store, onProgress }, wanted)) refused.add(text);
  return (id) => {
    const text = texts.get(id);
    return text === undefined ? undefined : store.get(text);
  };
}
