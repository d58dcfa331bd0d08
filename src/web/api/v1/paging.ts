import { z } from "@hono/zod-openapi";
import type { Page } from "#community";
import type { AnyCall } from "../framework/endpoint.ts";
import { integerParameter } from "../parameters.ts";

export const pageQuery = z.object({
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .openapi({ description: "`nextCursor` of the page before" }),
  limit: integerParameter({ min: 1, max: 100, default: 50, description: "Entries on a page" }),
});

/** One page of a list that is read along its key. */
export function pageSchema<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z.string().optional().openapi({ description: "Absent at the end" }),
      nextUrl: z.url().optional().openapi({ description: "The next page" }),
    })
    .openapi(name);
}

/** What a module asks for of the page a request names. */
export function pageRequest({ cursor, limit }: z.infer<typeof pageQuery>) {
  return { ...(cursor !== undefined && { cursor }), limit };
}

/** The page as JSON; the next one stands under the same address. */
export function pageJson<Item>({ parts, request }: AnyCall, items: Item[], page: Page<unknown>) {
  if (page.next === undefined) return { items };
  const url = new URL(request.url);
  url.searchParams.set("cursor", page.next);
  return {
    items,
    nextCursor: page.next,
    nextUrl: `${parts.site.url}${url.pathname.replace(/^(?!\/api\/)/, "/api")}${url.search}`,
  };
}
