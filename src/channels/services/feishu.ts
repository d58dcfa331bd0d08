import { createHmac } from "node:crypto";
import { clip } from "../posts/clip.ts";
import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, upvotesOf } from "../posts/wording.ts";
import { judge, readJson, reasonOf } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * An interactive card (JSON 1.0) through a custom bot of Feishu or Lark, signed where the bot
 * asks for it.
 *
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 * @see https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text
 */
export const feishu: Service = {
  kind: "feishu",
  label: "Feishu",
  isRepeatable: false,
  hosts: ["open.feishu.cn", "open.larksuite.com"],
  findProblem: ({ url = "" }) =>
    /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(new URL(url).pathname)
      ? undefined
      : "The address of a Feishu bot begins with https://open.feishu.cn/open-apis/bot/v2/hook/",
  request(post, { url = "", token = "" }, { at }) {
    const card = fit(
      post,
      render,
      (made) => Buffer.byteLength(JSON.stringify(made)) <= MAX_CARD_BYTES,
    );
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const signed = token === "" ? {} : { timestamp, sign: sign(timestamp, token) };
    return {
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...signed, msg_type: "interactive", card }),
    };
  },
  // The status is 200 whatever happened; `code` says what did.
  read(answer, now) {
    const { code, msg } = readJson(answer);
    const reason = reasonOf(answer, typeof msg === "string" ? `${msg} (${code})` : undefined);
    if (typeof code !== "number") {
      return answer.status === 200 ? { kind: "unknown", reason } : judge(answer, now);
    }
    return code === 0 ? { kind: "taken" } : { kind: "later", reason };
  },
};

/** A request may have 20 KB; the rest is for what stands around the card. */
const MAX_CARD_BYTES = 19_000;
const MAX_HEADER_CHARACTERS = 150;

/** The secret is part of the key, and what is signed is empty. */
function sign(timestamp: string, secret: string): string {
  return createHmac("sha256", `${timestamp}\n${secret}`).digest("base64");
}

type Element = Readonly<Record<string, unknown>>;

function render(post: Post): Element {
  const isTest = post.greeting !== undefined;
  return {
    config: { wide_screen_mode: true },
    header: {
      title: { tag: "plain_text", content: clip(post.title, MAX_HEADER_CHARACTERS) },
      template: "blue",
    },
    elements: isTest ? [markdown(escapeMarkup(post.greeting ?? ""))] : elementsOf(post),
  };
}

function elementsOf(post: Post): Element[] {
  return [
    ...(post.dateline === "" ? [] : [markdown(escapeMarkup(post.dateline))]),
    ...post.papers.flatMap((paper, index) => [
      ...(index > 0 ? [{ tag: "hr" }] : []),
      markdown(renderPaper(paper)),
    ]),
    ...post.replies.map(({ by, text, paperTitle, url }) =>
      markdown(`**${escapeMarkup(by)}** on ${link(paperTitle, url)}\n${escapeMarkup(text)}`),
    ),
    {
      tag: "action",
      actions: [
        {
          tag: "button",
          text: { tag: "plain_text", content: moreWords(post) },
          url: post.url,
          type: "default",
        },
      ],
    },
  ];
}

function renderPaper(paper: PostPaper): string {
  const links = linksOf(paper).map(({ text, url }) => link(text, url));
  return [
    `**${link(paper.title, paper.url)}**`,
    escapeMarkup(bylineOf(paper)),
    escapeMarkup(paper.sentence),
    paper.reason === "" ? "" : `*${escapeMarkup(paper.reason)}*`,
    [upvotesOf(paper), ...links].join(" · "),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function markdown(content: string): Element {
  return { tag: "markdown", content };
}

function link(text: string, url: string): string {
  const safe = url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20");
  return `[${escapeMarkup(text)}](${safe})`;
}

/** Cards have no backslash escapes: what would be markup is written as its number. */
function escapeMarkup(text: string): string {
  const signs = /[&<>*_~`[\]()#\\!|$+]|^-|(?<=^\d+)\./g;
  return text.replace(signs, (character) => `&#${character.charCodeAt(0)};`);
}
