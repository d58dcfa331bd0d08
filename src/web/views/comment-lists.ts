import type { Comment } from "#community";
import { type PaperWithTally, texToText } from "#papers";
import { addresses } from "../addresses.ts";
import type { Entry, EntryList } from "../feeds/entry-feed.ts";
import { commentDocument, commentMarkdown } from "../lists/comment-json.ts";
import { markdownInline } from "../lists/markdown.ts";
import type { Discussion } from "../lists/render-paper.ts";
import { type CommentsView, nameOf, type Voices } from "./comments-view.ts";
import type { Site } from "./list-view.ts";

/** Entries of a feed. */
const MAX_ENTRIES = 100;

/** The comments of one paper, newest first. */
export function paperComments(view: CommentsView, site: Site): EntryList & Discussion {
  const { paper, byId } = view;
  const comments = [...byId.values()].map((one) => commentDocument(one, view.people, site));
  const newest = [...byId.values()]
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(0, MAX_ENTRIES);
  return {
    title: `${site.title}: comments on ${texToText(paper.title)}`,
    path: `${addresses.paper(paper.id)}/comments`,
    entries: newest.map((comment) => entryOf(comment, paper, view)),
    json: { paperId: paper.id, comments },
    comments,
  };
}

/** Comments on several papers, in their order. */
export function recentComments(
  items: readonly { readonly comment: Comment; readonly paper: PaperWithTally }[],
  voices: Voices,
  site: Site,
): EntryList {
  return {
    title: `${site.title}: comments`,
    path: "/comments",
    entries: items.map(({ comment, paper }) => entryOf(comment, paper, voices)),
    json: { comments: items.map(({ comment }) => commentDocument(comment, voices.people, site)) },
  };
}

function entryOf(comment: Comment, paper: PaperWithTally, voices: Voices): Entry {
  const author = nameOf(voices.people.get(comment.author));
  const title = `${author} on “${texToText(paper.title)}”`;
  const day = comment.createdAt.slice(0, 10);
  return {
    name: `comments/${comment.id}`,
    path: addresses.comment(comment.id),
    title,
    author,
    published: comment.createdAt,
    updated: comment.editedAt ?? comment.createdAt,
    html: comment.html,
    markdown: commentMarkdown(comment, `**${markdownInline(title)}**, ${day}`),
  };
}
