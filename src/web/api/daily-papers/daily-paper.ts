import { type PaperWithTally, texToText } from "#papers";
import { findInstant } from "../../lists/instants.ts";
import type { Site } from "../../views/list-view.ts";
import {
  iconOf,
  objectIdsOf,
  organizationRef,
  personUser,
  siteUser,
  userOverview,
  userRef,
} from "./identities.ts";
import { linkedRepositories } from "./repositories.ts";
import { readSaid, type Said } from "./said.ts";
import type { DailyItem, DailyPaper, PaperInfo } from "./schema.ts";
import type { Shares } from "./shares.ts";

/** A paper in the shape of the Daily Papers API; what no source says has an honest default. */
export function dailyPaper(paper: PaperWithTally, site: Site, shares?: Shares): DailyPaper {
  const said = readSaid(paper);
  const idAt = objectIdsOf(paper.id);
  const submitter = said.submittedOnDailyBy ?? said.submittedBy ?? ownSubmitter(shares, site);
  return {
    id: paper.id,
    authors: authorsOf(paper, { said, idAt, shares, site }),
    publishedAt: publishedAt(paper),
    title: paper.title,
    summary: paper.abstract,
    submittedOnDailyAt: said.submittedOnDailyAt ?? `${paper.editionDay}T00:00:00.000Z`,
    submittedOnDailyBy: submitter ? userRef(submitter) : siteUser(site),
    upvotes: paper.tally.upvotes,
    discussionId: said.discussionId ?? idAt(0),
    ...sharedFields(paper, site, said),
    ...(said.withdrawnAt && { withdrawnAt: said.withdrawnAt }),
  };
}

/** A paper as an item of a listing: the same facts again, one level up. */
export function dailyItem(paper: PaperWithTally, site: Site, shares?: Shares): DailyItem {
  const said = readSaid(paper);
  const submitter = said.submittedBy ?? said.submittedOnDailyBy ?? ownSubmitter(shares, site);
  return {
    paper: dailyPaper(paper, site, shares),
    publishedAt: publishedAt(paper),
    title: paper.title,
    summary: paper.abstract,
    thumbnail: said.thumbnail ?? iconOf(site),
    numComments: paper.tally.comments,
    submittedBy: userOverview(submitter ?? siteUser(site)),
    isAuthorParticipating: said.isAuthorParticipating ?? false,
    ...sharedFields(paper, site, said),
  };
}

/** A paper asked for by its id, with the repositories linked to it. */
export function paperInfo(paper: PaperWithTally, site: Site, shares?: Shares): PaperInfo {
  const said = readSaid(paper);
  const { models, datasets, spaces } = linkedRepositories(paper, said);
  const total = (found: readonly unknown[], saidTotal = 0) => Math.max(found.length, saidTotal);
  return {
    ...dailyPaper(paper, site, shares),
    numComments: paper.tally.comments,
    linkedModels: models,
    numTotalModels: total(models, said.numTotalModels),
    linkedDatasets: datasets,
    numTotalDatasets: total(datasets, said.numTotalDatasets),
    linkedSpaces: spaces,
    numTotalSpaces: total(spaces, said.numTotalSpaces),
  };
}

/** Who brought the paper here, in the shape of a user of that API. */
function ownSubmitter(shares: Shares | undefined, site: Site) {
  return shares?.submitter && personUser(shares.submitter, site);
}

interface AuthorSources {
  readonly said: Said;
  readonly idAt: (index: number) => string;
  readonly shares: Shares | undefined;
  readonly site: Site;
}

function authorsOf(paper: PaperWithTally, { said, idAt, shares, site }: AuthorSources) {
  // An author known here stands before what another service says of the place.
  const claimed = (place: number) => {
    const found = shares?.authors.get(place);
    if (!found) return {};
    const user = userRef(personUser(found.person, site));
    return { user, status: "claimed_verified", statusLastChangedAt: found.since };
  };
  if (!said.authors) {
    return paper.authors.map((author, index) => ({
      _id: idAt(index + 1),
      name: texToText(author.name),
      hidden: false,
      ...claimed(index + 1),
    }));
  }
  return said.authors.map(({ _id, name, hidden, ...author }, index) => ({
    _id,
    name,
    hidden,
    ...(author.user && { user: userRef(author.user) }),
    ...(author.status !== undefined && { status: author.status }),
    ...(author.statusLastChangedAt && { statusLastChangedAt: author.statusLastChangedAt }),
    ...claimed(index + 1),
  }));
}

/** True UTC at both levels; a paper without an instant has the beginning of its day. */
function publishedAt(paper: PaperWithTally): string {
  return findInstant(paper.submittedAt)?.toISOString() ?? `${paper.editionDay}T00:00:00.000Z`;
}

function sharedFields(paper: PaperWithTally, site: Site, said: Said) {
  const githubRepo = said.githubRepo ?? findLink(paper, "code", "github.com");
  const projectPage = said.projectPage ?? findLink(paper, "project");
  const isCounted = said.githubRepo !== undefined || paper.tally.stars > 0;
  const [printed] = paper.organizations;
  const organization = said.organization
    ? { ...said.organization, avatarUrl: said.organization.avatar }
    : printed && organizationRef(texToText(printed), site);
  return {
    ...(said.mediaUrls && { mediaUrls: said.mediaUrls }),
    ...(projectPage && { projectPage }),
    ...(githubRepo && { githubRepo, githubRepoAddedBy: said.githubRepoAddedBy ?? "auto" }),
    ...(githubRepo && isCounted && { githubStars: paper.tally.stars }),
    ...(said.ai_summary !== undefined && { ai_summary: said.ai_summary }),
    ...(said.ai_keywords && { ai_keywords: said.ai_keywords }),
    ...(said.ai_summary_model !== undefined && { ai_summary_model: said.ai_summary_model }),
    ...(organization && { organization }),
  };
}

function findLink(paper: PaperWithTally, kind: "code" | "project", host?: string) {
  return paper.links.find((link) => {
    if (link.kind !== kind || !URL.canParse(link.url)) return false;
    const url = new URL(link.url);
    return /^https?:$/.test(url.protocol) && (!host || url.hostname === host);
  })?.url;
}
