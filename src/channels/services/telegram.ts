import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, upvotesOf } from "../posts/wording.ts";
import { callNobody } from "./call-nobody.ts";
import { escapeHtml } from "./escape-html.ts";
import { judge, readJson, reasonOf } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * `sendMessage` of a bot, as HTML.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://core.telegram.org/bots/api#html-style
 */
export const telegram: Service = {
  kind: "telegram",
  label: "Telegram",
  isRepeatable: false,
  findProblem({ token = "", room = "" }) {
    if (!/^\d{1,20}:[\w-]{20,100}$/.test(token)) {
      return "The token of a Telegram bot looks like 123456:ABC-DEF…; @BotFather shows it";
    }
    if (!/^(?:-?\d{1,20}|@\w{4,32})$/.test(room)) {
      return "A Telegram chat is a number such as -1001234567890, or the @name of a channel";
    }
    return undefined;
  },
  request: (post, { url = API, token = "", room = "" }) => ({
    method: "POST",
    url: `${url.replace(/\/+$/, "")}/bot${token}/sendMessage`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      chat_id: room,
      text: fit(post, render, fits),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    }),
  }),
  read(answer, now) {
    const { description, parameters, ok } = readJson(answer);
    const { retry_after: seconds, migrate_to_chat_id: moved } = (parameters ?? {}) as Parameters;
    const reason = reasonOf(answer, description);
    if (answer.status === 400 && moved !== undefined) {
      return { kind: "moved", reason, room: String(moved) };
    }
    // 401: the token was revoked; 403: the bot was thrown out; 404: there is no such bot.
    if ([401, 403, 404].includes(answer.status)) return { kind: "gone", reason };
    if (typeof seconds === "number") return { kind: "later", reason, waitMs: seconds * 1_000 };
    if (answer.status === 200 && ok !== true) return { kind: "unknown", reason };
    return judge(answer, now, description);
  },
};

interface Parameters {
  readonly retry_after?: unknown;
  readonly migrate_to_chat_id?: unknown;
}

const API = "https://api.telegram.org";
/** Of the text without its markup. */
const MAX_CHARACTERS = 4_096;
/** Further ones are not shown. */
const MAX_ENTITIES = 100;

function fits(html: string): boolean {
  const text = html.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|amp|quot);/g, "x");
  return text.length <= MAX_CHARACTERS && (html.match(/<[a-z]/g) ?? []).length <= MAX_ENTITIES;
}

function render(post: Post): string {
  if (post.greeting !== undefined) return textOf(post.greeting);
  const head = [`<b>${textOf(post.title)}</b>`, textOf(post.dateline)];
  return [
    head.filter((text) => text !== "").join(" · "),
    ...post.papers.map(renderPaper),
    ...post.replies.map(
      ({ by, text, paperTitle, url }) =>
        `<b>${textOf(by)}</b> on ${link(paperTitle, url)}\n${textOf(text)}`,
    ),
    link(moreWords(post), post.url),
  ].join("\n\n");
}

function renderPaper(paper: PostPaper, index: number): string {
  const links = linksOf(paper).map(({ text, url }) => link(text, url));
  return [
    `${index + 1}. ${link(paper.title, paper.url)}`,
    textOf(bylineOf(paper)),
    textOf(paper.sentence),
    paper.reason === "" ? "" : `<i>${textOf(paper.reason)}</i>`,
    [upvotesOf(paper), ...links].join(" · "),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function link(text: string, url: string): string {
  return `<a href="${escapeHtml(url)}">${textOf(text)}</a>`;
}

/** `@name` would tell that member of the group, also within a link. */
function textOf(text: string): string {
  return escapeHtml(callNobody(text));
}
