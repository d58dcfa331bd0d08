import { z } from "@hono/zod-openapi";
import { type AccountId, type Person, roles } from "#accounts";
import { personDocument } from "../../lists/comment-json.ts";
import type { Site } from "../../views/list-view.ts";
import type { AnyCall } from "../framework/endpoint.ts";

/** What everybody may see of a person. */
export const personSchema = z
  .object({
    name: z.string().optional().openapi({ description: "Absent where somebody has left" }),
    displayName: z.string(),
    url: z.url().optional(),
    role: z.enum(roles).optional(),
  })
  .openapi("Person", {
    example: {
      name: "ada",
      displayName: "Ada Lovelace",
      url: "https://papers.example.org/@ada",
      role: "reader",
    },
  });

export function personJson(person: Person | undefined, site: Site): z.infer<typeof personSchema> {
  const shown = personDocument(person, site);
  return person && "name" in shown ? { ...shown, role: person.role } : shown;
}

/** Looks people up in one query and tells each as JSON. */
export async function loadPeople(
  { accounts, parts }: AnyCall,
  ids: readonly AccountId[],
): Promise<(id: AccountId) => z.infer<typeof personSchema>> {
  const known =
    ids.length === 0
      ? new Map<AccountId, Person>()
      : await accounts.people.findMany([...new Set(ids)]);
  return (id) => personJson(known.get(id), parts.site);
}
