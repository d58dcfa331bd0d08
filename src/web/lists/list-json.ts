import { z } from "@hono/zod-openapi";
import type { ListView, Site } from "../views/list-view.ts";
import { formatPath } from "./formats.ts";
import { findInstant } from "./instants.ts";
import { type PaperJson, paperJson, paperJsonSchema } from "./paper-json.ts";

/** A list of papers as every `.json` and `/api/v1` shows it. */
export const listJsonSchema = z
  .object({
    name: z.string().openapi({ description: "Stable name of the list" }),
    title: z.string(),
    subtitle: z.string().optional(),
    notes: z
      .array(
        z.object({
          text: z.string().openapi({ description: "The piece of the query, as typed" }),
          message: z.string().openapi({ description: "What was done with it, a sentence" }),
        }),
      )
      .optional()
      .openapi({ description: "What in a search was not taken as it looks" }),
    url: z.url().openapi({ description: "The list's page" }),
    updatedAt: z.iso.datetime(),
    total: z.int().nonnegative().openapi({ description: "Papers in the whole list" }),
    nextUrl: z.url().optional().openapi({ description: "The next page of the list, as JSON" }),
    papers: z.array(
      paperJsonSchema.extend({
        rank: z.int().positive().openapi({ description: "1 is the first of the whole list" }),
        reason: z.string().optional().openapi({ description: "Why it is here" }),
      }),
    ),
  })
  .openapi("PaperList");

export type ListJson = z.infer<typeof listJsonSchema>;

export function listJson(view: ListView, site: Site): ListJson {
  return {
    name: view.name,
    title: view.title,
    ...(view.subtitle && { subtitle: view.subtitle }),
    ...(view.notes?.length && {
      notes: view.notes.map(({ text, message }) => ({ text, message })),
    }),
    url: site.url + view.path,
    updatedAt: (findInstant(view.updatedAt) ?? new Date(0)).toISOString(),
    total: view.total,
    ...(view.nextPath && { nextUrl: site.url + formatPath(view.nextPath, "json") }),
    papers: view.items.map(({ rank, reason, paper }): ListJson["papers"][number] => {
      const json: PaperJson = paperJson(paper, site);
      return { rank, ...(reason && { reason }), ...json };
    }),
  };
}
