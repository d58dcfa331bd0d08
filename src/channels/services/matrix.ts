import { fit } from "../posts/fit.ts";
import type { Post, PostPaper } from "../posts/post.ts";
import { bylineOf, linksOf, moreWords, upvotesOf } from "../posts/wording.ts";
import { escapeHtml } from "./escape-html.ts";
import { judge, readJson, reasonOf } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * A notice in a room; the homeserver shows each transaction once.
 *
 * @see https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid
 * @see https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes
 */
export const matrix: Service = {
  kind: "matrix",
  label: "Matrix",
  isRepeatable: true,
  findProblem({ token = "", room = "" }) {
    if (token === "") return "Give the access token of the Matrix account that posts";
    if (!/^![^\s:]{1,200}(?::[^\s]{1,200})?$/.test(room)) {
      return "The id of a Matrix room begins with ! (room settings, Advanced)";
    }
    return undefined;
  },
  request: (post, { url = "", token = "", room = "" }, { id }) => ({
    method: "PUT",
    url: addressOf(url, room, id),
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(fit(post, render, fits)),
  }),
  read(answer, now) {
    const { errcode, error, retry_after_ms: waitMs } = readJson(answer);
    const said = typeof errcode === "string" ? `${errcode} ${error ?? ""}` : undefined;
    const reason = reasonOf(answer, said);
    if (errcode === "M_UNKNOWN_TOKEN" || errcode === "M_USER_DEACTIVATED") {
      return { kind: "gone", reason };
    }
    if (answer.status === 429 && typeof waitMs === "number" && !answer.headers["retry-after"]) {
      return { kind: "later", reason, waitMs };
    }
    return judge(answer, now, said);
  },
};

/** An event may have 65,536 bytes as it goes between servers. */
const MAX_CONTENT_BYTES = 48_000;

function addressOf(homeserver: string, room: string, transaction: string): string {
  const path = ["rooms", room, "send", "m.room.message", transaction].map(encodeURIComponent);
  return `${homeserver.replace(/\/+$/, "")}/_matrix/client/v3/${path.join("/")}`;
}

interface Message {
  readonly msgtype: "m.notice";
  readonly body: string;
  readonly format: "org.matrix.custom.html";
  readonly formatted_body: string;
  readonly "m.mentions": Readonly<Record<string, never>>;
}

function fits(message: Message): boolean {
  return Buffer.byteLength(JSON.stringify(message)) <= MAX_CONTENT_BYTES;
}

function render(post: Post): Message {
  return {
    msgtype: "m.notice",
    body: post.greeting ?? toText(post),
    format: "org.matrix.custom.html",
    formatted_body: post.greeting === undefined ? toHtml(post) : escapeHtml(post.greeting),
    // Says that nobody is called, whatever the text holds.
    "m.mentions": {},
  };
}

function toText(post: Post): string {
  return [
    [post.title, post.dateline].filter((text) => text !== "").join(" · "),
    ...post.papers.map((paper, index) =>
      [
        `${index + 1}. ${paper.title}`,
        bylineOf(paper),
        paper.sentence,
        paper.reason,
        `${upvotesOf(paper)} · ${paper.threadUrl}`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
    ),
    ...post.replies.map(
      ({ by, text, paperTitle, url }) => `${by} on ${paperTitle}: ${text}\n${url}`,
    ),
    `${moreWords(post)}: ${post.url}`,
  ].join("\n\n");
}

function toHtml(post: Post): string {
  const dateline = post.dateline === "" ? "" : `<p>${escapeHtml(post.dateline)}</p>`;
  const papers = post.papers.map((paper) => `<li>${paperHtml(paper)}</li>`).join("");
  const replies = post.replies.map(
    ({ by, text, paperTitle, url }) =>
      `<p><strong>${escapeHtml(by)}</strong> on ${link(paperTitle, url)}</p><blockquote>${escapeHtml(text)}</blockquote>`,
  );
  return [
    `<h4>${escapeHtml(post.title)}</h4>${dateline}`,
    papers === "" ? "" : `<ol>${papers}</ol>`,
    ...replies,
    `<p>${link(moreWords(post), post.url)}</p>`,
  ].join("");
}

function paperHtml(paper: PostPaper): string {
  const links = linksOf(paper).map(({ text, url }) => link(text, url));
  return [
    `<strong>${link(paper.title, paper.url)}</strong>`,
    escapeHtml(bylineOf(paper)),
    escapeHtml(paper.sentence),
    paper.reason === "" ? "" : `<em>${escapeHtml(paper.reason)}</em>`,
    [upvotesOf(paper), ...links].join(" · "),
  ]
    .filter((line) => line !== "")
    .join("<br/>");
}

function link(text: string, url: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}
