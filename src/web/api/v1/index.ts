import { channelEndpoints } from "./channel-endpoints.ts";
import { claimEndpoints } from "./claim-endpoints.ts";
import { collectionEndpoints } from "./collection-endpoints.ts";
import { collectionEntryEndpoints } from "./collection-entry-endpoints.ts";
import { commentChangeEndpoints } from "./comment-change-endpoints.ts";
import { commentEndpoints } from "./comment-endpoints.ts";
import { decisionEndpoints } from "./decision-endpoints.ts";
import { digestEndpoints } from "./digest-endpoints.ts";
import { editingEndpoints } from "./editing-endpoints.ts";
import { followEndpoints } from "./follow-endpoints.ts";
import { interestEndpoints } from "./interest-endpoints.ts";
import { libraryEndpoints } from "./library-endpoints.ts";
import { linkEndpoints } from "./link-endpoints.ts";
import { meEndpoints } from "./me-endpoints.ts";
import { moderationEndpoints } from "./moderation-endpoints.ts";
import { lastPaperEndpoints, paperEndpoints } from "./paper-endpoints.ts";
import { peopleEndpoints } from "./people-endpoints.ts";
import { recommendationEndpoints } from "./recommendation-endpoints.ts";
import { submissionEndpoints } from "./submission-endpoints.ts";
import { tokenEndpoints } from "./token-endpoints.ts";

/** Our own API: everything that the pages show and do. */
export const version1Endpoints = [
  ...paperEndpoints,
  ...meEndpoints,
  ...tokenEndpoints,
  ...digestEndpoints,
  ...channelEndpoints,
  ...libraryEndpoints,
  ...collectionEndpoints,
  ...collectionEntryEndpoints,
  ...followEndpoints,
  ...recommendationEndpoints,
  ...interestEndpoints,
  ...commentEndpoints,
  ...commentChangeEndpoints,
  ...submissionEndpoints,
  ...claimEndpoints,
  ...linkEndpoints,
  ...peopleEndpoints,
  ...moderationEndpoints,
  ...decisionEndpoints,
  ...editingEndpoints,
  ...lastPaperEndpoints,
];
