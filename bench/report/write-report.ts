import type { BenchResult } from "./result.ts";
import { scalingTable } from "./scaling.ts";
import { reportOf } from "./tables.ts";
import { writeBlock } from "./write-block.ts";

const docs = new URL("../../docs/", import.meta.url);

/** Puts the figures of a run into the documents that have a place for its size. */
export async function writeReport(
  result: BenchResult,
  note: (text: string) => void,
): Promise<void> {
  const name = `search-${result.papers}`;
  const isWritten = await writeBlock(new URL("benchmarks.md", docs), name, reportOf(result));
  note(
    isWritten
      ? `docs/benchmarks.md: ${name} written`
      : `docs/benchmarks.md has no place <!-- bench:${name} -->; nothing written`,
  );
  const scaling = scalingTable(result);
  if (!isWritten || scaling === undefined) return;
  await writeBlock(new URL("scaling.md", docs), `scaling-${result.papers}`, scaling);
}
