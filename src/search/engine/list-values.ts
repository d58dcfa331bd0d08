import { slugOf, venueLabel } from "#papers";
import type { IndexDocument } from "./engine.ts";
import type { ListName } from "./segment.ts";

export interface ListValue {
  readonly slug: string;
  readonly label: string;
}

/** A value as it is shown: `cvpr2019` is the venue CVPR 2019. */
export function labelIn(list: ListName, value: string): string {
  return list === "venue" ? venueLabel(value) : value;
}

/** How a filter value of a list is compared: `cs.CL` and `cs.cl` are one, as are `C. Doe` and `c-doe`. */
export function slugIn(list: ListName, value: string): string {
  return list === "category" ? value.trim().toLowerCase() : slugOf(labelIn(list, value));
}

/** Turns names into list values; the slug of a name is worked out once. */
export function createListValues() {
  const known = new Map<string, ListValue>();
  const listValue = (list: ListName, label: string): ListValue => {
    const key = `${list}:${label}`;
    let value = known.get(key);
    if (value) return value;
    value = { slug: slugIn(list, label), label };
    known.set(key, value);
    return value;
  };
  return (document: IndexDocument): Record<ListName, readonly ListValue[]> => ({
    author: document.authors.map((name) => listValue("author", name)),
    org: document.organizations.map((name) => listValue("org", name)),
    category: document.categories.map((name) => listValue("category", name)),
    venue: document.venue ? [listValue("venue", labelIn("venue", document.venue))] : [],
  });
}
