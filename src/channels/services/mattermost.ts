import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, upvotesOf } from "../posts/wording.ts";
import { callNobody } from "./call-nobody.ts";
import { judge, readJson } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * Attachments in Markdown through an incoming webhook of whatever server the owner names.
 *
 * @see https://developers.mattermost.com/integrate/webhooks/incoming/
 * @see https://developers.mattermost.com/integrate/reference/message-attachments/
 */
export const mattermost: Service = {
  kind: "mattermost",
  label: "Mattermost",
  isRepeatable: false,
  findProblem: ({ url = "" }) =>
    /\/hooks\/\w+$/.test(new URL(url).pathname)
      ? undefined
      : "A Mattermost webhook ends with /hooks/ and its key",
  request: (post, { url = "" }) => ({
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fit(post, render, fits)),
  }),
  read: (answer, now) => judge(answer, now, readJson(answer).message),
};

/** A longer text would become several posts. */
const MAX_TEXT_CHARACTERS = 4_000;
/** What servers of any age keep of attachments. */
const MAX_ATTACHMENTS_CHARACTERS = 7_600;
const COLOR = "#1f4e79";

type Attachment = Readonly<Record<string, string>>;
interface Message {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

function fits({ text, attachments = [] }: Message): boolean {
  return (
    text.length <= MAX_TEXT_CHARACTERS &&
    JSON.stringify(attachments).length <= MAX_ATTACHMENTS_CHARACTERS
  );
}

function render(post: Post): Message {
  if (post.greeting !== undefined) return { text: escapeMarkup(post.greeting) };
  const dateline = post.dateline === "" ? "" : ` · ${escapeMarkup(post.dateline)}`;
  const replies = post.replies.map(
    ({ by, text, paperTitle, url }) =>
      `**${escapeMarkup(by)}** on ${link(paperTitle, url)}\n> ${escapeMarkup(text)}`,
  );
  const end = link(moreWords(post), post.url);
  const text = [`#### ${escapeMarkup(post.title)}${dateline}`, ...replies, end].join("\n\n");
  return { text, attachments: post.papers.map(toAttachment) };
}

function toAttachment(paper: PostPaper): Attachment {
  const links = linksOf(paper).map(({ text, url }) => link(text, url));
  const lines = [
    escapeMarkup(bylineOf(paper)),
    escapeMarkup(paper.sentence),
    paper.reason === "" ? "" : `*${escapeMarkup(paper.reason)}*`,
    [upvotesOf(paper), ...links].join(" · "),
  ];
  return {
    fallback: silent(paper.title),
    color: COLOR,
    title: silent(paper.title),
    title_link: paper.url,
    text: lines.filter((line) => line !== "").join("\n"),
  };
}

function link(text: string, url: string): string {
  const safe = url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20");
  return `[${escapeMarkup(text)}](${safe})`;
}

/** Nobody is called and nothing becomes a picture: a space of no width stands in between. */
function silent(text: string): string {
  return callNobody(text).replace(/:(?=[\w+-]+:)|:(?=\/\/)/g, ":\u200B");
}

function escapeMarkup(text: string): string {
  return silent(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/^[-+]|[\\`*_{}[\]()#!|>~]/g, "\\$&")
    .replace(/^(\d+)\./, "$1\\.")
    .replace(/^=/, "\\=");
}
