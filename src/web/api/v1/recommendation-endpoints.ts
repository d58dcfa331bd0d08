import { z } from "@hono/zod-openapi";
import { AppError } from "#platform";
import { type Recommendations, readerOfAccount } from "#recommendations";
import { listJson, listJsonSchema } from "../../lists/index.ts";
import { type ForYouDays, loadForYouView } from "../../views/for-you-view.ts";
import type { ApiParts } from "../api-parts.ts";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { byPaper } from "./paper-endpoints.ts";

const tag = tags.recommendations;

const listSchema = listJsonSchema
  .extend({
    stage: z.enum(["none", "cold", "similar", "learned"]).openapi({
      description:
        "What it goes by: what is trending, interests, likeness (from 5 liked papers), learning (from 30)",
    }),
    matches: z.record(z.string(), z.number().min(0).max(1)).openapi({
      description: "Chance that one likes the paper, by id; only where enough is known",
    }),
  })
  .openapi("RecommendationList");

const listRecommendations = endpoint({
  method: "get",
  path: "/v1/me/recommendations",
  operationId: "listRecommendations",
  tag,
  summary: "Papers for oneself, each with its reason",
  access: "reader",
  scope: "read",
  limit: "search",
  query: z.object({
    days: z
      .enum(["1", "7", "30"])
      .default("7")
      .openapi({ param: { name: "days", in: "query" }, description: "Days to look back" }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(50)
      .default(20)
      .openapi({ param: { name: "limit", in: "query" } }),
  }),
  answer: { schema: listSchema, description: "Best first" },
  async handle({ parts, actor, query }) {
    const view = await loadForYouView(
      { ...parts, recommendations: recommendationsOf(parts) },
      {
        reader: readerOfAccount(actor.account.id),
        days: Number(query.days) as ForYouDays,
        limit: query.limit,
        path: "/for-you",
      },
    );
    const { stage, matches } = view;
    return { ...listJson(view.list, parts.site), stage, matches: Object.fromEntries(matches) };
  },
});

const feedbackBody = z.strictObject({
  mark: z
    .enum(["more", "less"])
    .openapi({ description: "More like it, or not interested", example: "more" }),
});

const setFeedback = endpoint({
  method: "put",
  path: "/v1/papers/{id}{.+}/feedback",
  operationId: "setFeedback",
  tag,
  summary: "Say that one wants more, or less, like a paper; safe to repeat",
  description: "Unlike a vote nobody sees it; only recommendations go by it.",
  access: "reader",
  scope: "library",
  limit: "mark",
  params: byPaper,
  body: feedbackBody,
  answer: { description: "It is kept" },
  async handle({ parts, actor, params, body }) {
    const { id } = await getPaper(parts.papers, params.id);
    await recommendationsOf(parts).mark(readerOfAccount(actor.account.id), id, body.mark);
  },
});

const takeFeedback = endpoint({
  method: "delete",
  path: "/v1/papers/{id}{.+}/feedback",
  operationId: "takeFeedback",
  tag,
  summary: "Take it back; safe to repeat",
  access: "reader",
  scope: "library",
  limit: "mark",
  params: byPaper,
  answer: { description: "Nothing is kept" },
  async handle({ parts, actor, params }) {
    const { id } = await getPaper(parts.papers, params.id);
    await recommendationsOf(parts).mark(readerOfAccount(actor.account.id), id, null);
  },
});

/** @throws AppError `not_found` where nobody has papers of their own. */
export function recommendationsOf({ recommendations }: ApiParts): Recommendations {
  if (recommendations) return recommendations;
  throw new AppError("not_found", "Papers are only shown here.");
}

export const recommendationEndpoints = [listRecommendations, setFeedback, takeFeedback];
