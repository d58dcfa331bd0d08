import type { AccountId, Person } from "#accounts";
import type { Comment } from "#community";
import { addresses } from "../addresses.ts";
import type { Site } from "../views/list-view.ts";

/** People by their ids, as far as they are known. */
type PeopleById = ReadonlyMap<AccountId, Person>;

/** A comment as every `.json` shows it. */
export function commentDocument(comment: Comment, people: PeopleById, site: Site) {
  return {
    ...commentFields(comment, site),
    author: personDocument(people.get(comment.author), site),
  };
}

/** What is the same of it in every JSON, here and in the API. */
export function commentFields(comment: Comment, site: Site) {
  return {
    id: comment.id,
    paperId: comment.paperId,
    url: site.url + addresses.comment(comment.id),
    ...(comment.parentId !== undefined && { parentId: comment.parentId }),
    body: comment.body,
    html: comment.html,
    createdAt: comment.createdAt,
    ...(comment.editedAt !== undefined && { editedAt: comment.editedAt }),
    edits: comment.edits,
    reactions: comment.reactions.map(({ kind, count }) => ({ kind, count })),
  };
}

/** Nothing but what everybody may see; only who is active has a page. */
export function personDocument(person: Person | undefined, site: Site) {
  if (!person || person.state === "deleted") return { displayName: "Somebody who has left" };
  const { name, displayName, state } = person;
  const page = state === "active" ? { url: site.url + addresses.person(name) } : {};
  return { name, displayName, ...page };
}

/**
 * A comment as it was written, quoted so that nothing of it ends the quotation. It is Markdown
 * already; HTML in it is text to whoever follows CommonMark with HTML switched off.
 */
export function commentMarkdown(comment: Comment, heading: string): string {
  const quoted = comment.body
    .split("\n")
    .map((line) => `> ${line.replaceAll("<", "\\<")}`)
    .join("\n");
  return `${heading}\n\n${quoted}`;
}
