import type { DigestSettings } from "#digests";
import { texToText } from "#papers";
import { addresses } from "../addresses.ts";
import type { EntryList } from "../feeds/entry-feed.ts";
import { html } from "../html.ts";
import { markdownInline, markdownLine } from "../lists/markdown.ts";
import type { DigestView } from "./digest-view.ts";

/** The replies that issues have brought, as a feed of things that were said. */
export function replyList(
  { readToken }: DigestSettings,
  { list, issues, papers }: Pick<DigestView, "list" | "issues" | "papers">,
): EntryList {
  const replies = issues.flatMap((issue) => issue.replies.toReversed());
  return {
    title: list.title,
    path: addresses.digest(readToken),
    entries: replies.map(({ commentId, paperId, by, text, at }) => {
      const title = texToText(papers.get(paperId)?.title ?? paperId);
      return {
        name: `comments/${commentId}`,
        path: addresses.commentOn(paperId, commentId),
        title: `${by}, on ${title}`,
        author: by,
        published: at,
        updated: at,
        html: String(html`<p>${text}</p>`),
        markdown: `**${markdownInline(by)}, on ${markdownInline(title)}**, ${at.slice(0, 10)}\n\n${markdownLine(text)}`,
      };
    }),
    json: { items: replies },
  };
}
