import { type CommunitySiteOptions, openCommunitySite } from "../support/community-site.ts";
import { aRecord } from "../support/papers.ts";
import { subscriberDesk } from "../support/subscriber-desk.ts";

export const SITE = "https://papers.example.org";

/** A site over TLS where everything is open, with the paper that example addresses name. */
export function openSite(options: CommunitySiteOptions = {}) {
  return openCommunitySite({
    siteUrl: SITE,
    records: [aRecord({ arxivId: "2611.00001", announcedOn: "2026-11-20" })],
    parts: { digests: subscriberDesk },
    ...options,
  });
}
