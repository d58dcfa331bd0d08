import type { PageServer } from "../page-server.ts";
import type { WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";
import { createInterestHandlers } from "./digests/interest-handlers.ts";
import { createIssueHandlers } from "./digests/issue-handlers.ts";
import { createLeavingHandlers } from "./digests/leaving-handlers.ts";
import { createManageHandlers } from "./digests/manage-handlers.ts";
import { createSubscribeHandlers } from "./digests/subscribe-handlers.ts";

/** Digests: asked for, changed, read, and ended. */
export function createDigestHandlers(parts: WebParts, server: PageServer) {
  return {
    ...createSubscribeHandlers(parts, server),
    ...createInterestHandlers(parts, server),
    ...createManageHandlers(parts, server),
    ...createLeavingHandlers(parts, server),
    ...createIssueHandlers(parts, server),
  } satisfies Partial<Handlers>;
}
