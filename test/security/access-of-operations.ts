import type { Scope } from "#accounts";
import type { Access } from "#web";

/** Who may use an operation of the API, and what a token must be allowed; without one, none will do. */
type Allowed = readonly [Access] | readonly [Access, Scope];

const anyone = [
  "GET /daily_papers",
  "GET /papers/search",
  "GET /papers",
  "GET /arxiv/{id}/repos",
  "GET /papers/{id}",
  "GET /v1/editions/{period}",
  "GET /v1/trending",
  "GET /v1/search",
  "GET /v1/papers/{id}",
  "GET /v1/papers/{id}/similar",
  "GET /v1/papers/{id}/comments",
  "GET /v1/papers/{id}/claims",
  "GET /v1/papers/{id}/links",
  "GET /v1/papers/{id}/collections",
  "GET /v1/status",
  "GET /v1/collections",
  "GET /v1/collections/{collectionId}",
  "GET /v1/collections/{collectionId}/entries",
  "GET /v1/collections/{collectionId}/export",
  "GET /v1/comments",
  "GET /v1/comments/{commentId}",
  "GET /v1/comments/{commentId}/versions",
  "GET /v1/people/{name}",
  "GET /v1/people/{name}/comments",
  "GET /v1/people/{name}/collections",
  "GET /v1/moderation/log",
];

/** By a session alone: what a stolen token must not reach. */
const session = [
  "PATCH /v1/me",
  "GET /v1/me/export",
  "GET /v1/me/tokens",
  "POST /v1/me/tokens",
  "DELETE /v1/me/tokens/{tokenId}",
];

const read = [
  "GET /v1/me",
  "GET /v1/papers/{id}/marks",
  "GET /v1/me/marks/{mark}",
  "GET /v1/me/votes",
  "GET /v1/me/collections",
  "GET /v1/me/follows",
  "GET /v1/me/recommendations",
  "GET /v1/me/interests",
  "GET /v1/me/digests",
  "GET /v1/me/digests/{digestId}",
  "GET /v1/me/digests/{digestId}/issues",
  "GET /v1/me/digests/{digestId}/preview",
  "GET /v1/me/submissions",
  "GET /v1/submissions/{submissionId}",
  "GET /v1/me/claims",
  "GET /v1/me/channels",
  "GET /v1/me/channels/{channelId}",
  "GET /v1/me/channels/{channelId}/posts",
];

const vote = ["PUT /v1/papers/{id}/vote", "DELETE /v1/papers/{id}/vote"];

const library = [
  "PUT /v1/papers/{id}/marks/{mark}",
  "DELETE /v1/papers/{id}/marks/{mark}",
  "PUT /v1/papers/{id}/feedback",
  "DELETE /v1/papers/{id}/feedback",
  "POST /v1/me/interests",
  "PATCH /v1/me/interests/{interestId}",
  "DELETE /v1/me/interests/{interestId}",
  "DELETE /v1/me/interests",
  "POST /v1/me/channels",
  "PATCH /v1/me/channels/{channelId}",
  "DELETE /v1/me/channels/{channelId}",
  "POST /v1/me/channels/{channelId}/test",
  "POST /v1/collections",
  "PATCH /v1/collections/{collectionId}",
  "DELETE /v1/collections/{collectionId}",
  "PUT /v1/collections/{collectionId}/entries/{id}",
  "DELETE /v1/collections/{collectionId}/entries/{id}",
  "POST /v1/me/follows",
  "POST /v1/me/digests",
  "PATCH /v1/me/digests/{digestId}",
  "DELETE /v1/me/digests/{digestId}",
  "DELETE /v1/me/follows/{kind}/{target}",
];

const comment = [
  "POST /v1/papers/{id}/comments",
  "POST /v1/comments/preview",
  "PATCH /v1/comments/{commentId}",
  "DELETE /v1/comments/{commentId}",
  "PUT /v1/comments/{commentId}/reactions/{kind}",
  "DELETE /v1/comments/{commentId}/reactions/{kind}",
  "POST /v1/comments/{commentId}/reports",
  "POST /v1/papers/{id}/reports",
  "POST /v1/people/{name}/reports",
];

const submit = [
  "POST /papers/index",
  "POST /papers/submit",
  "POST /papers/{id}/links",
  "POST /settings/papers/claim",
  "POST /v1/submissions",
  "POST /v1/papers/{id}/claims",
  "DELETE /v1/claims/{claimId}",
  "POST /v1/claims/{claimId}/disputes",
  "POST /v1/papers/{id}/links",
  "DELETE /v1/papers/{id}/links/{linkId}",
];

const moderate = [
  "POST /v1/moderation/actions",
  "POST /v1/moderation/log/{entryId}/undo",
  "GET /v1/moderation/queue",
  "GET /v1/moderation/reports",
  "POST /v1/moderation/reports/{reportId}/dismiss",
  "GET /v1/moderation/submissions",
  "POST /v1/moderation/submissions/{submissionId}/decision",
  "GET /v1/moderation/claims",
  "POST /v1/moderation/claims/{claimId}/decision",
  "GET /v1/moderation/editions/{period}/choices",
  "POST /v1/moderation/editions/{period}/choices",
  "POST /v1/moderation/editions/{period}/close",
];

const allowed = (names: readonly string[], ...how: Allowed) =>
  names.map((name) => [name, how] as const);

/** As `accessOfPages`: a new operation fails the matrix until somebody has decided here. */
export const accessOfOperations: Readonly<Record<string, Allowed>> = Object.fromEntries([
  ...allowed(anyone, "anyone"),
  ...allowed(session, "reader"),
  ...allowed(read, "reader", "read"),
  ...allowed(vote, "reader", "vote"),
  ...allowed(library, "reader", "library"),
  ...allowed(comment, "reader", "comment"),
  ...allowed(submit, "reader", "submit"),
  ...allowed(moderate, "moderator", "moderate"),
]);
