/** A site of one week of papers in memory, and ways to ask it: for tests of what anybody reads. */
import { createWeb, type Web } from "#web";
import { aWeekOfPapers } from "./web-papers.ts";
import { webParts } from "./web-parts.ts";

export const ORIGIN = "http://127.0.0.1:3000";
export const papers = aWeekOfPapers();
const site = createWeb(webParts(papers));

/** The answer of the site, or of another one. */
export function ask(path: string, init?: RequestInit, web: Web = site): Promise<Response> {
  return Promise.resolve(web.fetch(new Request(ORIGIN + path, init)));
}

/** The text of the answer. */
export async function read(path: string, web: Web = site): Promise<string> {
  const response = await ask(path, undefined, web);
  return response.text();
}
