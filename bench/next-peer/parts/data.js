import { readFileSync } from "node:fs";

/** The data of the pages, read once: a database would only add to the time. */
export const data = process.env.PEER_DATA
  ? JSON.parse(readFileSync(process.env.PEER_DATA, "utf8"))
  : { papers: [], comments: [] };
