import type { PageServer } from "../page-server.ts";
import type { WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";
import { createClaimHandlers } from "./contributions/claim-handlers.ts";
import { createSubmissionHandlers } from "./contributions/submission-handlers.ts";

/** Submissions, claims and the links of authors. */
export function createContributionHandlers(parts: WebParts, server: PageServer) {
  return {
    ...createSubmissionHandlers(parts, server),
    ...createClaimHandlers(parts, server),
  } satisfies Partial<Handlers>;
}
