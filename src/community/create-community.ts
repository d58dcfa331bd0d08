import { createClaims } from "./claims/create-claims.ts";
import { createCollections } from "./collections/create-collections.ts";
import { createComments } from "./comments/create-comments.ts";
import type { Community } from "./community.ts";
import type { CommunityParts } from "./community-parts.ts";
import { exportData, forget } from "./departure/departure.ts";
import { createFollows } from "./follows/create-follows.ts";
import { followMerges } from "./merges/follow-merges.ts";
import { createModeration } from "./moderation/create-moderation.ts";
import { createShelves } from "./shelves/create-shelves.ts";
import { createSignals } from "./signals/create-signals.ts";
import { createSubmissions } from "./submissions/create-submissions.ts";
import { createVotes } from "./votes/create-votes.ts";

export function createCommunity(parts: CommunityParts): Community {
  const moderation = createModeration(parts);
  return {
    votes: createVotes(parts),
    shelves: createShelves(parts),
    collections: createCollections(parts),
    follows: createFollows(parts),
    comments: createComments(parts),
    submissions: createSubmissions(parts, moderation),
    claims: createClaims(parts, moderation),
    moderation,
    signals: createSignals(parts.database),
    follow: () => followMerges(parts),
    exportData: (id) => exportData(parts, id),
    forget: (id) => forget(parts, id),
  };
}
