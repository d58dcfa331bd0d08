import { readdir } from "node:fs/promises";
import { AppError } from "#platform";
import { type Command, UsageError } from "./command.ts";

const folder = new URL("../../bench/", import.meta.url);

/** What a file in `bench/` exports: measures, and returns what it measured. */
interface Benchmark {
  readonly run: (
    note: (text: string) => void,
    values: Readonly<Record<string, unknown>>,
  ) => Promise<Record<string, unknown>>;
  /** The results for people; JSON where it is absent. */
  readonly format?: (results: Record<string, unknown>) => string;
}

export const benchCommand: Command = {
  name: "bench",
  usage: "[NAME…]",
  help: "Measures the speed of the parts; all of them when none is named.",
  options: {
    papers: { type: "string" },
    engines: { type: "string" },
    only: { type: "string" },
    budget: { type: "string" },
    work: { type: "string" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
  words: [0, Number.POSITIVE_INFINITY],
  async run(call) {
    const known = await benchmarkNames();
    const unknown = call.words.find((name) => !known.includes(name));
    if (unknown)
      throw new UsageError(`there is no benchmark "${unknown}"; there are ${known.join(", ")}`);
    const results: Record<string, unknown> = {};
    const texts: string[] = [];
    for (const name of call.words.length > 0 ? call.words : known) {
      const benchmark = (await import(new URL(`${name}.ts`, folder).href)) as Benchmark;
      const measured = await benchmark.run(call.output.note, call.values);
      results[name] = measured;
      texts.push(
        benchmark.format?.(measured) ?? JSON.stringify({ [name]: measured }, undefined, 2),
      );
    }
    call.output.result(results, texts.join("\n\n"));
  },
};

async function benchmarkNames(): Promise<string[]> {
  const files = await readdir(folder).catch(() => {
    throw new AppError(
      "not_found",
      "The benchmarks are not part of this installation; clone the repository to run them.",
    );
  });
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -".ts".length));
}
