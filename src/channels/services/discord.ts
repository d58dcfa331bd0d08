import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, threadWords, upvotesOf } from "../posts/wording.ts";
import { judge, readJson, reasonOf } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * Embeds through a webhook; nobody is ever mentioned.
 *
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 * @see https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */
export const discord: Service = {
  kind: "discord",
  label: "Discord",
  isRepeatable: false,
  hosts: ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"],
  findProblem: ({ url = "" }) =>
    /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/.test(new URL(url).pathname)
      ? undefined
      : "A Discord webhook begins with https://discord.com/api/webhooks/",
  request: (post, { url = "" }) => ({
    method: "POST",
    url: withWait(url),
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fit(post, render, fits)),
  }),
  read(answer, now) {
    const { code, message, retry_after: seconds } = readJson(answer);
    const reason = reasonOf(answer, message);
    if (code === UNKNOWN_WEBHOOK || code === INVALID_TOKEN) return { kind: "gone", reason };
    if (answer.status === 429 && typeof seconds === "number") {
      return { kind: "later", reason, waitMs: Math.ceil(seconds * 1_000) };
    }
    return judge(answer, now, message);
  },
};

const UNKNOWN_WEBHOOK = 10015;
const INVALID_TOKEN = 50027;
const MAX_EMBEDS = 10;
/** Of all titles, descriptions, footers and names of a message together. */
const MAX_CHARACTERS = 6_000;
const MAX_CONTENT_CHARACTERS = 2_000;
const MAX_TITLE_CHARACTERS = 256;
const MAX_DESCRIPTION_CHARACTERS = 4_096;
const COLOR = 0x1f_4e_79;

interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color: number;
}
interface Message {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly allowed_mentions: { readonly parse: readonly string[] };
}

/** Waits until the message is kept, so that the answer says whether it was. */
function withWait(address: string): string {
  const url = new URL(address);
  url.searchParams.set("wait", "true");
  return url.href;
}

function fits({ content, embeds }: Message): boolean {
  const total = embeds.reduce(
    (sum, { title = "", description = "" }) => sum + title.length + description.length,
    0,
  );
  return (
    content.length <= MAX_CONTENT_CHARACTERS &&
    embeds.length <= MAX_EMBEDS &&
    total <= MAX_CHARACTERS &&
    embeds.every(
      ({ title = "", description = "" }) =>
        title.length <= MAX_TITLE_CHARACTERS && description.length <= MAX_DESCRIPTION_CHARACTERS,
    )
  );
}

function render(post: Post): Message {
  const allowed_mentions = { parse: [] };
  if (post.greeting !== undefined) {
    return { content: escapeMarkup(post.greeting), embeds: [], allowed_mentions };
  }
  const dateline = post.dateline === "" ? "" : ` · ${escapeMarkup(post.dateline)}`;
  const end = `[${escapeMarkup(moreWords(post))}](<${post.url}>)`;
  const each = post.papers.length <= MAX_EMBEDS;
  const embeds = each ? post.papers.map(toEmbed) : toLists(post.papers);
  return {
    content: `**${escapeMarkup(post.title)}**${dateline}\n${end}`,
    embeds: [...embeds, ...repliesOf(post)],
    allowed_mentions,
  };
}

function toEmbed(paper: PostPaper): Embed {
  const lines = [
    escapeMarkup(bylineOf(paper)),
    escapeMarkup(paper.sentence),
    paper.reason === "" ? "" : `*${escapeMarkup(paper.reason)}*`,
    footOf(paper),
  ];
  return {
    title: escapeMarkup(paper.title),
    url: paper.url,
    description: lines.filter((line) => line !== "").join("\n"),
    color: COLOR,
  };
}

/** More papers than a message has room for embeds: ten in each, numbered through. */
function toLists(papers: readonly PostPaper[]): Embed[] {
  const items = papers.map((paper, index) => {
    const { url, threadUrl } = paper;
    const thread = `[${threadWords(paper)}](${safe(threadUrl)})`;
    const title = `**[${escapeMarkup(paper.title)}](${safe(url)})**`;
    return `${index + 1}\\. ${title}\n${upvotesOf(paper)} · ${thread}`;
  });
  const lists = [items.slice(0, MAX_EMBEDS), items.slice(MAX_EMBEDS)];
  return lists.map((list) => ({ description: list.join("\n"), color: COLOR }));
}

function repliesOf({ replies }: Post): Embed[] {
  if (replies.length === 0) return [];
  const items = replies.map(
    ({ by, text, paperTitle, url }) =>
      `**${escapeMarkup(by)}** on [${escapeMarkup(paperTitle)}](${safe(url)})\n${escapeMarkup(text)}`,
  );
  return [{ description: items.join("\n\n"), color: COLOR }];
}

function footOf(paper: PostPaper): string {
  const links = linksOf(paper).map(({ text, url }) => `[${text}](${safe(url)})`);
  return [upvotesOf(paper), ...links].join(" · ");
}

/** Parentheses end the address of a link. */
function safe(url: string): string {
  return url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20");
}

function escapeMarkup(text: string): string {
  return text.replace(/^[-+=]|[\\*_~`|>#[\]()<:@]/g, "\\$&").replace(/^(\d+)\./, "$1\\.");
}
