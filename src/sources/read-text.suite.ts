import type { Day } from "#platform";
import type { FormatName } from "./format.ts";
import { readBytes } from "./read-bytes.ts";
import type { PaperRecord, Reading } from "./record.ts";

export interface ReadTextOptions {
  readonly format?: FormatName;
  readonly capturedOn?: string;
  /** Bytes handed over at a time. */
  readonly chunkBytes?: number;
}

/** All readings of a document, as `readFile` gives them. */
export async function readText(
  document: string | Buffer,
  options: ReadTextOptions = {},
): Promise<Reading[]> {
  const { chunkBytes = 65_536, capturedOn = "2026-11-20", format = "auto" } = options;
  const bytes = typeof document === "string" ? Buffer.from(document) : document;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const readings: Reading[] = [];
  for await (const batch of readBytes(chunks(), { format, capturedOn: capturedOn as Day })) {
    readings.push(...batch);
  }
  return readings;
}

/** The records among the readings; a refusal is a failure of the test. */
export async function readRecords(
  document: string | Buffer,
  options?: ReadTextOptions,
): Promise<PaperRecord[]> {
  return (await readText(document, options)).map((reading) => {
    if (reading.kind === "refused") throw new Error(`${reading.line}: ${reading.reason}`);
    return reading.record;
  });
}

/** Line and reason of what was refused. */
export function refusalsIn(readings: readonly Reading[]): string[] {
  return readings.flatMap((reading) =>
    reading.kind === "refused"
      ? [`${reading.line}: ${reading.reason}${reading.isFatal ? " (fatal)" : ""}`]
      : [],
  );
}
