import { AppError } from "#platform";
import type { CommunityParts } from "../community-parts.ts";
import { type Follows, followKinds } from "./follows.ts";
import { addFollow, countFollows, listFollows, removeFollow } from "./store.ts";

const MAX_FOLLOWS = 500;
const MAX_LENGTH = 300;

export function createFollows({ database, clock }: CommunityParts): Follows {
  return {
    async add(actor, { kind, target, label }) {
      if (!followKinds.includes(kind)) {
        throw new AppError("invalid", `Follow one of: ${followKinds.join(", ")}.`);
      }
      if (target.trim() === "" || target.length > MAX_LENGTH) {
        throw new AppError("invalid", `Name what to follow in at most ${MAX_LENGTH} characters.`);
      }
      const { id } = actor.account;
      if ((await countFollows(database, { kind, target }, id)) > 0) return;
      const at = clock.now().toISOString();
      const follow = { kind, target, label: label.trim().slice(0, MAX_LENGTH) || target, at };
      if (await addFollow(database, id, follow, MAX_FOLLOWS)) return;
      throw new AppError("invalid", `You follow ${MAX_FOLLOWS} already; let go of one first.`);
    },
    remove: (actor, kind, target) => removeFollow(database, actor.account.id, { kind, target }),
    list: (id) => listFollows(database, id),
    isFollowing: async (id, kind, target) =>
      (await countFollows(database, { kind, target }, id)) > 0,
    count: (kind, target) => countFollows(database, { kind, target }),
  };
}
