import { type Clock, createGuardedClient, createPoliteClient, type PoliteClient } from "#platform";
import {
  createArxivApi,
  createCrossref,
  createDoiResolver,
  createOrcidRecords,
  createWebPages,
  type Lookup,
  type OrcidRecords,
} from "#sources";

/** Whom submissions and claims are checked with. */
export interface Outside {
  /** By arXiv id. */
  readonly arxiv: Lookup;
  /** By DOI. */
  readonly crossref: Lookup;
  /** By DOI, of any registry. */
  readonly doiResolver: Lookup;
  /** By the address of its page. */
  readonly webPages: Lookup;
  /** By ORCID iD. */
  readonly orcid: OrcidRecords;
}

export interface OutsideOptions {
  readonly clock: Clock;
  /** Mail address or page of the operator; may be empty. */
  readonly contact: string;
  /** For tests: where the services are, and how addresses of pages are fetched. */
  readonly addresses?: Readonly<Partial<Record<"arxiv" | "crossref" | "doi" | "orcid", string>>>;
  readonly pageClient?: Pick<PoliteClient, "get">;
  readonly intervalMs?: number;
  readonly sleep?: (delayMs: number) => Promise<unknown>;
}

const ARXIV_INTERVAL_MS = 3_000;
const INTERVAL_MS = 1_000;
/** One answer is small; whoever is slower is asked again later. */
const DEADLINE_MS = 20_000;

/** Joins the services; nothing is asked yet. */
export function createOutside(options: OutsideOptions): Outside {
  const { clock, contact, addresses = {} } = options;
  const politely = (intervalMs: number) =>
    createPoliteClient({
      contact,
      intervalMs: options.intervalMs ?? intervalMs,
      deadlineMs: DEADLINE_MS,
      maxAttempts: 1,
      ...(options.sleep && { sleep: options.sleep }),
    });
  const client = politely(INTERVAL_MS);
  const guarded = options.pageClient ?? createGuardedClient({ contact });
  const at = (name: keyof typeof addresses) => {
    const baseUrl = addresses[name];
    return baseUrl === undefined ? {} : { baseUrl };
  };
  return {
    arxiv: createArxivApi({ client: politely(ARXIV_INTERVAL_MS), clock, ...at("arxiv") }),
    crossref: createCrossref({ client, contact, ...at("crossref") }),
    doiResolver: createDoiResolver({ client: guarded, ...at("doi") }),
    webPages: createWebPages({ client: guarded }),
    orcid: createOrcidRecords({ client, ...at("orcid") }),
  };
}
