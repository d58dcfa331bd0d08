import type { ApiParts } from "../api/index.ts";
import { createMcp } from "../mcp/index.ts";
import type { Handlers } from "../web-context.ts";

/** What programs ask beside the API. */
export function createProgramHandlers(parts: ApiParts) {
  return { "POST /mcp": createMcp(parts) } satisfies Partial<Handlers>;
}
