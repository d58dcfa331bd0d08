import { clip } from "../posts/clip.ts";
import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, summaryOf, upvotesOf } from "../posts/wording.ts";
import { judge, reasonOf } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * Block Kit through an incoming webhook. Texts of papers stand in `rich_text`, where nothing
 * is markup.
 *
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const slack: Service = {
  kind: "slack",
  label: "Slack",
  isRepeatable: false,
  hosts: ["hooks.slack.com", "hooks.slack-gov.com"],
  findProblem: ({ url = "" }) =>
    /^\/(?:services|workflows|triggers)\/./.test(new URL(url).pathname)
      ? undefined
      : "A Slack webhook begins with https://hooks.slack.com/services/",
  request: (post, { url = "" }) => ({
    method: "POST",
    url,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(fit(post, render, fits)),
  }),
  read(answer, now) {
    const said = answer.body.toString("utf8").trim();
    if (closed.has(said)) return { kind: "gone", reason: reasonOf(answer) };
    return judge(answer, now);
  },
};

/** What Slack says of a webhook, app or channel that is no more. */
const closed: ReadonlySet<string> = new Set([
  "no_service",
  "no_service_id",
  "no_team",
  "team_disabled",
  "invalid_token",
  "channel_not_found",
  "channel_is_archived",
  "user_not_found",
]);

const MAX_BLOCKS = 50;
const MAX_HEADER_CHARACTERS = 150;
/** Slack refuses blocks somewhat above 13,000 characters (`msg_blocks_too_long`). */
const MAX_BLOCKS_CHARACTERS = 12_000;
const MAX_NOTIFICATION_CHARACTERS = 300;

type Element = Readonly<Record<string, unknown>>;
type Message = { readonly text: string; readonly blocks: readonly Element[] };

function fits({ blocks }: Message): boolean {
  return blocks.length <= MAX_BLOCKS && JSON.stringify(blocks).length <= MAX_BLOCKS_CHARACTERS;
}

function render(post: Post): Message {
  const text = escapeMarkup(clip(summaryOf(post), MAX_NOTIFICATION_CHARACTERS));
  if (post.greeting !== undefined) return { text, blocks: [rich([plain(post.greeting)])] };
  return {
    text,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: clip(post.title, MAX_HEADER_CHARACTERS) },
      },
      ...(post.dateline === "" ? [] : [rich([plain(post.dateline)])]),
      ...post.papers.flatMap((paper, index) => [
        ...(index > 0 ? [{ type: "divider" }] : []),
        rich(...renderPaper(paper)),
      ]),
      ...post.replies.map(({ by, text: said, paperTitle, url }) =>
        rich([plain(`${by} on `), link(paperTitle, url)], [plain(said)]),
      ),
      rich([link(moreWords(post), post.url)]),
    ],
  };
}

function renderPaper(paper: PostPaper): Element[][] {
  const links = linksOf(paper).flatMap(({ text, url }) => [plain(" · "), link(text, url)]);
  return [
    [link(paper.title, paper.url, { bold: true })],
    ...lines(bylineOf(paper)),
    ...lines(paper.sentence),
    ...lines(paper.reason, { italic: true }),
    [plain(upvotesOf(paper)), ...links],
  ];
}

function lines(text: string, style?: Element): Element[][] {
  return text === "" ? [] : [[{ ...plain(text), ...(style && { style }) }]];
}

/** Lines of one block. */
function rich(...lines: readonly (readonly Element[])[]): Element {
  const elements = lines.flatMap((line, index) => (index > 0 ? [plain("\n"), ...line] : line));
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

function plain(text: string): Element {
  return { type: "text", text };
}

function link(text: string, url: string, style?: Element): Element {
  return { type: "link", url, text, ...(style && { style }) };
}

/** Of `text`, which is markup: nobody is called by a title. */
function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
