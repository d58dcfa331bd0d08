import { type Follow, type FollowKind, followKinds } from "#community";
import { AppError } from "#platform";
import { ownPath } from "../http/own-path.ts";
import type { PageServer } from "../page-server.ts";
import { followingPage } from "../pages/library/following-page.ts";
import type { WebParts } from "../parts.ts";
import { loadFollowAlerts } from "../views/alert-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";
import { actorOf, requireCommunity, requireViewer } from "./read-request.ts";

/** What a reader follows. */
export function createFollowHandlers(parts: WebParts, server: PageServer) {
  return {
    async "POST /follow"(context) {
      const { follows } = requireCommunity(parts);
      const read = await readForm(context);
      const kind = followKinds.find((one) => one === read("kind"));
      if (!kind) throw new AppError("invalid", `Follow one of: ${followKinds.join(", ")}.`);
      const target = read("target");
      if (read("on") === "0") await follows.remove(actorOf(context), kind, target);
      else await follows.add(actorOf(context), { kind, target, label: read("label") });
      return context.redirect(ownPath(read("next")), 303);
    },
    async "GET /following"(context) {
      const { follows } = requireCommunity(parts);
      const list = await follows.list(requireViewer(context).account.id);
      const alerts = await loadFollowAlerts(parts, context, list);
      return server.oncePage(context, (frame) => followingPage(frame, list, alerts));
    },
  } satisfies Partial<Handlers>;
}

/** Whether whoever asks follows something; nobody follows nothing. */
export async function isFollowed(
  { community }: WebParts,
  context: WebContext,
  { kind, target }: Pick<Follow, "target"> & { readonly kind: FollowKind },
): Promise<boolean> {
  const viewer = context.get("viewer");
  if (!viewer || !community) return false;
  return community.follows.isFollowing(viewer.account.id, kind, target);
}
