import { AppError, type PoliteClient } from "#platform";
import { mapCslItem } from "../csl/map-item.ts";
import { isObject } from "../json/json-reader.ts";
import type { Lookup } from "../lookup.ts";

export interface DoiResolverOptions {
  /** A guarded one: registries redirect to wherever they like. */
  readonly client: Pick<PoliteClient, "get">;
  /** Another address than the resolver's own, for tests. */
  readonly baseUrl?: string;
}

const BASE_URL = "https://doi.org";

/**
 * One paper by its DOI, from whichever agency registered it (DataCite, mEDRA, …), as CSL-JSON.
 *
 * @see https://citation.doi.org/docs.html
 */
export function createDoiResolver({ client, baseUrl = BASE_URL }: DoiResolverOptions): Lookup {
  return async (doi) => {
    const url = `${baseUrl}/${encodeURIComponent(doi).replace(/%2F/g, "/")}`;
    const item = await fetchItem(client, url);
    if (!item) return `No registry knows the DOI ${doi}.`;
    const record = mapCslItem(item);
    return typeof record === "string" ? record : { ...record, sourceId: doi, doi };
  };
}

async function fetchItem(client: DoiResolverOptions["client"], url: string) {
  try {
    const { body } = await client.get({ url, accept: "application/vnd.citationstyles.csl+json" });
    const item: unknown = JSON.parse(body.toString("utf8"));
    return isObject(item) ? item : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") throw error;
    // It is not known, or leads to a page for people or to a machine that is not asked.
    return undefined;
  }
}
