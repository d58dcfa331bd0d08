import { z } from "zod";
import type { Paper } from "#papers";

// What a file says can be anything: a part that is not as it should be counts as not said.
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const objectId = z.string().regex(/^[0-9a-f]{24}$/);
const text = z.string();
const count = z.int().nonnegative();
const instant = z
  .string()
  .refine((spelled) => !Number.isNaN(Date.parse(spelled)))
  .transform((spelled) => new Date(spelled).toISOString())
  .pipe(z.string().length(24));
const httpUrl = z.url({ protocol: /^https?$/ });
// Avatars may be relative to the service they come from.
const avatar = z
  .string()
  .transform((url) => (url.startsWith("/") ? `https://huggingface.co${url}` : url))
  .pipe(httpUrl);

const user = z.object({
  _id: objectId,
  avatarUrl: avatar,
  isPro: z.boolean().catch(false),
  fullname: text,
  user: optional(text),
  name: text,
  type: text.catch("user"),
  isHf: optional(z.boolean()),
  isHfAdmin: optional(z.boolean()),
  isMod: optional(z.boolean()),
  followerCount: optional(count),
  isUserFollowing: optional(z.boolean()),
});

const repositories = optional(z.array(z.looseObject({ id: text, author: optional(text) })));

const saidSchema = z.object({
  authors: optional(
    z.array(
      z.object({
        _id: objectId,
        name: text,
        hidden: z.boolean().catch(false),
        user: optional(user),
        status: optional(text),
        statusLastChangedAt: optional(instant),
      }),
    ),
  ),
  submittedOnDailyAt: optional(instant),
  submittedOnDailyBy: optional(user),
  submittedBy: optional(user),
  discussionId: optional(objectId),
  thumbnail: optional(httpUrl),
  isAuthorParticipating: optional(z.boolean()),
  mediaUrls: optional(z.array(httpUrl)),
  projectPage: optional(httpUrl),
  githubRepo: optional(httpUrl),
  githubRepoAddedBy: optional(text),
  ai_summary: optional(text),
  ai_keywords: optional(z.array(text)),
  ai_summary_model: optional(text),
  organization: optional(z.object({ _id: objectId, name: text, fullname: text, avatar })),
  withdrawnAt: optional(instant),
  linkedModels: repositories,
  numTotalModels: optional(count),
  linkedDatasets: repositories,
  numTotalDatasets: optional(count),
  linkedSpaces: repositories,
  numTotalSpaces: optional(count),
});

/** What a Daily Papers record said of a paper beyond what every source can say. */
export type Said = z.infer<typeof saidSchema>;
export type SaidUser = z.infer<typeof user>;

export function readSaid(paper: Pick<Paper, "dailyPapers">): Said {
  return paper.dailyPapers ? saidSchema.parse(paper.dailyPapers) : {};
}
