import { z } from "@hono/zod-openapi";
import type { ModerationEntry, Report } from "#community";
import type { AnyCall } from "../framework/endpoint.ts";
import { pageSchema } from "./paging.ts";
import { loadPeople, personSchema } from "./person-json.ts";

const instant = z.iso.datetime();

export const entrySchema = z
  .object({
    id: z.string(),
    at: instant,
    actor: personSchema,
    action: z.string().openapi({ description: "`hide-paper`, `grant-claim`, `pin-paper`, …" }),
    target: z.object({
      kind: z.enum(["paper", "comment", "account", "submission", "claim", "edition"]),
      id: z.string(),
    }),
    reason: z.string(),
    canUndo: z.boolean(),
    undoneBy: z.string().optional().openapi({ description: "The entry that undid it" }),
  })
  .openapi("ModerationEntry");

export const entryPageSchema = pageSchema(entrySchema, "ModerationLog");

const reportSchema = z
  .object({
    id: z.string(),
    target: z.object({ kind: z.enum(["comment", "paper", "account"]), id: z.string() }),
    reporter: personSchema,
    reason: z.string(),
    at: instant,
    state: z.enum(["open", "upheld", "dismissed"]),
  })
  .openapi("Report");

export const reportPageSchema = pageSchema(reportSchema, "ReportPage");

/** Entries with those who acted, who are looked up in one query. */
export async function entriesJson(call: AnyCall, entries: readonly ModerationEntry[]) {
  const personOf = await loadPeople(
    call,
    entries.map(({ actor }) => actor),
  );
  return entries.map(({ id, at, actor, action, target, reason, canUndo, undoneBy }) => ({
    id,
    at,
    actor: personOf(actor),
    action,
    target: { kind: target.kind, id: target.id },
    reason,
    canUndo,
    ...(undoneBy !== undefined && { undoneBy }),
  }));
}

export async function entryJson(call: AnyCall, entry: ModerationEntry) {
  const [json] = await entriesJson(call, [entry]);
  if (!json) throw new TypeError("one entry makes one value");
  return json;
}

export async function reportsJson(call: AnyCall, reports: readonly Report[]) {
  const personOf = await loadPeople(
    call,
    reports.map(({ account }) => account),
  );
  return reports.map(({ id, target, account, reason, at, state }) => ({
    id,
    target: { kind: target.kind, id: target.id },
    reporter: personOf(account),
    reason,
    at,
    state,
  }));
}
