import type { Viewer } from "#accounts";
import type { ApiParts } from "../api-parts.ts";
import type { AnyCall } from "./endpoint.ts";
import { notOpen } from "./problem.ts";

/** Who asks, and of what. */
interface Asker {
  readonly parts: ApiParts;
  readonly viewer: Viewer | undefined;
  readonly origin: { readonly network: string };
  readonly request: Request;
}

/** What an endpoint is handed: the request, and what it may reach. */
export function createCall(
  { parts, viewer, origin, request }: Asker,
  asked: Pick<AnyCall, "params" | "query" | "body">,
): AnyCall {
  return {
    ...asked,
    parts,
    viewer,
    get actor() {
      if (!viewer) throw new TypeError("an endpoint without access asks who acts");
      return { account: viewer.account, network: origin.network };
    },
    get community() {
      if (!parts.community) throw notOpen();
      return parts.community;
    },
    get accounts() {
      if (!parts.accounts) throw notOpen();
      return parts.accounts;
    },
    request,
    headers: new Headers(),
  };
}
