import type { CreateReader, Emit, Mapped, TextReader } from "../format.ts";
import { toReading } from "../format.ts";
import { createLineSplitter } from "../text/lines.ts";
import { createJsonSplitter } from "./split-json.ts";

export type JsonObject = Readonly<Record<string, unknown>>;
export type MapJson = (value: JsonObject, text: string) => Mapped;

/** Reads one JSON document: a list of records, an object that holds such a list, or one record. */
export function createJsonReader(map: MapJson): CreateReader {
  return (emit) => {
    const splitter = createJsonSplitter({
      onItem: (text, line) => emit(toReading(line, mapText(text, map, "record"))),
      onRefused: (line, reason) => emit({ kind: "refused", line, reason }),
    });
    return {
      push: splitter.push,
      end(isComplete) {
        const { line } = splitter;
        if (!splitter.end() && isComplete) refuseBroken(emit, line());
      },
      line: splitter.line,
    };
  };
}

/** Reads JSON Lines: one record per line, empty lines passed over. */
export function createJsonLinesReader(map: MapJson): CreateReader {
  return (emit): TextReader => {
    const splitter = createLineSplitter({
      onLine(text, line) {
        if (text.trim() !== "") emit(toReading(line, mapText(text, map, "line")));
      },
      onTooLong: (line) =>
        emit({ kind: "refused", line, reason: "The line is longer than 16 MB." }),
    });
    return {
      push: splitter.push,
      end: (isComplete) => {
        if (isComplete) splitter.end();
      },
      line: splitter.line,
    };
  };
}

function refuseBroken(emit: Emit, line: number): void {
  const reason = "The JSON document breaks off before its end.";
  emit({ kind: "refused", line, reason, isFatal: true });
}

function mapText(text: string, map: MapJson, part: "line" | "record"): Mapped {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `The ${part} is not JSON: ${shorten(error)}.`;
  }
  return isObject(value) ? map(value, text) : `The ${part} holds no JSON object.`;
}

/** V8 quotes the text in its message; a record is too long to quote. */
function shorten(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/, (?:\.\.\.)?"[\s\S]*$/, "")
    .replace(/\s+/g, " ")
    .slice(0, 120);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The elements of a list; none when it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
