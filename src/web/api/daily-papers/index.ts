import { readEndpoints } from "./read-endpoints.ts";
import { writeEndpoints } from "./write-endpoints.ts";

/** The Daily Papers API: its paths, parameters, names and statuses. */
export const dailyPapersEndpoints = [...readEndpoints, ...writeEndpoints];
