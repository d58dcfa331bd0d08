import { clip } from "./clip.ts";
import type { Post } from "./post.ts";

/** How much is said of each paper; further down, less. */
const details = [
  { title: 300, authors: 200, sentence: 300, reason: 200 },
  { title: 250, authors: 120, sentence: 200, reason: 120 },
  { title: 200, authors: 100, sentence: 120, reason: 80 },
  { title: 160, authors: 80, sentence: 0, reason: 60 },
  { title: 120, authors: 60, sentence: 0, reason: 0 },
  { title: 90, authors: 0, sentence: 0, reason: 0 },
] as const;

/**
 * The fullest form of a post that a service takes: first the texts of all papers get shorter,
 * and when that does not do, papers at the end are left to the site.
 */
export function fit<Payload>(
  post: Post,
  render: (post: Post) => Payload,
  fits: (payload: Payload) => boolean,
): Payload {
  for (const detail of details) {
    const payload = render(shorten(post, detail));
    if (fits(payload)) return payload;
  }
  const least = shorten(post, details[details.length - 1] ?? details[0]);
  for (let kept = Math.max(post.papers.length, post.replies.length) - 1; kept >= 1; kept--) {
    const payload = render(keep(least, kept));
    if (fits(payload)) return payload;
  }
  return render(keep(least, 1));
}

function shorten(post: Post, detail: (typeof details)[number]): Post {
  return {
    ...post,
    title: clip(post.title, 120),
    papers: post.papers.map((paper) => ({
      ...paper,
      title: clip(paper.title, detail.title),
      authors: clip(paper.authors, detail.authors),
      sentence: clip(paper.sentence, detail.sentence),
      reason: clip(paper.reason, detail.reason),
    })),
    replies: post.replies.map((reply) => ({
      ...reply,
      paperTitle: clip(reply.paperTitle, detail.title),
      text: clip(reply.text, Math.max(detail.sentence, 60)),
    })),
  };
}

function keep(post: Post, count: number): Post {
  return {
    ...post,
    papers: post.papers.slice(0, count),
    replies: post.replies.slice(0, count),
    more: post.more + Math.max(post.papers.length - count, 0),
  };
}
