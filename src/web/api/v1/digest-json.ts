import { z } from "@hono/zod-openapi";
import type { ComingIssue, DigestIssue, DigestSettings } from "#digests";
import type { PaperId, PaperWithTally } from "#papers";
import { cadences, subjectKinds } from "#picks";
import { addresses } from "../../addresses.ts";
import { paperJson, paperJsonSchema } from "../../lists/index.ts";
import type { Site } from "../../views/list-view.ts";

const kind = z.enum(subjectKinds).meta({
  description: "`edition`, `for-me` and `replies` have no target",
  example: "topic",
});
const target = z.string().max(2_000).meta({
  description:
    "`field`: an archive such as `cs`. `category`: `cs.CL`. `topic`: a few words. `search`: the query string of a search. `author`, `org`: a slug. `collection`: its id",
  example: "graph neural networks",
});

export const scheduleSchema = z.strictObject({
  cadence: z.enum(cadences).meta({ example: "weekly" }),
  weekday: z.int().min(1).max(7).default(1).meta({ description: "1 is Monday; of a weekly one" }),
  hour: z.int().min(0).max(23).default(8),
  timeZone: z.string().min(1).max(60).meta({ description: "IANA name", example: "Europe/Berlin" }),
});
export const subjectSchema = z.strictObject({ kind, target: target.default("") });
export const routeSchema = z.enum(["mail", "feed"]).meta({
  description: "`feed`: its page and feeds alone",
});
export const papersSchema = z.int().min(1).max(50).meta({ description: "Papers in one issue" });

export const digestSchema = z
  .object({
    id: z.string(),
    subject: z.object({ kind: z.enum(subjectKinds), target: z.string(), label: z.string() }),
    schedule: z.object({
      cadence: z.enum(cadences),
      weekday: z.int(),
      hour: z.int(),
      timeZone: z.string(),
    }),
    papers: z.int(),
    route: z.enum(["mail", "feed"]),
    state: z.enum(["active", "stopped"]),
    createdAt: z.iso.datetime(),
    nextDueAt: z.iso.datetime().optional(),
    url: z.url().openapi({ description: "Its issues; whoever has this address can read them" }),
  })
  .openapi("Digest");

export function digestJson(digest: DigestSettings, site: Site): z.infer<typeof digestSchema> {
  const { id, subject, schedule, papers, route, state, createdAt, nextDueAt } = digest;
  return {
    id,
    subject: { kind: subject.kind, target: subject.target, label: subject.label },
    schedule: { ...schedule },
    papers,
    route,
    state,
    createdAt,
    ...(nextDueAt && { nextDueAt }),
    url: site.url + addresses.digest(digest.readToken),
  };
}

export const issueSchema = z
  .object({
    period: z.string().openapi({ description: "`2026-11-20`, `2026-W47`, or an instant" }),
    madeAt: z.iso.datetime(),
    total: z.int().openapi({ description: "Papers that matched, those left out too" }),
    delivery: z.enum(["due", "sending", "sent", "failed", "expired", "suppressed"]).optional(),
    papers: z
      .array(paperJsonSchema.extend({ reason: z.string().optional() }))
      .openapi({ description: "Empty: nothing was new, and nothing was sent" }),
    replies: z.array(
      z.object({
        commentId: z.string(),
        paperId: z.string(),
        by: z.string(),
        text: z.string(),
        at: z.iso.datetime(),
        url: z.url(),
      }),
    ),
    url: z.url(),
  })
  .openapi("DigestIssue");

interface Around {
  readonly found: ReadonlyMap<PaperId, PaperWithTally>;
  readonly site: Site;
}

export function issueJson(
  digest: DigestSettings,
  issue: DigestIssue,
  around: Around,
): z.input<typeof issueSchema> {
  const { period, madeAt, delivery } = issue;
  return {
    period,
    madeAt,
    ...(delivery && { delivery }),
    ...contentJson(issue, around),
    url: around.site.url + addresses.issue(digest.readToken, period),
  };
}

export const comingIssueSchema = issueSchema
  .pick({ period: true, total: true, papers: true, replies: true })
  .extend({
    from: z.string().openapi({ description: "First day it is about" }),
    until: z.string().openapi({ description: "Last day it is about; it may not be over" }),
    dueAt: z.iso.datetime(),
  })
  .openapi("ComingDigestIssue");

export function comingIssueJson(
  issue: ComingIssue,
  around: Around,
): z.input<typeof comingIssueSchema> {
  const { period, days, dueAt } = issue;
  return { period, ...days, dueAt, ...contentJson(issue, around) };
}

function contentJson(
  { total, papers, replies }: Pick<DigestIssue, "total" | "papers" | "replies">,
  { found, site }: Around,
) {
  return {
    total,
    papers: papers.flatMap(({ paperId, reason }) => {
      const paper = found.get(paperId);
      return paper
        ? [{ ...paperJson(paper, site), ...(reason.text && { reason: reason.text }) }]
        : [];
    }),
    replies: replies.map(({ commentId, paperId, by, text, at }) => ({
      commentId,
      paperId,
      by,
      text,
      at,
      url: site.url + addresses.commentOn(paperId, commentId),
    })),
  };
}
