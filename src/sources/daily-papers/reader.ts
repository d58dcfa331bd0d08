import type { CreateReader } from "../format.ts";
import { createJsonReader } from "../json/json-reader.ts";
import { mapDailyItem } from "./map-item.ts";

/** Answers of the Daily Papers API: a list of items, page props that hold one, or one paper. */
export const createDailyPapersReader: CreateReader = createJsonReader(mapDailyItem);
