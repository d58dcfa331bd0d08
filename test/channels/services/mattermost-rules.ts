import assert from "node:assert/strict";
import {
  fields,
  jsonOf,
  list,
  type ServiceRules,
  type ShownLink,
  text,
  webAddress,
} from "../service-rules.ts";
import { readMarkdown } from "./markdown.ts";

const PATH = "/hooks/secretofmattermost12345";

/** Mattermost: developers.mattermost.com/integrate/webhooks/incoming and …/message-attachments */
export const mattermostRules: ServiceRules = {
  kind: "mattermost",
  secrets: ["secretofmattermost12345"],
  address: (origin) => ({ url: `${origin}${PATH}` }),
  take(request) {
    assert.equal(request.url, PATH);
    const message = fields(jsonOf(request), ["text"], ["attachments", "username", "icon_url"]);
    const links: ShownLink[] = [];
    // What is longer becomes several posts.
    const words = read(text(message.text, 16_383), links);
    const attachments = list(message.attachments ?? [], 100);
    const size = JSON.stringify(attachments).length;
    assert.ok(size <= 7_900, `Maximum attachments length is 7900 characters, received ${size}`);
    const shown = attachments.map((value) => {
      const known = ["fallback", "color", "title", "title_link", "text"];
      const attachment = fields(value, known);
      assert.match(text(attachment.color, 7), /^#[0-9a-f]{6}$/);
      const title = silent(text(attachment.title, 1_000));
      silent(text(attachment.fallback, 1_000));
      links.push({ text: title, url: webAddress(attachment.title_link) });
      return `${title}\n${read(text(attachment.text, 8_000), links)}`;
    });
    return { text: [words, ...shown].join("\n"), links };
  },
  answers: {
    taken: () => ({ status: 200, headers: { "content-type": "text/plain" }, body: "ok" }),
    refused: (reason) => answer(400, reason),
    busy: (seconds) => ({
      status: 429,
      headers: { "retry-after": String(seconds) },
      body: "limit exceeded",
    }),
    closed: () => ({ status: 410, body: "gone" }),
  },
};

function answer(status_code: number, message: string) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ id: "web.incoming_webhook.error", message, status_code });
  return { status: status_code, headers, body };
}

function read(source: string, links: ShownLink[]): string {
  return silent(readMarkdown(source, links));
}

/** Whoever is called so is called by webhooks too; the space without width is not seen. */
function silent(shown: string): string {
  assert.doesNotMatch(shown, /@\w|:[\w+-]+:/, "a mention or a picture");
  return shown.replaceAll("\u200B", "");
}
