import type { Post, PostPaper } from "./post.ts";

/** "cs.CL · Ada Lovelace, Alan Turing" */
export function bylineOf({ label, authors }: PostPaper): string {
  return [label, authors].filter((text) => text !== "").join(" · ");
}

/** "12 upvotes" */
export function upvotesOf({ upvotes }: PostPaper): string {
  return count(upvotes, "upvote");
}

/** The words of the link to a paper's thread. */
export function threadWords({ comments }: PostPaper): string {
  return comments === 0 ? "Discuss" : count(comments, "comment");
}

/** What stands beside a paper, as links: thread, PDF, code. */
export function linksOf(paper: PostPaper): readonly { text: string; url: string }[] {
  return [
    { text: threadWords(paper), url: paper.threadUrl },
    ...(paper.pdfUrl ? [{ text: "PDF", url: paper.pdfUrl }] : []),
    ...(paper.codeUrl ? [{ text: "Code", url: paper.codeUrl }] : []),
  ];
}

/** Words of the link at the end. */
export function moreWords({ more, site }: Post): string {
  return more > 0 ? `${count(more, "more paper")} on ${site.title}` : `All on ${site.title}`;
}

/** What a notification says: "Papers about gears: Springs that remember, and 4 more". */
export function summaryOf(post: Post): string {
  if (post.greeting !== undefined) return post.greeting;
  const [first] = post.papers;
  if (!first) return `${post.title}: ${count(post.replies.length, "reply", "replies")}`;
  const others = post.papers.length - 1;
  return `${post.title}: ${first.title}${others > 0 ? `, and ${others} more` : ""}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
