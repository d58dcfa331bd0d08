import { AppError, type PoliteClient } from "#platform";
import { isObject } from "../json/json-reader.ts";
import type { Lookup } from "../lookup.ts";
import { mapCrossrefWork } from "./map-work.ts";

export interface CrossrefOptions {
  readonly client: Pick<PoliteClient, "get">;
  /** Mail address of the operator: who gives one is served by faster machines; may be empty. */
  readonly contact: string;
  /** Another address than Crossref's own, for tests. */
  readonly baseUrl?: string;
}

const BASE_URL = "https://api.crossref.org";

/**
 * One paper by its DOI, from Crossref's REST API.
 *
 * @see https://www.crossref.org/documentation/retrieve-metadata/rest-api/
 */
export function createCrossref(options: CrossrefOptions): Lookup {
  const { client, contact, baseUrl = BASE_URL } = options;
  const mail = contact.replace(/^mailto:/i, "");
  const query = mail.includes("@") ? `?mailto=${encodeURIComponent(mail)}` : "";
  return async (doi) => {
    const url = `${baseUrl}/works/${encodeURIComponent(doi)}${query}`;
    try {
      const { body } = await client.get({ url, accept: "application/json" });
      return readWork(body.toString("utf8"));
    } catch (error) {
      if (error instanceof AppError && error.code === "not_found") {
        return `Crossref has no DOI ${doi}.`;
      }
      throw error;
    }
  };
}

function readWork(text: string): ReturnType<typeof mapCrossrefWork> {
  try {
    const answer: unknown = JSON.parse(text);
    const work = isObject(answer) ? (answer.message ?? answer) : undefined;
    if (isObject(work)) return mapCrossrefWork(work);
  } catch {
    // Said below: an answer that is no JSON is one that breaks off.
  }
  throw new AppError("unavailable", "Crossref's answer can not be read.");
}
