import { isDailyItem, mapDailyItem } from "../daily-papers/map-item.ts";
import type { CreateReader, Mapped } from "../format.ts";
import { createJsonLinesReader, createJsonReader, type JsonObject } from "../json/json-reader.ts";
import { mapLine } from "./map-line.ts";

/** JSON Lines, or the same objects as one JSON list. */
export const createJsonlReader: CreateReader = (emit, context) => {
  const lines = createJsonLinesReader(mapAnyLine)(emit, context);
  const list = createJsonReader(mapAnyLine)(emit, context);
  let chosen: typeof lines | undefined;
  return {
    push(text) {
      chosen ??= /^\s*\[/.test(text) ? list : lines;
      chosen.push(text);
    },
    end: (isComplete) => (chosen ?? lines).end(isComplete),
    line: () => (chosen ?? lines).line(),
  };
};

/** Items of the Daily Papers API are kept one per line, too. */
function mapAnyLine(value: JsonObject, text: string): Mapped {
  return isDailyItem(value) ? mapDailyItem(value) : mapLine(value, text);
}
