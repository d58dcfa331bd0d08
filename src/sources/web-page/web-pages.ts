import { AppError, type PoliteClient } from "#platform";
import type { Lookup } from "../lookup.ts";
import { mapPage } from "./map-page.ts";

export interface WebPagesOptions {
  /** A guarded one: anybody may name the address. */
  readonly client: Pick<PoliteClient, "get">;
}

/** One paper from the page about it, as far as the page says so to machines. */
export function createWebPages({ client }: WebPagesOptions): Lookup {
  return async (url) => {
    const answer = await ask(client, url);
    if (typeof answer === "string") return answer;
    if (/\bapplication\/pdf\b/i.test(answer.contentType)) {
      return "This address leads to a PDF; submit the page about the paper, or use the form.";
    }
    if (!/\b(?:text\/html|application\/xhtml\+xml)\b/i.test(answer.contentType)) {
      return "This address leads to no web page; submit the page about the paper, or use the form.";
    }
    const { readPage } = await import("./read-page.ts");
    return mapPage(readPage(answer.body, answer.contentType), new URL(answer.url));
  };
}

async function ask(client: WebPagesOptions["client"], url: string) {
  try {
    return await client.get({ url, accept: "text/html, application/xhtml+xml" });
  } catch (error) {
    const isFinal =
      error instanceof AppError && (error.code === "not_found" || error.code === "invalid");
    if (isFinal) return error.message;
    throw error;
  }
}
