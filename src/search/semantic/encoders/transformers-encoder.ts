import { type ChildProcess, fork } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "#platform";
import type { EncodeOptions, Encoder, OnProgress } from "./encoder.ts";
import { type EncoderSettings, promptOf } from "./encoder-settings.ts";
import { findTransformers } from "./find-transformers.ts";
import { toUnitVector } from "./normalise.ts";
import type { ModelOrder, Order, Report } from "./transformers-messages.ts";

export interface TransformersOptions {
  /** The operator's packages are looked for here; fetched models are kept here. */
  readonly dataDir: string;
  readonly onProgress?: OnProgress;
  /** 0 (as important as the site) to 19. */
  readonly niceness?: number;
}

const entry = new URL("./transformers-worker.ts", import.meta.url);

/** A model run by `@huggingface/transformers` in a process of its own, started when first used. */
export function createTransformersEncoder(
  settings: EncoderSettings,
  options: TransformersOptions,
): Encoder {
  let running: Promise<ModelProcess> | undefined;
  let isClosed = false;
  const start = (): Promise<ModelProcess> => {
    running ??= startModel(orderOf(settings, options), options.onProgress).then((started) => {
      started.onEnd(() => {
        running = undefined;
      });
      return started;
    });
    running.catch(() => {
      running = undefined;
    });
    return running;
  };
  return {
    settings,
    encode: async (texts, { kind, signal }: EncodeOptions) => {
      if (isClosed) throw new AppError("unavailable", "The encoder is closed");
      if (texts.length === 0) return [];
      signal?.throwIfAborted();
      const prompts = texts.map((text) => promptOf(settings, kind, text));
      const vectors = await untilAborted(
        start().then((model) => model.encode(prompts)),
        signal,
      );
      return vectors.map((vector) => toUnitVector(vector, settings.dimensions));
    },
    close: async () => {
      isClosed = true;
      const model = await running?.catch(() => undefined);
      model?.end();
    },
  };
}

function orderOf(settings: EncoderSettings, { dataDir, niceness = 0 }: TransformersOptions) {
  const { model, precision, pooling } = settings;
  const folder = [resolve(model), resolve(dataDir, "models", model)].find(isFolder);
  const source = folder
    ? { folder }
    : { hubName: model, cacheDir: join(resolve(dataDir), "models") };
  const order: ModelOrder = {
    kind: "load",
    entry: findTransformers(dataDir),
    source,
    precision,
    pooling,
    niceness,
  };
  return order;
}

function isFolder(path: string): boolean {
  return existsSync(join(path, "config.json")) && statSync(path).isDirectory();
}

interface ModelProcess {
  encode(texts: readonly string[]): Promise<readonly Float32Array[]>;
  onEnd(listener: () => void): void;
  end(): void;
}

type Vectors = readonly Float32Array[];

/** @throws AppError `unavailable` when the model can not be loaded. */
async function startModel(order: ModelOrder, onProgress?: OnProgress): Promise<ModelProcess> {
  const child = fork(entry, {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, PromiseWithResolvers<Vectors>>();
  const loading = Promise.withResolvers<void>();
  let nextId = 0;
  const fail = (message: string) => new AppError("unavailable", message);
  child.on("message", (report: Report) => {
    if (report.kind === "progress") return onProgress?.(report.message);
    if (report.kind === "loaded") return loading.resolve();
    const asked = report.id === undefined ? loading : waiting.get(report.id);
    if (report.id !== undefined) waiting.delete(report.id);
    if (report.kind === "vectors")
      (asked as PromiseWithResolvers<Vectors>)?.resolve(report.vectors);
    else asked?.reject(fail(explain(order, report.message)));
  });
  child.once("exit", (code, signal) => {
    const ended = fail(`The process of ${modelName(order)} has ended (${signal ?? code})`);
    for (const asked of [loading, ...waiting.values()]) asked.reject(ended);
    waiting.clear();
  });
  send(child, order);
  await loading.promise.catch((error: unknown) => {
    child.kill();
    throw error;
  });
  child.unref();
  child.channel?.unref();
  return {
    encode: async (texts) => {
      const asked = Promise.withResolvers<Vectors>();
      const id = nextId++;
      waiting.set(id, asked);
      child.channel?.ref();
      send(child, { kind: "encode", id, texts });
      try {
        return await asked.promise;
      } finally {
        if (waiting.size === 0) child.channel?.unref();
      }
    },
    onEnd: (listener) => void child.once("exit", listener),
    end: () => void child.kill(),
  };
}

function send(child: ChildProcess, order: Order): void {
  child.send(order, () => {});
}

function modelName({ source }: ModelOrder): string {
  return "folder" in source ? source.folder : source.hubName;
}

function explain(order: ModelOrder, message: string): string {
  return `${modelName(order)} can not be used: ${message}`;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
