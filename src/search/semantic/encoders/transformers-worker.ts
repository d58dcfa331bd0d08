import { createRequire } from "node:module";
import { setPriority } from "node:os";
import { basename, dirname } from "node:path";
import type { ModelOrder, Order, Report, TextsOrder } from "./transformers-messages.ts";

/**
 * A process of its own for a model: native code that computes for seconds, or fails, holds
 * nothing else up and takes nothing else down.
 */

/** The part of `@huggingface/transformers` that is used. */
interface Transformers {
  readonly env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    cacheDir: string;
  };
  pipeline(
    task: "feature-extraction",
    model: string,
    options: { dtype?: string; progress_callback: (event: ProgressEvent) => void },
  ): Promise<Extractor>;
}

interface ProgressEvent {
  readonly status: string;
  readonly file?: string;
  readonly progress?: number;
}

interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

type Extractor = (
  texts: readonly string[],
  options: { pooling: string; normalize: boolean },
) => Promise<Tensor>;

const report = (message: Report) => process.send?.(message);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

let work: Promise<void> = Promise.resolve();
let embed: ((texts: readonly string[]) => Promise<Float32Array[]>) | undefined;

process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => {
  work = work.then(() => (order.kind === "load" ? load(order) : encode(order)));
});

async function load(order: ModelOrder): Promise<void> {
  try {
    if (order.niceness > 0) setPriority(order.niceness);
    const extract = await openModel(order);
    embed = async (texts) => {
      const { dims, data } = await extract(texts, { pooling: order.pooling, normalize: true });
      const dimensions = dims.at(-1) ?? 0;
      return texts.map((_, at) => data.slice(at * dimensions, (at + 1) * dimensions));
    };
    report({ kind: "loaded" });
  } catch (error) {
    report({ kind: "failed", message: reasonOf(error) });
  }
}

function openModel({ entry, source, precision }: ModelOrder): Promise<Extractor> {
  const { env, pipeline } = createRequire(import.meta.url)(entry) as Transformers;
  const isLocal = "folder" in source;
  env.allowRemoteModels = !isLocal;
  env.allowLocalModels = isLocal;
  if (isLocal) env.localModelPath = `${dirname(source.folder)}/`;
  else env.cacheDir = source.cacheDir;
  return pipeline("feature-extraction", isLocal ? basename(source.folder) : source.hubName, {
    ...(precision !== "" && { dtype: precision }),
    progress_callback: isLocal ? () => {} : tellProgress(),
  });
}

/** One sentence for each quarter of a file that is fetched. */
function tellProgress(): (event: ProgressEvent) => void {
  const told = new Map<string, number>();
  return ({ status, file = "", progress = 0 }) => {
    if (status !== "progress") return;
    const quarter = Math.floor(progress / 25);
    if (quarter <= (told.get(file) ?? 0)) return;
    told.set(file, quarter);
    report({ kind: "progress", message: `${file}: ${quarter * 25} %` });
  };
}

async function encode({ id, texts }: TextsOrder): Promise<void> {
  try {
    if (!embed) throw new Error("the model is not loaded");
    report({ kind: "vectors", id, vectors: await embed(texts) });
  } catch (error) {
    report({ kind: "failed", id, message: reasonOf(error) });
  }
}
