import { z } from "@hono/zod-openapi";
import { findPeriod, type Period, type PeriodKind, periodKind } from "#editions";

// Years of four digits in which papers may have been written or announced.
const YEARS = /^[12]\d{3}/;

/** A whole number within bounds, with a default. */
export function integerParameter(options: {
  min: number;
  max: number;
  default: number;
  description: string;
}) {
  const { min, max, default: otherwise, description } = options;
  return z.coerce
    .number(`write a whole number from ${min} to ${max}`)
    .int("write a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(otherwise)
    .openapi({ type: "integer", minimum: min, maximum: max, default: otherwise, description });
}

const spellings: Readonly<Record<PeriodKind, { pattern: string; says: string; example: string }>> =
  {
    day: { pattern: "YYYY-MM-DD", says: "a day", example: "2026-11-20" },
    week: { pattern: "YYYY-Www", says: "an ISO week", example: "2026-W47" },
    month: { pattern: "YYYY-MM", says: "a month", example: "2026-11" },
  };

/** A day, an ISO week or a month that the calendar has. */
export function periodParameter(kind: PeriodKind, description: string) {
  const { pattern, says, example } = spellings[kind];
  return z
    .string()
    .refine((text) => isPeriod(text, kind), `is not ${says}; write it as ${pattern}`)
    .transform((text) => text as Period)
    .openapi({ type: "string", description: `${description}; ${pattern}`, example });
}

/** A day, week or month, whichever it spells. */
export const anyPeriodParameter = z
  .string()
  .refine((text) => isPeriod(text), "write 2026-11-20, 2026-W47 or 2026-11")
  .transform((text) => text as Period)
  .openapi({
    type: "string",
    param: { name: "period", in: "path" },
    description: "`2026-11-20`, `2026-W47` or `2026-11`",
    example: "2026-11-20",
  });

function isPeriod(text: string, kind?: PeriodKind): boolean {
  const period = YEARS.test(text) ? findPeriod(text) : undefined;
  return period !== undefined && (!kind || periodKind(period) === kind);
}

/** Anything that names a paper: our id, an arXiv id with or without version, a DOI. */
export const idParameter = z
  .string()
  .min(1)
  .max(300)
  .openapi({
    param: { name: "id", in: "path" },
    description:
      "arXiv id (with or without version), DOI or our own id; slashes may stand as they are",
    example: "2605.00010",
  });
