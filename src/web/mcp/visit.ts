import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Scope, Viewer } from "#accounts";
import type { Actor, Community } from "#community";
import { AppError } from "#platform";
import type { ApiParts } from "../api/api-parts.ts";
import { failureOf } from "../api/framework/problem.ts";
import type { LimitName } from "../http/limit-table.ts";

/** One request of a program: what it may use, and who sent its token. */
export interface Visit {
  readonly parts: ApiParts;
  /** Absent without a token. */
  readonly viewer: Viewer | undefined;
  readonly network: string;
  /** @throws TooManyRequests past the limit. */
  take(limit: LimitName): Promise<void>;
}

export function mayUse({ viewer, parts }: Visit, scope: Scope): boolean {
  return parts.community !== undefined && viewer?.scopes?.has(scope) === true;
}

/** @throws AppError `unauthenticated` for whoever sent no token with the scope. */
export function actorOf(visit: Visit, scope: Scope): { actor: Actor; community: Community } {
  const { viewer, network, parts } = visit;
  if (!viewer || !parts.community || !mayUse(visit, scope)) {
    throw new AppError("unauthenticated", `This needs a token with the scope “${scope}”.`);
  }
  return { actor: { account: viewer.account, network }, community: parts.community };
}

/** What a tool says, or, where it failed, why; a bug or an outage is logged, not told. */
export async function say({ parts }: Visit, make: () => Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: "text", text: await make() }] };
  } catch (error) {
    const { detail, isInternal } = failureOf(error);
    if (isInternal) parts.log.error({ err: error }, "MCP tool failed");
    return { content: [{ type: "text", text: detail }], isError: true };
  }
}
