import { AppError, type PoliteClient } from "#platform";
import { parseArxivId } from "../arxiv/identifier.ts";
import { isObject, type JsonObject, listOf } from "../json/json-reader.ts";
import { cleanLine } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";

/** One statement in an ORCID record that a work is the person's. */
interface OrcidWork {
  readonly arxivIds: readonly string[];
  readonly dois: readonly string[];
  /** Name of who added it: `Crossref`. */
  readonly addedBy: string;
  /** The person said so, or had a service say so. */
  readonly isSelfAdded: boolean;
}

export interface OrcidOptions {
  readonly client: Pick<PoliteClient, "get">;
  /** Another address than ORCID's own, for tests. */
  readonly baseUrl?: string;
}

export type OrcidRecords = (iD: string) => Promise<readonly OrcidWork[]>;

const BASE_URL = "https://pub.orcid.org";

/**
 * The works in the public ORCID record of a person; none when there is no such record.
 *
 * @throws AppError `unavailable` or `rate_limited` when it can not be read now.
 * @see https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
 */
export function createOrcidRecords({ client, baseUrl = BASE_URL }: OrcidOptions): OrcidRecords {
  return async (iD) => {
    const url = `${baseUrl}/v3.0/${encodeURIComponent(iD)}/works`;
    try {
      const { body } = await client.get({ url, accept: "application/json" });
      return readWorks(JSON.parse(body.toString("utf8")));
    } catch (error) {
      if (error instanceof AppError && error.code === "not_found") return [];
      if (error instanceof AppError) throw error;
      throw new AppError("unavailable", "ORCID's answer can not be read.", { cause: error });
    }
  };
}

/** Every summary of every group: several sources may have added the same work. */
function readWorks(answer: unknown): OrcidWork[] {
  const groups = isObject(answer) ? listOf(answer.group) : [];
  return groups
    .filter(isObject)
    .flatMap((group) => listOf(group["work-summary"]))
    .filter(isObject)
    .map(toWork);
}

function toWork(summary: JsonObject): OrcidWork {
  const source = isObject(summary.source) ? summary.source : {};
  const ids = isObject(summary["external-ids"])
    ? listOf(summary["external-ids"]["external-id"]).filter(isObject).filter(isOwn)
    : [];
  return {
    arxivIds: valuesOf(ids, "arxiv").flatMap((value) => parseArxivId(value)?.id ?? []),
    dois: valuesOf(ids, "doi").flatMap((value) => parseDoi(value) ?? []),
    addedBy: cleanLine(nameIn(source["source-name"])) ?? "an unnamed source",
    isSelfAdded: isSaid(source["source-orcid"]) || isSaid(source["assertion-origin-orcid"]),
  };
}

/** Not of the journal or book that the work is part of. */
function isOwn(id: JsonObject): boolean {
  const relation = cleanLine(id["external-id-relationship"])?.toLowerCase() ?? "self";
  return relation === "self" || relation === "version-of";
}

function valuesOf(ids: readonly JsonObject[], type: string): string[] {
  return ids
    .filter((id) => cleanLine(id["external-id-type"])?.toLowerCase() === type)
    .map((id) => cleanLine(id["external-id-value"]) ?? "");
}

function nameIn(said: unknown): unknown {
  return isObject(said) ? said.value : undefined;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}
