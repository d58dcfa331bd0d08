import type { CreateReader } from "../format.ts";
import { createJsonReader } from "../json/json-reader.ts";
import { mapCslItem } from "./map-item.ts";

/** CSL-JSON: a list of items, an object with `items`, or one item. */
export const createCslReader: CreateReader = createJsonReader(mapCslItem);
