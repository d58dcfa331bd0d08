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

const PATH = "/api/webhooks/1234567890/secret-of-discord";

/** Discord's webhooks: discord.com/developers/docs/resources/webhook#execute-webhook */
export const discordRules: ServiceRules = {
  kind: "discord",
  secrets: ["secret-of-discord"],
  address: (origin) => ({ url: `${origin}${PATH}` }),
  take(request) {
    // Without `wait` a message that could not be kept is answered like one that was.
    assert.equal(request.url, `${PATH}?wait=true`);
    const message = fields(jsonOf(request), ["allowed_mentions", "embeds"], ["content"]);
    const { parse } = fields(message.allowed_mentions, ["parse"]);
    assert.deepEqual(parse, [], "somebody could be mentioned");
    const links: ShownLink[] = [];
    const content = readDiscord(text(message.content ?? "", 2_000, 0), links);
    let total = 0;
    const shown = list(message.embeds, 10).map((value) => {
      const embed = fields(value, ["color"], ["title", "url", "description"]);
      assert.ok(Number.isInteger(embed.color) && Number(embed.color) <= 0xffffff);
      const title = text(embed.title ?? "", 256, 0);
      const description = text(embed.description ?? "", 4_096, 0);
      assert.ok(title !== "" || description !== "", "an embed is empty");
      total += title.length + description.length;
      const name = readDiscord(title, []);
      if (embed.url !== undefined) links.push({ text: name, url: webAddress(embed.url) });
      return `${name}\n${readDiscord(description, links)}`;
    });
    assert.ok(total <= 6_000, `${total} characters in all embeds`);
    assert.ok(content !== "" || shown.length > 0, "the message is empty (50006)");
    return { text: [content, ...shown].join("\n"), links };
  },
  answers: {
    taken: () => answer(200, { id: "1", type: 0 }),
    refused: () => answer(400, { code: 50035, message: "Invalid Form Body" }),
    busy: (seconds) => ({
      ...answer(429, {
        message: "You are being rate limited.",
        retry_after: seconds,
        global: false,
      }),
      headers: { "content-type": "application/json", "retry-after": String(seconds) },
    }),
    closed: () => answer(404, { message: "Unknown Webhook", code: 10015 }),
  },
};

function answer(status: number, body: object) {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}

/** Markdown, and what Discord has beside it, all of which ends where a backslash stands before. */
function readDiscord(source: string, links: ShownLink[]): string {
  const bare = source.replace(/\\[^0-9A-Za-z\s]/g, "").replace(/\]\(<?https?:[^\s)]*\)/g, "]");
  assert.doesNotMatch(bare, /<[@#:t/]|\|\||__|~~|`|(^|\n)(-#|>|#)/, "markup of Discord's own");
  return readMarkdown(source, links);
}
