import { readdir } from "node:fs/promises";
import { AppError } from "#platform";
import { type Command, UsageError } from "./command.ts";

const folder = new URL("../../bench/", import.meta.url);

/** What a file in `bench/` exports: measures, and returns what it measured. */
interface Benchmark {
  readonly run: (note: (text: string) => void) => Promise<Record<string, unknown>>;
}

export const benchCommand: Command = {
  name: "bench",
  usage: "[NAME…]",
  help: "Measures the speed of the parts; all of them when none is named.",
  options: {},
  words: [0, Number.POSITIVE_INFINITY],
  async run(call) {
    const known = await benchmarkNames();
    const unknown = call.words.find((name) => !known.includes(name));
    if (unknown)
      throw new UsageError(`there is no benchmark "${unknown}"; there are ${known.join(", ")}`);
    const results: Record<string, unknown> = {};
    for (const name of call.words.length > 0 ? call.words : known) {
      const benchmark = (await import(new URL(`${name}.ts`, folder).href)) as Benchmark;
      results[name] = await benchmark.run(call.output.note);
    }
    call.output.result(results, JSON.stringify(results, undefined, 2));
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
