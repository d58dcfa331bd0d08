import { z } from "@hono/zod-openapi";
import { integerParameter, periodParameter } from "../parameters.ts";

export const listDailyPapersQuery = z.object({
  p: integerParameter({ min: 0, max: 1_000_000, default: 0, description: "Page, from 0" }),
  limit: integerParameter({ min: 1, max: 100, default: 50, description: "Papers on a page" }),
  date: periodParameter("day", "A daily edition").optional(),
  week: periodParameter("week", "A weekly edition").optional(),
  month: periodParameter("month", "A monthly edition").optional(),
  submitter: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: "Name of a user; looks through the first 2,000 papers" }),
  sort: z.enum(["publishedAt", "trending"]).default("publishedAt").openapi({
    description: "`trending`: what is rising now, by the formula at `/ranking`",
  }),
});
