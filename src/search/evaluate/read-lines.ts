import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { AppError } from "#platform";

/**
 * The lines of a file, however long it is. A line ends with a line feed and nothing else:
 * records hold line separators of other kinds.
 *
 * @throws AppError `not_found` when the file is missing.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  try {
    await access(path);
  } catch (cause) {
    const message = `${path} is missing. A test collection is a folder in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv.`;
    throw new AppError("not_found", message, { cause });
  }
  let rest = "";
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest;
}

/** Objects, one on each line. @throws AppError `invalid` by file and line. */
export async function* readJsonLines(path: string): AsyncGenerator<Record<string, unknown>> {
  let number = 0;
  for await (const line of readLines(path)) {
    number += 1;
    if (line.trim() === "") continue;
    try {
      yield JSON.parse(line) as Record<string, unknown>;
    } catch (cause) {
      throw new AppError("invalid", `${path}, line ${number}: not JSON.`, { cause });
    }
  }
}
