import { z } from "@hono/zod-openapi";

// Names and shapes are those of the Daily Papers API, so that its clients read ours unchanged.

const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .openapi({ format: "date-time", example: "2026-11-20T09:00:00.000Z" });
const objectId = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .openapi({ example: "69fd603f675c142cf74ad10d" });
const httpUrl = z.url({ protocol: /^https?$/ });
const count = z.int().nonnegative();

const userRefSchema = z
  .object({
    _id: objectId,
    avatarUrl: httpUrl,
    isPro: z.boolean(),
    fullname: z.string(),
    user: z.string(),
    type: z.string(),
    name: z.string(),
  })
  .openapi("UserRef");

const userOverviewSchema = userRefSchema
  .extend({
    isHf: z.boolean(),
    isHfAdmin: z.boolean(),
    isMod: z.boolean(),
    followerCount: count.optional(),
    isUserFollowing: z.boolean(),
  })
  .openapi("UserOverview");

const organizationRefSchema = z
  .object({
    _id: objectId,
    name: z.string(),
    fullname: z.string(),
    avatar: httpUrl,
    avatarUrl: httpUrl,
  })
  .openapi("OrganizationRef");

const dailyAuthorSchema = z
  .object({
    _id: objectId,
    name: z.string(),
    hidden: z.boolean(),
    user: userRefSchema.optional(),
    status: z.string().optional(),
    statusLastChangedAt: instant.optional(),
  })
  .openapi("DailyAuthor");

/** Fields that stand at both levels, for clients that look at either. */
const sharedFields = {
  mediaUrls: z.array(httpUrl).optional(),
  projectPage: httpUrl.optional(),
  githubRepo: httpUrl.optional(),
  githubRepoAddedBy: z.string().optional(),
  githubStars: count.optional(),
  ai_summary: z.string().optional(),
  ai_keywords: z.array(z.string()).optional(),
  ai_summary_model: z.string().optional(),
  organization: organizationRefSchema.optional(),
};

export const dailyPaperSchema = z
  .object({
    id: z.string().openapi({ example: "2605.05242" }),
    authors: z.array(dailyAuthorSchema),
    publishedAt: instant,
    title: z.string(),
    summary: z.string(),
    submittedOnDailyAt: instant,
    submittedOnDailyBy: userRefSchema,
    upvotes: count,
    discussionId: objectId,
    ...sharedFields,
    withdrawnAt: instant.optional(),
  })
  .openapi("DailyPaper");

export const dailyItemSchema = z
  .object({
    paper: dailyPaperSchema,
    publishedAt: instant,
    title: z.string(),
    summary: z.string(),
    thumbnail: httpUrl,
    numComments: count,
    submittedBy: userOverviewSchema,
    isAuthorParticipating: z.boolean(),
    ...sharedFields,
  })
  .openapi("DailyItem");

export const searchItemSchema = dailyItemSchema
  .extend({
    id: z.string(),
    highlightedTitle: z.string().openapi({ description: "HTML; matched words in `mark`" }),
    highlightedSummary: z.string().openapi({ description: "HTML; matched words in `mark`" }),
  })
  .openapi("SearchItem");

const repositorySchema = z
  .looseObject({ id: z.string().openapi({ example: "owner/name" }), author: z.string().optional() })
  .openapi("Repository");

export const repositoriesSchema = z
  .object({
    models: z.array(repositorySchema),
    datasets: z.array(repositorySchema),
    spaces: z.array(repositorySchema),
  })
  .openapi("Repositories");

export const paperInfoSchema = dailyPaperSchema
  .extend({
    numComments: count,
    linkedModels: z.array(repositorySchema),
    numTotalModels: count,
    linkedDatasets: z.array(repositorySchema),
    numTotalDatasets: count,
    linkedSpaces: z.array(repositorySchema),
    numTotalSpaces: count,
  })
  .openapi("PaperInfo");

export type UserRef = z.infer<typeof userRefSchema>;
export type UserOverview = z.infer<typeof userOverviewSchema>;
export type OrganizationRef = z.infer<typeof organizationRefSchema>;
export type DailyPaper = z.infer<typeof dailyPaperSchema>;
export type DailyItem = z.infer<typeof dailyItemSchema>;
export type SearchItem = z.infer<typeof searchItemSchema>;
export type PaperInfo = z.infer<typeof paperInfoSchema>;
export type Repositories = z.infer<typeof repositoriesSchema>;
