import { z } from "@hono/zod-openapi";
import { type AccountId, type Person, roles } from "#accounts";
import { addresses } from "../../addresses.ts";
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
  if (!person || person.state === "deleted") return { displayName: "Somebody who has left" };
  const { name, displayName, role } = person;
  return { name, displayName, url: site.url + addresses.person(name), role };
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
