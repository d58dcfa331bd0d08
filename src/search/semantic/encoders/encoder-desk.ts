import type { Log } from "#platform";
import type { GivenSpace } from "../../engine/given-space.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { encoderIsSilent } from "../../query/query-notes.ts";
import type { EncodeOutcome, EncodeProgress, SearchAnswer, SearchRequest } from "../../search.ts";
import { createEncoder } from "./create-encoder.ts";
import type { Encoder } from "./encoder.ts";
import { type EncoderSettings, identityOf } from "./encoder-settings.ts";
import { createQueryVectors } from "./query-vectors.ts";
import { storedDimensions, storeFolder } from "./vector-store.ts";

/** An encoder as the operator has set it up. */
export interface EncoderPlace {
  readonly settings: EncoderSettings;
  readonly dataDir: string;
}

/** What the index worker needs to encode papers, and where it says how far it is. */
export interface EncoderTask extends EncoderPlace {
  /** Papers that have a vector, and all papers. */
  readonly progress: Int32Array;
}

/** What a question carries of the encoder. */
interface Given {
  readonly given?: GivenSpace;
}

/** The encoder beside the searches: queries in, vectors to search with out. */
export interface EncoderDesk {
  readonly task?: EncoderTask;
  /** Asks with the query's vector where there is one in time; says so in the answer where not. */
  find(request: SearchRequest, ask: (given: Given) => Promise<SearchAnswer>): Promise<SearchAnswer>;
  /** For questions about papers that have vectors already. */
  given(): Given;
  /** Runs the work that encodes papers, telling how far it is. */
  watch(
    work: () => Promise<EncodeOutcome>,
    onProgress: (progress: EncodeProgress) => void,
  ): Promise<EncodeOutcome>;
  close(): Promise<void>;
}

const WATCH_MS = 200;

export async function createEncoderDesk(
  place: EncoderPlace | undefined,
  log: Pick<Log, "info" | "warn"> | undefined,
): Promise<EncoderDesk> {
  if (!place) return NO_ENCODER;
  const { settings, dataDir } = place;
  const onProgress = (message: string) => log?.info({}, message);
  const encoder = createEncoder(settings, { dataDir, onProgress });
  const stored = await storedDimensions(storeFolder(dataDir, settings));
  const progress = new Int32Array(new SharedArrayBuffer(8));
  return createDesk({ encoder, log, dimensions: settings.dimensions || stored, progress, dataDir });
}

const NO_ENCODER: EncoderDesk = {
  find: (_, ask) => ask({}),
  given: () => ({}),
  watch: (work) => work(),
  close: async () => {},
};

interface DeskParts {
  readonly encoder: Encoder;
  readonly log: Pick<Log, "info" | "warn"> | undefined;
  readonly dimensions: number | undefined;
  readonly progress: Int32Array;
  readonly dataDir: string;
}

function createDesk({ encoder, log, progress, dataDir, ...known }: DeskParts): EncoderDesk {
  const { settings } = encoder;
  const queries = createQueryVectors({ encoder, log });
  let { dimensions } = known;
  const given = (vector?: Float32Array): Given => {
    dimensions = vector?.length ?? dimensions;
    if (!dimensions) return {};
    const identity = identityOf(settings, dimensions);
    const { weight } = settings;
    return { given: { identity, dimensions, weight, ...(vector && { vector }) } };
  };
  return {
    task: { settings, dataDir, progress },
    find: async (request, ask) => {
      const text = textToEncode(request);
      if (text === "") return ask(given());
      const started = performance.now();
      const vector = await queries.vectorOf(text);
      const waitedMs = performance.now() - started;
      const answer = await ask(given(vector));
      const notes = vector ? answer.notes : [...answer.notes, encoderIsSilent(request.query)];
      return { ...answer, notes, tookMs: answer.tookMs + waitedMs };
    },
    given: () => given(),
    watch: async (work, onProgress) => {
      const tell = () => onProgress({ encoded: progress[0]!, papers: progress[1]! });
      const timer = setInterval(tell, WATCH_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
      }
    },
    close: () => encoder.close(),
  };
}

/** What of a request is for the encoder; empty: nothing. */
function textToEncode({ query, mode }: SearchRequest): string {
  if (mode === "words") return "";
  const { words, phrases } = parseQuery(query);
  return [words, ...phrases].join(" ").trim();
}
