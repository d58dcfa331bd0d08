import type { Scope } from "#accounts";

/** What a token must be allowed for a tool to be offered, and to do anything. */
export const accessOfTools: Readonly<Record<string, "anyone" | Scope>> = {
  search: "anyone",
  read: "anyone",
  similar: "anyone",
  edition: "anyone",
  trending: "anyone",
  for_you: "read",
  list_collections: "read",
  list_digests: "read",
  preview_digest: "read",
  list_channels: "read",
  vote: "vote",
  say_more_or_less: "library",
  bookmark: "library",
  create_collection: "library",
  add_to_collection: "library",
  create_digest: "library",
  change_digest: "library",
  remove_digest: "library",
};
