import type { PaperId } from "#papers";
import { AppError } from "#platform";
import type { PageServer } from "../page-server.ts";
import { personPage } from "../pages/library/person-page.ts";
import type { WebParts } from "../parts.ts";
import { loadPapers } from "../views/list-items.ts";
import type { Handlers } from "../web-context.ts";
import { isFollowed } from "./follow-handlers.ts";
import { requireCommunity } from "./read-request.ts";

const MAX_COMMENTS = 20;

/** What everybody may see of a person; votes are nobody else's business. */
export function createPersonHandlers(parts: WebParts, server: PageServer) {
  return {
    async "GET /:handle{@[a-z0-9-]+}"(context) {
      const { collections, comments, claims } = requireCommunity(parts);
      const name = (context.req.param("handle") ?? "").slice(1);
      const person = await parts.accounts?.people.findByName(name);
      if (person?.state !== "active") {
        throw new AppError("not_found", `There is nobody here by the name of ${name}.`);
      }
      const [kept, said, claimed, isFollowing] = await Promise.all([
        collections.listOf(person.id),
        comments.of(person.id, { limit: MAX_COMMENTS }),
        claims.ofAccount(person.id),
        isFollowed(parts, context, { kind: "person", target: person.name }),
      ]);
      const granted = claimed.filter(({ state }) => state === "granted" || state === "disputed");
      const ids = granted.map(({ paperId }) => paperId);
      const commented = said.items.map(({ paperId }) => paperId);
      const papers = await loadPapers(parts.papers, [...ids, ...commented]);
      const pick = (wanted: readonly PaperId[]) => wanted.flatMap((id) => papers.get(id) ?? []);
      return server.oncePage(context, (frame) =>
        personPage(frame, {
          person,
          collections: kept,
          comments: said.items.filter(({ paperId }) => papers.has(paperId)),
          papers,
          claimed: pick([...new Set(ids)]),
          isFollowed: isFollowing,
        }),
      );
    },
  } satisfies Partial<Handlers>;
}
