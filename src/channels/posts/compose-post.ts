import { addressesOf, authorsLine, keySentence, type PaperWithTally, texToText } from "#papers";
import type { Pick, PickedReply, PickList } from "#picks";
import { clip, oneLine } from "./clip.ts";
import type { Post, PostPaper, PostReply } from "./post.ts";

const AUTHORS = 3;
/** What is kept; services take less. */
const MAX_TITLE_CHARACTERS = 300;
const MAX_AUTHORS_CHARACTERS = 200;
const MAX_SENTENCE_CHARACTERS = 300;
const MAX_REASON_CHARACTERS = 200;
const MAX_REPLY_CHARACTERS = 500;

/** Everything of a post but its papers. */
export type PostHead = Omit<Post, "papers" | "replies" | "more" | "greeting">;

export function composePost(
  head: PostHead,
  { picks, replies = [], total }: PickList,
  papers: ReadonlyMap<string, PaperWithTally>,
): Post {
  const siteUrl = head.site.url;
  const shown = picks.flatMap((pick) => {
    const paper = papers.get(pick.paperId);
    return paper ? [toPostPaper(paper, pick, siteUrl)] : [];
  });
  return {
    ...head,
    papers: shown,
    replies: replies.map((reply) => toPostReply(reply, papers.get(reply.paperId), siteUrl)),
    more: Math.max(total - shown.length, 0),
  };
}

function toPostPaper(paper: PaperWithTally, pick: Pick, siteUrl: string): PostPaper {
  const { pdf } = addressesOf(paper);
  const code = paper.links.find(({ kind, url }) => kind === "code" && isWebAddress(url));
  const url = paperUrl(siteUrl, paper.id);
  const authors = authorsLine(paper, AUTHORS).replace(/ \+(\d+)$/, " and $1 more");
  return {
    id: paper.id,
    title: plain(texToText(paper.title), MAX_TITLE_CHARACTERS) || paper.id,
    authors: plain(authors, MAX_AUTHORS_CHARACTERS),
    sentence: plain(texToText(keySentence(paper.abstract)), MAX_SENTENCE_CHARACTERS),
    label: plain(paper.categories[0] ?? "", MAX_TITLE_CHARACTERS),
    reason: plain(pick.reason.text, MAX_REASON_CHARACTERS),
    upvotes: pick.upvotes,
    comments: pick.comments,
    url,
    threadUrl: `${url}#comments`,
    ...(pdf && isWebAddress(pdf) && { pdfUrl: new URL(pdf).href }),
    ...(code && { codeUrl: new URL(code.url).href }),
  };
}

function toPostReply(
  { commentId, paperId, by, text }: PickedReply,
  paper: PaperWithTally | undefined,
  siteUrl: string,
): PostReply {
  return {
    id: commentId,
    by: plain(by, MAX_AUTHORS_CHARACTERS),
    text: plain(text, MAX_REPLY_CHARACTERS),
    paperTitle: paper ? plain(texToText(paper.title), MAX_TITLE_CHARACTERS) : paperId,
    url: `${siteUrl}/comments/${encodeURIComponent(commentId)}`,
  };
}

function paperUrl(siteUrl: string, id: string): string {
  const path = id.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return `${siteUrl}/papers/${path}`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function plain(text: string, maxCharacters: number): string {
  return clip(oneLine(text), maxCharacters);
}
